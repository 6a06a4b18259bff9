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
  let inside = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    let kind = kinds[code] as number;
    if (kind > sign) return -1;
    if (code === 0x2d && text.charCodeAt(i + 1) === 0x2d) kind = gap;
    // Reckoned rather than asked: a processor cannot guess where a word ends.
    const now = (kind & letter) | (inside & (kind >>> 1));
    words += now & ~inside;
    inside = now;
  }
  return words;
}

/** The first bit says that a run begins or goes on here, the second that it goes on if it had begun. */
const [gap, letter, sign, unspacedLetter, unspacedSign] = [0, 1, 2, 3, 4];

/** Every code unit once, in order. */
export const codeUnits = String.fromCharCode.apply(null, [...new Uint16Array(0x10000).keys()]);

/** The letters, digits, marks and halves of surrogate pairs among the code units, in runs. */
export const letterRuns = [...codeUnits.matchAll(/[\p{L}\p{M}\p{N}\p{Cs}]+/gu)];

/** Thai to Tibetan, Khmer, Kana to Yi, and the compatibility forms. */
const unspacedRanges = [
  [0x0e00, 0x1000],
  [0x1780, 0x1800],
  [0x3000, 0xac00],
  [0xf900, 0xfffd],
  [0xfffe, 0x10000],
];

/** What each code unit is: a table, because every text is walked through several times. */
const kinds = new Uint8Array(0x10000).fill(sign);
kinds.fill(gap, 0, 0x21).fill(gap, 0xa0, 0xa1).fill(gap, 0x2012, 0x2016);
for (const [from, to] of unspacedRanges) kinds.fill(unspacedSign, from, to);
for (const { 0: run, index } of letterRuns)
  kinds.fill(kinds[index] === unspacedSign ? unspacedLetter : letter, index, index + run.length);
// Every half of a surrogate pair counts as a letter, which no comparison minds.
kinds.fill(letter, 0xd800, 0xe000);

/** Whether this code unit is (half of) a letter, digit or mark. */
export const isLetter = (code: number): boolean => kinds[code] === letter || kinds[code] === unspacedLetter;

/** How much is compared at once. */
const stretch = 64;

/**
 * Walks through the letters and digits of `made` as far as they are those of `wanted`, in order: these must never be
 * lost. Returns the place in `made` after the last of them, or −1 where a letter is missing or another stands there.
 */
export function followLetters(wanted: string, made: string, from: number): number {
  let at = from;
  for (let i = 0; i < wanted.length && at >= 0; i += stretch) {
    const part = wanted.slice(i, i + stretch);
    // Most of a text is the same on both sides, sign for sign.
    at = part === made.slice(at, at + part.length) ? at + part.length : followOneByOne(part, made, at);
  }
  return at;
}

function followOneByOne(wanted: string, made: string, from: number): number {
  let at = from;
  for (let i = 0; i < wanted.length; i += 1) {
    const code = wanted.charCodeAt(i);
    if (code === made.charCodeAt(at)) at += 1;
    else if (isLetter(code)) {
      while (at < made.length && !isLetter(made.charCodeAt(at))) at += 1;
      if (made.charCodeAt(at) !== code) return -1;
      at += 1;
    }
  }
  return at;
}
