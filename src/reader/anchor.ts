/**
 * Words of a chapter, found again after the chapter was edited.
 *
 * The id of their block says where to look, the words themselves and those around them say what for. Words that were
 * changed a little are found by Sellers' approximate matching (“The theory and computation of evolutionary distances:
 * pattern recognition”, 1980), within a few blocks of where they stood.
 */
import type { PlainText } from './chapter-text.ts';

export interface Anchor {
  /** Id of the block in which the words begin, and how many of its characters come before them. */
  block: string;
  offset: number;
  quote: string;
  /** Up to `around` characters on either side. */
  before: string;
  after: string;
}

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
/** Share of the letters that may differ. */
const tolerance = 0.34;
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
  const first = match(part, fold(before), fold(head), fold(tail === quote ? after : ''));
  const last = tail === quote ? first : match(part, '', fold(tail), fold(after));
  if (!first || !last || last.to <= first.from) return undefined;
  return { from: stretch.from + first.from, to: stretch.from + last.to };
}

/**
 * Where `before + quote + after` fits into the text with the fewest letters changed, added and left out.
 * Undefined where the quote itself differs in more than its tolerance.
 */
function match(text: string, before: string, quote: string, after: string): Found | undefined {
  const pattern = before + quote + after;
  const width = text.length + 1;
  const costs = new Uint16Array((pattern.length + 1) * width);
  for (let row = 1; row <= pattern.length; row += 1) {
    const [above, here] = [(row - 1) * width, row * width];
    costs[here] = row;
    for (let column = 1; column < width; column += 1) {
      const same = pattern[row - 1] === text[column - 1] ? 0 : 1;
      costs[here + column] = Math.min(
        (costs[above + column - 1] as number) + same,
        (costs[above + column] as number) + 1,
        (costs[here + column - 1] as number) + 1,
      );
    }
  }
  const lastRow = pattern.length * width;
  let column = 0;
  for (let at = 1; at < width; at += 1)
    if ((costs[lastRow + at] as number) < (costs[lastRow + column] as number)) column = at;
  const to = backTo(before.length + quote.length, pattern.length, column);
  const from = backTo(before.length, before.length + quote.length, to);
  const changed =
    (costs[(before.length + quote.length) * width + to] as number) -
    (costs[before.length * width + from] as number);
  return changed <= tolerance * quote.length && to > from ? { from, to } : undefined;

  /** Follows the cheapest way from (row, column) back up to another row; says in which column it arrives. */
  function backTo(row: number, start: number, at: number): number {
    let column = at;
    for (let current = start; current > row; ) {
      const here = current * width + column;
      const cost = costs[here] as number;
      if (column > 0 && (costs[here - 1] as number) + 1 === cost) column -= 1;
      else if ((costs[here - width] as number) + 1 === cost) current -= 1;
      else {
        current -= 1;
        column -= 1;
      }
    }
    return column;
  }
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
