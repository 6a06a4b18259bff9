/**
 * Plain text → blocks. No Markdown and no HTML is ever interpreted: `<3`, `*sigh*` and `1986.` stay as typed.
 *
 * A line is a block, unless the text is hard-wrapped: then a line goes on in the next one where the next one's first
 * word would not have fitted. How the author parts paragraphs (empty lines, indents, nothing) stays with each block as
 * `gap` and `indent`, and the passes that follow measure it.
 */
import { type Block, blockOf, paragraphOf } from './block.ts';
import type { ParagraphStyle } from './manuscript.ts';
import { markOf } from './marks.ts';
import { isByLine } from './titlePage.ts';

interface Line {
  /** Offsets of the line's text, without white space at its ends. */
  start: number;
  end: number;
  number: number;
  /** Empty lines before it. */
  gap: number;
  indent: number;
}

export function fromPlainText(text: string): { blocks: Block[]; style: ParagraphStyle } {
  const lines = readLines(text);
  const wrap = wrapOf(text, lines);
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const first = lines[i] as Line;
    let value = text.slice(first.start, first.end);
    let last = first;
    while (wrap && i + 1 < lines.length && goesOn(text, last, lines[i + 1] as Line, wrap)) {
      i += 1;
      const next = lines[i] as Line;
      // Japanese and Chinese need no space where a line was broken.
      const tight =
        (east.test(text[last.end - 1] ?? '') && east.test(text[next.start] ?? '')) ||
        isHyphenated(
          text.slice(Math.max(last.start, last.end - 3), last.end),
          text.slice(next.start, next.start + 5),
        );
      value += (tight ? '' : ' ') + text.slice(next.start, next.end);
      last = next;
    }
    i += 1;
    const node = paragraphOf(value);
    node.position = {
      start: { line: first.number, column: first.indent + 1, offset: first.start },
      end: { line: last.number, column: last.indent + 1 + last.end - last.start, offset: last.end },
    };
    blocks.push(blockOf(node, { line: first.number, gap: first.gap, indent: first.indent }, value));
  }
  return { blocks, style: wrap ? 'hard-wrapped' : styleOf(lines) };
}

/** The commonest way in which the text's long lines are parted. */
function styleOf(lines: Line[]): ParagraphStyle {
  const gaps = [0, 0, 0];
  let indented = 0;
  for (const line of lines.slice(1)) {
    gaps[Math.min(line.gap, 2)] = (gaps[Math.min(line.gap, 2)] ?? 0) + 1;
    if (line.indent > 0) indented += 1;
  }
  const [none = 0, one = 0, more = 0] = gaps;
  if (more > one && more > none) return 'double-spaced';
  if (one >= none) return 'blank-line';
  return indented > lines.length * 0.4 ? 'indented' : 'line';
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  let gap = 0;
  let from = 0;
  while (from <= text.length) {
    const next = text.indexOf('\n', from);
    const to = next < 0 ? text.length : next;
    number += 1;
    let start = from;
    let indent = 0;
    while (start < to) {
      const width = spaceWidth(text.charCodeAt(start));
      if (width === 0) break;
      indent += width;
      start += 1;
    }
    let end = to;
    while (end > start && spaceWidth(text.charCodeAt(end - 1)) > 0) end -= 1;
    if (start === end) gap += 1;
    else {
      lines.push({ start, end, number, gap, indent });
      gap = 0;
    }
    if (next < 0) break;
    from = next + 1;
  }
  return lines;
}

/** Columns that a white-space character takes; 0 for everything else. */
function spaceWidth(code: number): number {
  if (code > 0x20 && code < 0xa0) return 0;
  if (code === 0x20 || code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f) return 1;
  if (code === 0x09) return 4;
  return code === 0x3000 ? 2 : 0;
}

/** How the author's program, or the author, broke the lines of a paragraph. */
interface Wrap {
  /** The column at which lines end. */
  width: number;
  /** Columns from which on a line that is not full goes on all the same. */
  loose: number;
  /** Every paragraph begins with an indent. */
  indented: boolean;
}

/**
 * The text's wrap, if it has one.
 *
 * In a wrapped text most lines that are followed directly by another go on in it: they are as full as they could be,
 * or a sentence runs across the line's end. Lines of verse and paragraphs of one line do neither. Where every paragraph
 * begins with an indent, the lines that have none say it by their small letters.
 */
