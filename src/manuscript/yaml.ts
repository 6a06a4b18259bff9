import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Message } from './manuscript.ts';
import { isElided } from './typography.ts';

/** Longest YAML that is read, in characters: a page of settings, not a data set. */
export const longestYaml = 100_000;

/** Faults that are told one by one; a file with more of them is no list of settings at all. */
const mostFaults = 10;

export interface YamlBlock {
  /** Top-level values by key. Empty where the text is not a YAML mapping. */
  values: Record<string, unknown>;
  /** Line of the file on which each key stands. */
  lines: Record<string, number>;
  messages: Message[];
}

/**
 * Reads a YAML mapping and never throws: what cannot be read becomes an error message with its line, and the
 * settings above and below it are kept.
 *
 * @param text the YAML alone, without fences
 * @param firstLine line of the file on which `text` begins
 */
export function readYaml(text: string, firstLine = 1): YamlBlock {
  const block: YamlBlock = { values: Object.create(null), lines: Object.create(null), messages: [] };
  if (text.length > longestYaml) {
    fault(
      block,
      firstLine,
      `The settings are ${text.length} characters long; at most ${longestYaml} are read.`,
      'Keep only settings here and move the text below them.',
    );
    return block;
  }
  if (readEntry(text, firstLine, block) === undefined) return block;
  // One fault spoils a YAML document, and most are in one setting: read each alone, so that the others are kept.
  let faults = 0;
  for (const entry of entriesOf(text)) {
    const wrong = readEntry(entry.text, firstLine + entry.line, block);
    if (!wrong) continue;
    faults += 1;
    // What is open at its end is told of at its last line.
    const last = firstLine + entry.line + entry.text.trimEnd().split('\n').length - 1;
    if (faults <= mostFaults) fault(block, Math.min(wrong.line, last), wrong.reason, wrong.mend);
  }
  if (faults > mostFaults)
    fault(
      block,
      firstLine,
      `${faults - mostFaults} more lines here are no settings.`,
      'Keep only lines such as “title: The Salt Road” here.',
    );
  return block;
}

const fault = ({ messages }: YamlBlock, line: number, reason: string, mend: string) =>
  messages.push({ severity: 'error', line, rule: 'yaml', reason, mend });

interface Fault {
  line: number;
  reason: string;
  mend: string;
}

