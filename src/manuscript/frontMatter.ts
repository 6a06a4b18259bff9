import type { Message } from './manuscript.ts';
import { longestYaml, readYaml, type YamlBlock } from './yaml.ts';

export interface FrontMatter extends YamlBlock {
  /** The text with the block replaced by as many empty lines, so that line numbers stay the author's own. */
  text: string;
  /** The block as it stood there, and the line on which it begins. */
  source?: { text: string; line: number };
}

/**
 * A block of settings opens with a line `---` and a key in small letters. Chapters begin with a rule as well, and
 * with a note or a header under it: those say “Note:” and “Title:”.
 */
const opening =
  /^(?:[ \t]*\n){0,50}---[ \t]*\n(?:[ \t]*\n|#[^\n]*\n){0,50}(?=[a-z][\w-]*[ \t]*:(?:[ \t]|\n|$))/;
const toml = /^\+\+\+[ \t]*\n(?:[ \t]*\n|#[^\n]*\n){0,9}[\w-]+[ \t]*=[ \t]*\S[^\n]*\n/;
const closing = /^(?:---|\.\.\.)[ \t]*$/;

/** What a setting's line looks like, and a line that goes on from it. */
const settingLine = /^(?:["'\w-]+[ \t]*:(?:\s|$)|[ \t]|#|-[ \t]|[\]}]|$)/;

/** “note: sorry this took so long” is an author talking, not a setting. */
const talk = /^(?:an|cw|disclaimer|edit|notes?|tw|update|warnings?)[ \t]*:[ \t]*\S+[ \t]+\S/;

/** Takes the settings between two lines `---` from the head of a text. */
export function takeFrontMatter(text: string): FrontMatter {
  const none = (messages: Message[] = []): FrontMatter => ({ text, values: {}, lines: {}, messages });
  if (toml.test(text))
    return none([
      {
        severity: 'warning',
        line: 1,
        rule: 'front-matter',
        reason: 'Settings between lines “+++” are TOML, which is not read; they stand in the text.',
        mend: 'Put them between two lines “---” and write “title: The Mill” for “title = "The Mill"”.',
      },
    ]);
  const head = opening.exec(text)?.[0];
  if (head === undefined || talk.test(text.slice(head.length, head.length + 200))) return none();
  const fence = head.indexOf('---');
  const first = text.indexOf('\n', fence) + 1;
  const line = text.slice(0, fence).split('\n').length;
  const end = endOf(text, first);
  if (end.closed) {
    const from = text.indexOf('\n', end.at);
    const after = from < 0 ? text.length : from + 1;
    const empty = text.slice(0, after).replace(/[^\n]+/g, '');
    return {
      ...readYaml(text.slice(first, end.at), line + 1),
      text: empty + text.slice(after),
      source: { text: text.slice(fence, after).trimEnd(), line },
    };
  }
  return none([
    {
      severity: 'error',
      line,
      rule: 'front-matter',
      reason: 'Settings begin here that no second line “---” ends; they stand in the text.',
      mend: `Put a line “---” under the last of them, before line ${line + end.lines}.`,
    },
  ]);
}

/**
 * Where the settings from here end: at their closing line, or unclosed at the first line that is none of them.
 * One short line that lacks its colon is a slip; below an empty line it is the story.
 */
function endOf(text: string, from: number): { at: number; lines: number; closed: boolean } {
  let slip: number | undefined;
  let afterGap = false;
  let folded = false;
  let at = from;
  for (let lines = 1; at < text.length; lines += 1) {
    if (at - from > longestYaml) return { at, lines: slip ?? lines, closed: false };
    const next = text.indexOf('\n', at);
    const line = text.slice(at, next < 0 ? text.length : next);
    if (closing.test(line)) return { at, lines, closed: true };
    if (line.trim() === '') afterGap = true;
    else if (!settingLine.test(line) || (afterGap && !folded && /^\s/.test(line))) {
      if (afterGap || slip !== undefined || line.length > 60)
        return { at, lines: slip ?? lines, closed: false };
      slip = lines;
    } else if (/^\S/.test(line)) {
      folded = /:[ \t]+[|>][-+\d]*[ \t]*$/.test(line);
      afterGap = false;
    }
    if (next < 0) return { at: text.length, lines: slip ?? lines + 1, closed: false };
    at = next + 1;
  }
  return { at, lines: slip ?? 1, closed: false };
}
