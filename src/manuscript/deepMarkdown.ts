/**
 * Markdown that no parser can take apart in reasonable time, or at all: quotes in quotes by the hundred, emphasis or
 * brackets that open and never close. Nobody writes these; they come from broken programs and from malice.
 */
import { isLetter } from './words.ts';

/** Parsers walk down level by level, and back for each. */
const deepest = 100;
/** Underlined headings with no empty line between them are put together again at each one. */
const mostUnderlines = 500;

const marker = '(?:[>*+-]|\\d{1,9}[.)])';
const patterns: Record<string, string> = {
  empty: '^[ \\t]*$',
  deep: `^(?!(?:[ \\t]*[*_-])+[ \\t]*$)(?:(?:[ \\t]*${marker}){${deepest}}|[ \\t]{${2 * deepest},}${marker})`,
  underline: '^ {0,3}(?:=+|-+)[ \\t]*$',
  comment: '<!--',
  commentEnd: '-->',
  bracket: '\\[',
  bracketEnd: '\\]',
  emphasis: '[*_~]+',
};
const sign = new RegExp(
  Object.entries(patterns)
    .map(([name, pattern]) => `(?<${name}>${pattern})`)
    .join('|'),
  'gm',
);

/** The offset of the first place that is nested too deeply, if there is one. */
export function deepestPlace(text: string): number | undefined {
  let open = { comment: 0, bracket: 0, emphasis: 0 };
  let underlines = 0;
  for (const { 0: found, groups = {}, index } of text.matchAll(sign)) {
    if (groups['empty'] !== undefined) {
      open = { comment: 0, bracket: 0, emphasis: 0 };
      underlines = 0;
    } else if (groups['underline']) underlines += 1;
    else if (groups['comment']) open.comment += 1;
    else if (groups['commentEnd']) open.comment = 0;
    else if (groups['bracket']) open.bracket += 1;
    else if (groups['bracketEnd']) open.bracket = Math.max(0, open.bracket - 1);
    else if (groups['emphasis']) open.emphasis = Math.max(0, open.emphasis + turn(text, index, found.length));
    if (
      groups['deep'] ||
      Math.max(open.comment, open.bracket, open.emphasis) > deepest ||
      underlines > mostUnderlines
    )
      return index;
  }
  return undefined;
}

/** 1 where this row of signs opens emphasis, −1 where it may close one, 0 inside a word or alone. */
function turn(text: string, at: number, length: number): number {
  const before = text[at - 1] ?? ' ';
  const after = text[at + length] ?? ' ';
  if (/\S/.test(before) && !isLetter(after.charCodeAt(0))) return -1;
  return /\S/.test(after) && !isLetter(before.charCodeAt(0)) ? 1 : 0;
}
