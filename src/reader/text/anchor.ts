/**
 * Words of a chapter, found again after the chapter was edited.
 *
 * The id of their block says where to look, the words themselves and those around them say what for. Words that were
 * changed a little are found by what is most like them, within a few blocks of where they stood.
 */
import { closest } from './approximate.ts';
import type { PlainText } from './chapter.ts';

export interface Anchor {
  /** Id of the block in which the words begin, and how many of its characters come before them. */
  block: string;
  offset: number;
  quote: string;
  /** Up to `around` characters on either side. */
  before: string;
  after: string;
}

/** Characters of a text, from `from` up to `to`. */
export interface Found {
  from: number;
  to: number;
}

const around = 32;
/** Blocks on either side of the one where the words stood that are searched for changed ones. */
const reach = 4;
/** Nor so many characters away: a paragraph can be a chapter long. */
const furthest = 8000;
/** Longer quotes are looked for by their two ends. */
const end = 120;
/** A quote of so many characters is its own evidence, wherever it stands. */
const telling = 24;

/** Describes the characters from `from` up to `to` so that they can be found again. */
export function anchorAt({ text, ids, starts }: PlainText, from: number, to: number): Anchor {
  const index = Math.max(
    0,
    starts.findLastIndex((start) => start <= from),
  );
  return {
    block: ids[index] ?? '',
    offset: from - (starts[index] ?? 0),
    quote: text.slice(from, to),
    before: text.slice(Math.max(0, from - around), from),
    after: text.slice(to, to + around),
  };
}

/**
 * @param near index of the block that stands for the anchor's today; undefined where its text is gone
 * @returns undefined where nothing in the chapter is those words any more
 */
export function findAnchor(chapter: PlainText, anchor: Anchor, near: number | undefined): Found | undefined {
  const quote = fold(anchor.quote);
  if (!quote.trim()) return undefined;
  const own = chapter.ids.indexOf(anchor.block);
  const expected = (chapter.starts[own] ?? 0) + anchor.offset;
  if (own >= 0 && fold(chapter.text.slice(expected, expected + quote.length)) === quote)
    return { from: expected, to: expected + quote.length };
  const stretch = near === undefined ? undefined : stretchAround(chapter, near, anchor.offset);
  return verbatim(chapter, anchor, quote, stretch) ?? (stretch && alike(chapter.text, anchor, stretch));
}

function stretchAround({ text, starts }: PlainText, near: number, offset: number): Found {
  const centre = Math.min((starts[near] ?? 0) + offset, starts[near + 1] ?? text.length);
  return {
    from: Math.max(starts[Math.max(0, near - reach)] ?? 0, centre - furthest),
    to: Math.min(starts[near + reach + 1] ?? text.length, centre + furthest),
  };
}

/** The very words, where they are likeliest to be those meant: by what stands around them, then by their place. */
function verbatim(
  chapter: PlainText,
  anchor: Anchor,
  quote: string,
  stretch: Found | undefined,
): Found | undefined {
  const text = folded(chapter);
  const [before, after] = [fold(anchor.before), fold(anchor.after)];
  let best: { from: number; score: number } | undefined;
  for (let from = text.indexOf(quote); from >= 0; from = text.indexOf(quote, from + 1)) {
    const context = sharedEnd(text.slice(0, from), before) + sharedStart(text, from + quote.length, after);
    const inside = stretch && from >= stretch.from && from < stretch.to;
    if (!inside && quote.length < telling && context < around) continue;
    const score = context + (inside ? around / 2 : 0);
    if (!best || score > best.score) best = { from, score };
  }
  return best && { from: best.from, to: best.from + quote.length };
}

const sharedEnd = (text: string, ending: string): number => {
  let count = 0;
  while (count < ending.length && text.at(-1 - count) === ending.at(-1 - count)) count += 1;
  return count;
};

const sharedStart = (text: string, at: number, beginning: string): number => {
  let count = 0;
  while (count < beginning.length && text[at + count] === beginning[count]) count += 1;
  return count;
};

/** Words much like those meant. */
function alike(text: string, { quote, before, after }: Anchor, stretch: Found): Found | undefined {
  const part = fold(text.slice(stretch.from, stretch.to));
  const [head, tail] = quote.length > 2 * end ? [quote.slice(0, end), quote.slice(-end)] : [quote, quote];
  const first = closest(part, fold(before), fold(head), fold(tail === quote ? after : ''));
  const last = tail === quote ? first : closest(part, '', fold(tail), fold(after));
  if (!first || !last || last.to <= first.from) return undefined;
  return { from: stretch.from + first.from, to: stretch.from + last.to };
}

const texts = new WeakMap<PlainText, string>();

/** The chapter's text, folded once for all its marks. */
function folded(chapter: PlainText): string {
  const text = texts.get(chapter) ?? fold(chapter.text);
  texts.set(chapter, text);
  return text;
}

/** Quotation marks, dashes and spaces as one of each; as many characters as before. */
const fold = (text: string): string =>
  text
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/\s/g, ' ');
