/** Scripts that are written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const segmented = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Counts words as readers of the script do: runs of letters and digits, with the apostrophes and hyphens
 * inside them; each Han or Kana character by itself; by dictionary in scripts such as Thai.
 */
export function countWords(text: string): number {
  const runs = countRuns(text);
  if (runs >= 0) return runs;
  if (segmented.test(text)) {
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    let words = 0;
    for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
    return words;
  }
  const characters = text.match(unspaced)?.length ?? 0;
  return (
    characters +
    Math.max(
      0,
      countRuns(
        text.replace(unspaced, ' ').replace(/[\u0e00-\u0fff\u1780-\u17ff\u3000-\uabff\uf900-\uffff]/g, ' '),
      ),
    )
  );
}

/** Runs that hold a letter or digit and are parted by white space or a dash; −1 where a script may write without spaces. */
function countRuns(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x0e00 && mayBeUnspaced(code)) return -1;
    if (isLetter(code)) {
      if (!inside) words += 1;
      inside = true;
    } else if (
      code <= 0x20 ||
      code === 0xa0 ||
      (code >= 0x2012 && code <= 0x2015) ||
      (code === 0x2d && text.charCodeAt(i + 1) === 0x2d)
    ) {
      inside = false;
    }
  }
  return words;
}

/** Thai to Tibetan, Khmer, Kana to Yi, and the compatibility forms. */
const mayBeUnspaced = (code: number) =>
  code < 0x1000 ||
  (code >= 0x1780 && code < 0x1800) ||
  (code >= 0x3000 && code < 0xac00) ||
  (code >= 0xf900 && code < 0x10000 && code !== 0xfffd);

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

/**
 * Walks through the letters and digits of `made` as far as they are those of `wanted`, in order: these must never be
 * lost. Returns the place in `made` after the last of them, or −1 where a letter is missing or another stands there.
 */
export function followLetters(wanted: string, made: string, from: number): number {
  let at = from;
  for (let i = 0; i < wanted.length; i += 1) {
    const code = wanted.charCodeAt(i);
    if (!isLetter(code)) continue;
    while (at < made.length && !isLetter(made.charCodeAt(at))) at += 1;
    if (made.charCodeAt(at) !== code) return -1;
    at += 1;
  }
  return at;
}
