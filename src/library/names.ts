/** What a file's name says: its place in the order, and the words that make a title and an address. */
export interface FileName {
  /** Number at the start of the name, or after “chapter”; decides only what an unnamed chapter is called. */
  number?: number;
  /** The name's words as a title; none where the name is only a number. */
  title?: string;
  /** The name as an address part, without the number that orders it. */
  slug: string;
}

const smallWords = new Set('a an and as at but by for from in into nor of on or the to with'.split(' '));

/** Reads a file or folder name such as `03-the-salt-road.txt`, `Chapter 12 - Dusk.md` or `012.txt`. */
export function readFileName(name: string): FileName {
  const stem = name.normalize('NFC').replace(/\.(?:txt|md|x?html?|yaml)$/i, '');
  const parts = /^(?:(?:chapter|ch|part|pt)[ ._-]*)?(\d{1,6})(?:[ ._–—-]+|$)(.*)$/isu.exec(stem);
  const rest = parts ? (parts[2] ?? '') : stem;
  const number = parts ? Number(parts[1]) : undefined;
  const title = titleOf(rest);
  const slug = slugOf(rest) || `chapter-${number ?? 1}`;
  return { ...(number === undefined ? {} : { number }), ...(title ? { title } : {}), slug };
}

/** Words joined by single hyphens, lower case, any script; at most 120 characters. Empty where there is no letter or digit. */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  return Array.from(slug).slice(0, 120).join('').replace(/-+$/, '');
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
