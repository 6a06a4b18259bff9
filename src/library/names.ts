/** Names and addresses: what a file's name says, and the part of an address that a text makes. */
import { createHash } from 'node:crypto';
import type { Message } from '../manuscript/manuscript.ts';

/** What a chapter file's name says: its place in the order, and the words that make a title and an address. */
export interface FileName {
  /** Number at the start of the name, or after “chapter”. */
  number?: number;
  /** The name's words as a title; none where the name is only a number. */
  title?: string;
  /** The name as an address part, without the number that orders it; empty where it has no letter or digit. */
  slug: string;
}

const smallWords = new Set('a an and as at but by for from in into nor of on or the to with'.split(' '));
const stemOf = (name: string) => name.normalize('NFC').replace(/\.(?:txt|md|x?html?)$/i, '');

/** Reads the name of a chapter file such as `03-the-salt-road.txt`, `Chapter 12 - Dusk.md` or `012.txt`. */
export function readFileName(name: string): FileName {
  const stem = stemOf(name);
  const parts = /^(?:(?:chapter|ch|part|pt)[ ._-]*)?(\d{1,6})(?:[ ._–—-]+|$)(.*)$/isu.exec(stem);
  const rest = parts ? (parts[2] ?? '') : stem;
  const number = parts ? Number(parts[1]) : undefined;
  const title = titleOf(rest);
  const slug = slugOf(rest) || (number === undefined ? '' : `chapter-${number}`);
  return { ...(number === undefined ? {} : { number }), ...(title ? { title } : {}), slug };
}

/** What a volume is called whose chapters lie in a folder of that name: its number is no part of it. */
export function volumeTitle(folder: string): string {
  const { title, number } = readFileName(folder);
  return title ?? `Volume ${number ?? folder}`;
}

/**
 * The address that a chapter file's name gives by itself; empty where it gives none. In a volume, where each may count
 * from 1, a number stands behind the volume's name.
 */
export function addressOfFile(name: FileName, folder?: string): string {
  return folder && name.slug && !name.title ? [slugOf(volumeTitle(folder)), name.slug].join('-') : name.slug;
}

/** Reads the name of a work's folder or file. Its numbers are part of it: “100 Days”, “1984”. */
export function readWorkName(name: string): { title: string; slug: string } {
  const stem = stemOf(name);
  return { title: titleOf(stem), slug: slugOf(stem) };
}

/** Longest address part, in characters and, because file systems count so, in bytes of UTF-8. */
const longest = { characters: 120, bytes: 200 };

/**
 * Words joined by single hyphens, lower case, any script; empty where there is no letter or digit.
 * A text too long is cut between two words where it can be.
 */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  let slug = '';
  for (const word of words ?? []) {
    const longer = slug === '' ? cut(word) : `${slug}-${word}`;
    if (longer.length > longest.characters || Buffer.byteLength(longer) > longest.bytes) break;
    slug = longer;
  }
  return slug;
}

/** A word that is too long by itself, cut between two characters. */
function cut(word: string): string {
  // Letters take four bytes at the most.
  if (word.length * 4 <= longest.bytes) return word;
  let end = '';
  for (const { segment } of new Intl.Segmenter('en').segment(word.slice(0, 2 * longest.characters))) {
    const longer = end + segment;
    if (longer.length > longest.characters || Buffer.byteLength(longer) > longest.bytes) break;
    end = longer;
  }
  return end;
}

/** Hyphens and underscores become spaces; a name all in small letters gets English title case. */
function titleOf(text: string): string {
  const words = text
    .replace(/_/g, ' ')
    .replace(/(?<=\S)-(?=\S)/g, ' ')
    .trim()
    .split(/\s+/);
  const title = words.join(' ');
  if (title !== title.toLowerCase()) return title;
  return words
    .map((word, i) =>
      i > 0 && smallWords.has(word) ? word : word.replace(/^\p{L}/u, (letter) => letter.toUpperCase()),
    )
    .join(' ');
}

/** Names that web servers or Windows keep for themselves. */
const reserved = /^(?:404|500|index|con|prn|aux|nul|com\d|lpt\d)$/;

/** The address parts below one place. No two are the same, not even where capitals and accents are told apart badly. */
export class Addresses {
  readonly #taken = new Map<string, string>();
  readonly #kept: ReadonlySet<string>;

  /** @param kept names that the site's own pages have */
  constructor(kept: readonly string[] = []) {
    this.#kept = new Set(kept);
  }

  /** The first of these that is free; none where each is taken. */
  free(wanted: string[]): string | undefined {
    return wanted.find((slug) => slug !== '' && this.#isFree(slug));
  }

  /** The wanted address, or one with a number where it is taken: both stay readable, and the clash is told. */
  take(wanted: string, file: string): { slug: string; clash?: Message } {
    const kept = this.#isKept(wanted);
    const holder = this.#taken.get(fold(wanted));
    let slug = wanted;
    for (let n = 2; !this.#isFree(slug); n += 1) slug = `${wanted}-${n}`;
    this.#taken.set(fold(slug), file);
    if (slug === wanted) return { slug };
    return {
      slug,
      clash: {
        severity: kept ? 'warning' : 'error',
        rule: kept ? 'reserved-slug' : 'same-slug',
        reason: kept
          ? `Its address would be “${wanted}”, which the site’s own pages, web servers or systems keep for themselves; it is at “${slug}”.`
          : `Its address would be “${wanted}”, which ${holder} has already; it is at “${slug}” for now.`,
        mend: 'Rename the file or its folder, or say “slug: another-name”.',
      },
    };
  }

  #isFree(slug: string): boolean {
    return !this.#taken.has(fold(slug)) && !this.#isKept(slug);
  }

  #isKept(slug: string): boolean {
    return reserved.test(fold(slug)) || this.#kept.has(fold(slug));
  }
}

/** One writing of what file systems and readers take for the same. */
export const fold = (slug: string) => slug.normalize('NFC').toLowerCase().normalize('NFC');

/** Crockford's base 32: no letter that is taken for a digit, and hardly a word. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
/** Thirty-nine bits: two of ten thousand share them in one library of ten thousand. */
const shortLength = 8;

/**
 * A short name that an address alone makes; a letter and digits of base 32.
 *
 * @param address a work's or a chapter's, as `the-kiln` or `ash`
 */
export const shortId = (address: string): string =>
  [...createHash('sha256').update(fold(address)).digest().subarray(0, shortLength)]
    .map((byte, i) => digits[i === 0 ? 10 + (byte & 15) : byte & 31])
    .join('');
