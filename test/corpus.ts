/**
 * Labelled cases: a chapter with its right answer in the margin (test/corpus/README.md says what each letter means).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  path: string;
  /** What the case shows. */
  shows: string;
  format: 'txt' | 'md' | 'html';
  language?: string;
  /** The author's lines, exactly. */
  lines: string[];
  /** The margin of each line: letters, or nothing. */
  codes: string[];
}

/** Reads every case below a folder, in the order of their paths. */
export function readCases(folder: string): Case[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.case'))
    .sort()
    .map((name) => readCase(join(folder, name)));
}

function readCase(path: string): Case {
  const [first = '', ...rest] = readFileSync(path, 'utf8').replace(/\n$/, '').split('\n');
  const empty = rest.indexOf('');
  const header = new Map(rest.slice(0, empty).map((line) => line.split(/:\s*/, 2) as [string, string]));
  const lines: string[] = [];
  const codes: string[] = [];
  rest.slice(empty + 1).forEach((line, i) => {
    const bar = line.indexOf('|');
    if (bar < 0 || bar > 3) throw new Error(`${path}:${empty + 3 + i} has no margin`);
    codes.push(line.slice(0, bar).trim());
    lines.push(line.slice(bar + 1));
  });
  const format = header.get('format');
  const language = header.get('language');
  return {
    path,
    shows: first.replace(/^#\s*/, ''),
    format: format === 'md' || format === 'html' ? format : 'txt',
    ...(language ? { language } : {}),
    lines,
    codes,
  };
}
