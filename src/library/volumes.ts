/** Which volume of its work each chapter belongs to. */
import type { Message } from '../manuscript/manuscript.ts';
import { fold, volumeTitle } from './names.ts';
import { nearOf } from './near.ts';

/** Of a long work's chapters, as many are listed as a message can hold. */
const mostSlugs = 30;

interface Shelved {
  slug: string;
  /** Name of the folder within the work's own that its file lies in. */
  folder?: string | undefined;
}

/**
 * A chapter's volume is what its folder is called, unless the author says which chapter each volume begins with: then
 * all from there on are of it, up to the next one's first.
 *
 * @param chapters in reading order
 * @param said the volumes' names, each with the address of its first chapter
 * @returns a name for each chapter, or none, and what to say of volumes that begin nowhere
 */
export function volumesOf(
  chapters: Shelved[],
  said: Record<string, string> | undefined,
): { names: (string | undefined)[]; faults: Message[] } {
  if (!said) return { names: chapters.map(({ folder }) => folder && volumeTitle(folder)), faults: [] };
  const slugs = chapters.map(({ slug }) => slug);
  const begins = new Map<string, string>();
  const faults: Message[] = [];
  for (const [name, first] of Object.entries(said)) {
    const slug = slugs.find((each) => fold(each) === fold(first));
    const other = slug && begins.get(slug);
    const near = nearOf(first, slugs);
    if (slug && !other) begins.set(slug, name);
    else
      faults.push({
        severity: 'warning',
        rule: 'volume',
        reason: other
          ? `“${name}” begins with “${first}”, and so does “${other}”; it is left out.`
          : `“${name}” begins with “${first}”, which is no chapter of this work now; it is left out.`,
        mend: other
          ? 'Give one of them another first chapter.'
          : near !== undefined
            ? `Did you mean “${name}: ${near}”?`
            : `Its chapters are: ${slugs.length > mostSlugs ? `${slugs.slice(0, mostSlugs).join(', ')}, …` : slugs.join(', ')}.`,
      });
  }
  let now: string | undefined;
  const names = slugs.map((slug) => {
    now = begins.get(slug) ?? now;
    return now;
  });
  return { names, faults };
}