function wrapOf(text: string, lines: Line[]): Wrap | undefined {
  const lengths: number[] = [];
  let long = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    if (lines[i + 1]?.gap === 0) lengths.push(lengthOf(lines[i] as Line));
  }
  if (lengths.length < 4 || lengths.length < lines.length * 0.3) return undefined;
  const sorted = lengths.toSorted((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.97)] ?? 0;
  for (const { start, end } of lines) if (end - start > width * 1.6) long += 1;
  if (width < 40 || width > 120 || long > lines.length * 0.05) return undefined;
  let running = 0;
  let indented = 0;
  /** Those of them that a sentence's end stands before. */
  let begun = 0;
  let short = 0;
  let ragged = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const line = lines[i] as Line;
    const next = lines[i + 1] as Line;
    if (next.gap > 0) continue;
    if (next.indent > line.indent) {
      indented += 1;
      if (hasEnded(text, line)) begun += 1;
    }
    if (runsOn(text, line, next, { width, loose: width, indented: false })) running += 1;
    else if (next.indent <= line.indent && lengthOf(line) > width * 0.5) ragged += 1;
    else if (next.indent <= line.indent) short += 1;
  }
  const byIndent =
    indented > 4 && indented > lengths.length * 0.1 && mostlySmall(text, lines, lengths.length - indented);
  // What is not indented goes on: lines broken twice over, as mail programs did.
  if (running < lengths.length * 0.55)
    return byIndent ? { width, loose: 0, indented: begun > indented * 0.8 } : undefined;
  // The last lines of paragraphs are of all lengths; where nearly all are long, they are no last lines but ragged.
  return {
    width,
    loose: ragged > short * 2 ? width * 0.5 : width,
    indented: byIndent && begun > indented * 0.8,
  };
}

/** Whether most lines that follow directly, and no deeper, begin with a small letter. */
function mostlySmall(text: string, lines: Line[], flush: number): boolean {
  const small = lines.filter(
    ({ gap, indent, start }, i) =>
      i > 0 && gap === 0 && indent <= (lines[i - 1]?.indent ?? 0) && /\p{Ll}/u.test(text[start] ?? ''),
  ).length;
  return small > flush * 0.5;
}

const lengthOf = ({ indent, start, end }: Line) => indent + end - start;

/** Some programs break a little before the last column, and some authors by hand. */
const slack = 6;

/** Whether the next line can only be the same paragraph: this one is full, or the sentence goes on in small letters. */
function runsOn(text: string, line: Line, next: Line, { width, loose }: Wrap): boolean {
  const length = lengthOf(line);
  if (length > loose) return true;
  const space = text.indexOf(' ', next.start);
  const word = (space < 0 || space > next.end ? next.end : space) - next.start;
  if (length + 1 + word > width - slack) return true;
  return length > width * 0.5 && /\p{Ll}/u.test(text[next.start] ?? '') && !hasEnded(text, line);
}

const hasEnded = (text: string, { end }: Line) => /[.!?…:]["'”’)]?$/u.test(text.slice(end - 3, end));

/** A row of signs stands for itself. */
const isRow = (text: string, { start, end }: Line) =>
  !/[\p{L}\p{N}]/u.test(text.slice(start, start + 8)) && markOf(text.slice(start, end)) !== undefined;

/** “by Viola Pell” right under the title. */
const isTitlePageLine = (text: string, { number, start, end }: Line) =>
  number <= titlePageLines && /^\S+ \p{Lu}/u.test(text.slice(start, end)) && isByLine(text.slice(start, end));

const titlePageLines = 4;

/** An indented line begins a paragraph, unless the line before it is indented as much. */
function goesOn(text: string, line: Line, next: Line, wrap: Wrap): boolean {
  if (
    next.gap > 0 ||
    next.indent > line.indent ||
    (wrap.indented && next.indent > 0 && hasEnded(text, line)) ||
    !runsOn(text, line, next, wrap)
  )
    return false;
  return !isRow(text, line) && !isRow(text, next) && !isTitlePageLine(text, next);
}

/**
 * “well-⏎known”, “the gate--⏎which”, “somebody⏎--and”: no space was there before the line was broken. A word may be left
 * out behind a hyphen: “Haupt-⏎und Nebensatz”.
 */
const isHyphenated = (end: string, start: string) =>
  (/[\p{L}\p{N}]-$/u.test(end) && /^(?!(?:und|oder|bis|and|or)\b)\p{L}/u.test(start)) ||
  (/\S(?:--|—)$/u.test(end) && /^[\p{L}\p{N}"'“‘]/u.test(start)) ||
  (/[\p{L}\p{N},.!?]$/u.test(end) && /^(?:--|—)[\p{L}\p{N}"'“‘]/u.test(start));

const east = /[\u3000-\u9fff\uff00-\uffef]/;
