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
  const width = wrapWidth(text, lines);
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const first = lines[i] as Line;
    let value = text.slice(first.start, first.end);
    let last = first;
    while (width && i + 1 < lines.length && goesOn(text, last, lines[i + 1] as Line, width)) {
      i += 1;
      const next = lines[i] as Line;
      // Japanese and Chinese need no space where a line was broken.
      const tight = east.test(text[last.end - 1] ?? '') && east.test(text[next.start] ?? '');
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
  return { blocks, style: width ? 'hard-wrapped' : styleOf(lines) };
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

/**
 * The column at which the author's program broke the lines, or 0 where it did not.
 *
 * In a wrapped text most lines that are followed directly by another go on in it: they are as full as they could be,
 * or a sentence runs across the line's end. Lines of verse and paragraphs of one line do neither.
 */
function wrapWidth(text: string, lines: Line[]): number {
  const lengths: number[] = [];
  let long = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const line = lines[i] as Line;
    if (lines[i + 1]?.gap === 0) lengths.push(line.indent + line.end - line.start);
  }
  if (lengths.length < 4 || lengths.length < lines.length * 0.3) return 0;
  const sorted = lengths.toSorted((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.97)] ?? 0;
  for (const { start, end } of lines) if (end - start > width * 1.6) long += 1;
  if (width < 40 || width > 120 || long > lines.length * 0.05) return 0;
  let running = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    if (lines[i + 1]?.gap === 0 && runsOn(text, lines[i] as Line, lines[i + 1] as Line, width)) running += 1;
  }
  return running >= lengths.length * 0.55 ? width : 0;
}

/** Some programs break a little before the last column, and some authors by hand. */
const slack = 6;

/** Whether the next line can only be the same paragraph: this one is full, or the sentence goes on in small letters. */
function runsOn(text: string, line: Line, next: Line, width: number): boolean {
  const length = line.indent + line.end - line.start;
  const space = text.indexOf(' ', next.start);
  const word = (space < 0 || space > next.end ? next.end : space) - next.start;
  if (length + 1 + word > width - slack) return true;
  return (
    length > width * 0.5 &&
    /\p{Ll}/u.test(text[next.start] ?? '') &&
    !/[.!?…:]["'”’)]?$/u.test(text.slice(line.end - 3, line.end))
  );
}

/** A row of signs stands for itself. */
const isRow = (text: string, { start, end }: Line) =>
  !/[\p{L}\p{N}]/u.test(text.slice(start, start + 8)) && markOf(text.slice(start, end)) !== undefined;

/** An indented line begins a paragraph, unless the line before it is indented as much. */
function goesOn(text: string, line: Line, next: Line, width: number): boolean {
  if (next.gap > 0 || next.indent > line.indent || !runsOn(text, line, next, width)) return false;
  return !isRow(text, line) && !isRow(text, next);
}

const east = /[\u3000-\u9fff\uff00-\uffef]/;