/** Reads one setting or a whole list of them into the block; nothing of it, and the fault, where it is no YAML. */
function readEntry(text: string, firstLine: number, block: YamlBlock): Fault | undefined {
  const counter = new LineCounter();
  const lineOf = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  let document: Document.Parsed;
  const values: unknown[] = [];
  try {
    document = parseDocument(text, {
      lineCounter: counter,
      // Found below, where both lines can be told; the library compares every key with every other.
      uniqueKeys: false,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
    });
    const [error] = [
      ...document.errors,
      ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED'),
    ];
    if (error) {
      const { at = error.pos[0], ...told } = explain(error, text);
      return { line: lineOf(at), ...told };
    }
    if (document.contents === null) return undefined;
    if (!isMap(document.contents) || document.contents.items.some(({ key }) => !isScalar(key)))
      return {
        line: firstLine,
        reason: `${quoted(text)} is no setting.`,
        mend: 'Write one “key: value” a line, for instance “title: The Salt Road”.',
      };
    const sign = strayOf(document, text);
    if (sign !== undefined) {
      const line = lineAt(text, sign);
      const mark = text[sign] ?? '';
      return {
        line: lineOf(sign),
        reason: `YAML does not read ${quoted(line)} as a text: “${mark}” begins ${signs[mark]} there.`,
        mend: mendOf(line),
      };
    }
    for (const { value } of document.contents.items)
      values.push(isNode(value) ? value.toJS(document, { maxAliasCount: 20 }) : value);
  } catch (error) {
    return {
      line: firstLine,
      reason: `${quoted(text)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      mend: 'Write the values out instead of repeating aliases.',
    };
  }
  for (const [i, { key: node }] of document.contents.items.entries()) {
    if (!isScalar(node)) continue;
    const key = String(node.value);
    const line = lineOf(node.range?.[0] ?? 0);
    if (key in block.values) {
      fault(
        block,
        line,
        `“${key}” stands here again; line ${block.lines[key]} says it already.`,
        'Keep one of the two lines.',
      );
      continue;
    }
    block.values[key] = values[i];
    block.lines[key] = line;
  }
  return undefined;
}

/** The text cut before each line that begins at the margin, lists and ends of brackets aside; lines from 0. */
function entriesOf(text: string): { text: string; line: number }[] {
  const entries: { text: string; line: number }[] = [];
  text.split('\n').forEach((line, i) => {
    const last = entries.at(-1);
    if (last && (line.trim() === '' || /^(?:[ \t#\]}]|-\s)/.test(line))) last.text += `\n${line}`;
    else if (!/^(?:---|\.\.\.)\s*$/.test(line)) entries.push({ text: line, line: i });
  });
  return entries;
}

/** What YAML takes these for at the head of a value, where an author has the sign itself in mind. */
const signs: Record<string, string> = { '#': 'a comment', '*': 'an alias', '&': 'an anchor' };

/** Where a value begins with a sign that hides it without being a fault to YAML. */
function strayOf(document: Document.Parsed, text: string): number | undefined {
  const anchors = new Map<string, number>();
  const known = new Set<string>();
  let found: number | undefined;
  visit(document, {
    Node(_, node) {
      const [from = 0] = node.range ?? [];
      if (isAlias(node)) {
        if (!known.has(node.source)) found = from;
        anchors.delete(node.source);
      } else if (node.anchor) {
        known.add(node.anchor);
        if (isScalar(node)) anchors.set(node.anchor, text.lastIndexOf('&', from));
      } else if (isScalar(node) && node.value === null) {
        // A comment proper has a space behind its sign.
        const hidden = /^[ \t]*#(?=[^\s#])/.exec(text.slice(from));
        if (hidden) found = from + hidden[0].length - 1;
      }
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found ?? anchors.values().next().value;
}

/** What is wrong in words, from the library's code for it, and where, if that is not where the library has it. */
function explain({ code, message, pos }: YAMLError, text: string): Omit<Fault, 'line'> & { at?: number } {
  const line = lineAt(text, pos[0]);
  if (code === 'TAB_AS_INDENT')
    return { reason: `${quoted(line)} begins with a tab.`, mend: 'Put two spaces where the tab is.' };
  if (code === 'RESOURCE_EXHAUSTION')
    return {
      reason: 'Brackets are nested here deeper than can be read.',
      mend: 'Write the value without them.',
    };
  const above = /^ *(?:- +)?([^\s:]+): +(?=\S)(?!.*:\s)/.exec(line);
  const deeper = /\n +(?=(\S+):(?:\s|$))/.exec(text.slice(pos[0]));
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && above && deeper) {
    const at = pos[0] + deeper.index + deeper[0].length;
    return {
      at,
      reason: `${quoted(text.slice(at))} begins further right than ${quoted(line)} above it.`,
      mend: `Take away the spaces before “${deeper[1]}”, so that it stands straight below “${above[1]}”.`,
    };
  }
  if (!/:(?:\s|$)/.test(text))
    return { reason: `${quoted(line)} is no setting.`, mend: 'Write “key: value”, or take the line out.' };
  const opening = /^ *(?:- +)?[^\s:]+: *([[{])/m.exec(text)?.[1];
  const closing = opening === '[' ? ']' : '}';
  if (opening && !text.includes(closing)) {
    const last = text.trim().split('\n').at(-1)?.trim() ?? '';
    return {
      reason: `The bracket that opens in ${quoted(text)} is not closed.`,
      mend: `End it with “${closing}”: ${last}${closing}`,
    };
  }
  const mark = /^Missing closing (["'])/.exec(message)?.[1];
  if (!mark) return { reason: `${quoted(line)} is not YAML: ${message}.`, mend: mendOf(line) };
  const opened = new RegExp(`^.*(?:: |- )${mark}(?!.*${mark}).*`, 'm').exec(text);
  const [first, at] = opened ? [opened[0], opened.index] : [line, pos[0]];
  const goesOn = /^\n +(?!- )\S/.test(text.slice(at + first.length));
  return {
    at,
    reason: `The quotation mark ${mark} in ${quoted(first)} is not closed.`,
    mend: goesOn ? `Put another ${mark} where the text ends.` : mendOf(first, mark),
  };
}

/**
 * The line as YAML takes it.
 *
 * @param open the quotation mark at the head of its value, where none closes it
 */
function mendOf(line: string, open?: string): string {
  const [, head, value = ''] = /^ *((?:- +)?[^\s:][^:]*: +|- +)(\S.*)$/.exec(line.trimEnd()) ?? [];
  if (!head || /^\{.*\}$/.test(value) || !/^[^\p{L}\p{N}]|:\s|\s#/u.test(value))
    return 'Write one “key: value” a line; put a value that holds “: ” or “#” between quotes.';
  if (/^\[.*\]$|^(["'])[^"']*\1(?:, *\1[^"']*\1)+$/.test(value)) {
    const each = value.replace(/^\[|\]$/g, '').split(',');
    return `Put each value between quotes: ${head}[${each.map((one) => inQuotes(one.trim(), /["']/.exec(one)?.[0])).join(', ')}]`;
  }
  return `Put the value between quotes: ${head}${inQuotes(value, open)}`;
}

/** A value in quotes of YAML. Those that the author meant for such are no part of it. */
function inQuotes(value: string, open?: string): string {
  const isQuoted = /^(["']).*\1$/.test(value) || (value[0] === open && !isElided(value, 0));
  return JSON.stringify(isQuoted ? value.replace(/^(["'])(.*?)\1?$/, '$2') : value);
}

/** The line that this place of a text lies on; the last one, where it is the end of the text. */
const lineAt = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', Math.min(at, text.trimEnd().length) - 1) + 1).split('\n')[0] ?? '';

/** The first line of a text as a message cites it. */
function quoted(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return `“${line.length > 60 ? `${line.slice(0, 60)}…` : line}”`;
}
