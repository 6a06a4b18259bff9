/** What a chapter is called in the library: its number and its address. */
import { readHeading } from '../manuscript/headings.ts';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import { type Addresses, addressOfFile, type FileName, slugOf, volumeTitle } from './names.ts';

type Named = Pick<ManuscriptChapter, 'label' | 'title'>;

/**
 * Counts the chapters of a work. An announcement has no number, nor has what is no numbered part (a prologue); a
 * number that the author gives, in a label or as the whole file name, is kept, and the count goes on from it.
 */
export class Numbering {
  #last = 0;

  next({ kind, label, title }: Named & Pick<ManuscriptChapter, 'kind'>, name?: FileName): number | undefined {
    if (kind === 'announcement') return undefined;
    // Of “Part Two · Chapter 7” the last says the chapter.
    const heading = readHeading((label ?? title ?? '').split(' · ').at(-1) ?? '');
    if (heading?.kind === 'uncounted') return undefined;
    const said =
      label === undefined ? (name?.title === undefined ? name?.number : undefined) : heading?.number;
    // “Chapter 0” and “Chapter 3.5” stand between the numbers.
    if (said !== undefined && !(Number.isInteger(said) && said > 0)) return undefined;
    this.#last = said ?? this.#last + 1;
    return this.#last;
  }
}

/**
 * The address wanted for the only chapter of a file: its file name's, else its heading's, else its place's; where
 * another volume has such a chapter, the volume's name stands before it.
 */
export function slugOfFile(
  { label, title }: Named,
  name: FileName,
  place: number,
  addresses: Addresses,
  folder: string | undefined,
): string {
  const wanted = addressOfFile(name, folder) || slugOf(title ?? label ?? '') || `chapter-${place}`;
  const apart = folder && slugOf(`${volumeTitle(folder)} ${wanted}`);
  return apart ? (addresses.free([wanted, apart]) ?? wanted) : wanted;
}

/**
 * The address wanted for one of several chapters in a file: its title's, where another has that its label's with it,
 * so that it stays the same when chapters are written above it.
 */
export function slugOfPart({ label = '', title = '' }: Named, part: number, addresses: Addresses): string {
  const wanted = [slugOf(title), slugOf(`${label} ${title}`), `chapter-${part + 1}`].filter(Boolean);
  return addresses.free(wanted) ?? wanted[0] ?? '';
}
