/** Scripts that are written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const unspacedAll = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const segmented = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Counts words as readers of the script do: runs of letters and digits, with the apostrophes and hyphens
 * inside them; each Han or Kana character by itself; by dictionary in scripts such as Thai.
 */
export function countWords(text: string): number {
  if (segmented.test(text)) {
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    let words = 0;
    for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
    return words;
  }
  const characters = unspaced.test(text) ? (text.match(unspacedAll)?.length ?? 0) : 0;
  const rest = characters > 0 ? text.replace(unspacedAll, ' ') : text;
  return characters + countRuns(rest);
}

/** Runs that hold a letter or digit and are parted by white space or a dash. */
function countRuns(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isLetter(code)) {
      if (!inside) words += 1;
      inside = true;
    } else if (code <= 0x20 || code === 0xa0 || code === 0x3000 || (code >= 0x2012 && code <= 0x2015)) {
      inside = false;
    } else if (code === 0x2d && text.charCodeAt(i + 1) === 0x2d) {
      inside = false;
    }
  }
  return words;
}

/** A letter, digit or mark, by code unit: every half of a surrogate pair counts as one, which no comparison minds. */
export function isLetter(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code < 0x2000) return code !== 0xd7 && code !== 0xf7;
  return (
    (code >= 0x3005 &&
      code < 0xfe00 &&
      (code > 0x301f || code < 0x3008) &&
      !(code >= 0xe000 && code < 0xf900)) ||
    (code > 0xff10 && code < 0xffe0)
  );
}

/** The letters and digits of a text, one after the other: what must never be lost. */
export function letters(text: string): string {
  let out = '';
  let from = -1;
  for (let i = 0; i < text.length; i += 1) {
    if (isLetter(text.charCodeAt(i))) {
      if (from < 0) from = i;
    } else if (from >= 0) {
      out += text.slice(from, i);
      from = -1;
    }
  }
  return from >= 0 ? out + text.slice(from) : out;
}
