/**
 * Plain text → mdast. No Markdown and no HTML is ever interpreted: `<3`, `*sigh*` and `1986.` stay as typed.
 *
 * A line is a paragraph, unless the text is hard-wrapped: then a line goes on in the next one where the next
 * one's first word would not have fitted. How the author parts paragraphs (empty lines, indents, nothing) stays
 * with each block as `gap` and `indent`, and the passes that follow measure it.
 */
import type { Paragraph, Root } from 'mdast';
import { type Draft, say } from './draft.ts';

interface Line {
  /** Offsets of the line's text, without white space at its ends. */
  start: number;
  end: number;
  number: number;
  /** Empty lines before it. */
  gap: number;
  indent: number;
}

export function fromPlainText(text: string, draft: Draft): Root {
  const lines = readLines(text);
  const width = wrapWidth(text, lines);
  if (width)
    say(
      draft,
      'info',
      'paragraphs',
      1,
      `The lines are wrapped at ${width} columns; they are joined into paragraphs.`,
    );
  const children: Paragraph[] = [];
  let open: Paragraph | undefined;
  lines.forEach((line, i) => {
    const value = text.slice(line.start, line.end);
    const before = lines[i - 1];
    if (open && before && width && goesOn(text, before, line, width)) {
      const [node] = open.children;
      if (node?.type === 'text') node.value += joint(node.value, value) + value;
      if (open.position) open.position.end = { line: line.number, column: line.indent + 1, offset: line.end };
      return;
    }
    open = {
      type: 'paragraph',
      data: { gap: line.gap, indent: line.indent },
      children: [{ type: 'text', value }],
      position: {
        start: { line: line.number, column: line.indent + 1, offset: line.start },
        end: { line: line.number, column: line.indent + 1 + line.end - line.start, offset: line.end },
      },
    };
    children.push(open);
  });
  return { type: 'root', children };
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
    if (start === end) {
      gap += 1;
    } else {
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
 * In a wrapped text almost every line that is followed directly by another is as full as it could be: the next
 * line's first word would have run over the width.
 */
function wrapWidth(text: string, lines: Line[]): number {
  const lengths: number[] = [];
  lines.forEach((line, i) => {
    if (lines[i + 1]?.gap === 0) lengths.push(line.indent + line.end - line.start);
  });
  if (lengths.length < 6 || lengths.length < lines.length * 0.4) return 0;
  const sorted = lengths.toSorted((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  if (width < 40 || width > 120) return 0;
  let full = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (next?.gap === 0 && isFull(text, line, next, width)) full += 1;
  });
  return full >= lengths.length * 0.7 ? width : 0;
}

/** Some programs break a little before the last column. */
const slack = 4;

function isFull(text: string, line: Line, next: Line, width: number): boolean {
  const word = text.indexOf(' ', next.start);
  const first = (word < 0 || word > next.end ? next.end : word) - next.start;
  return line.indent + line.end - line.start + 1 + first > width - slack;
}

function goesOn(text: string, line: Line, next: Line, width: number): boolean {
  return (
    next.gap === 0 && (next.indent === 0 || next.indent === line.indent) && isFull(text, line, next, width)
  );
}

/** Japanese and Chinese need no space where a line was broken. */
const joint = (before: string, after: string) =>
  /[\u3000-\u9fff\uff00-\uffef]$/.test(before) && /^[\u3000-\u9fff\uff00-\uffef]/.test(after) ? '' : ' ';
