/**
 * `npm run inspect -- FILE… [--json] [--strict]`: what the engine makes of a chapter file, a line a decision.
 */
import { readFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { readManuscript } from '../manuscript/index.ts';
import type { Manuscript, Message } from '../manuscript/manuscript.ts';

const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

if (positionals.length === 0) {
  console.error('Name the files to look at: npm run inspect -- content/works/my-story/01.txt');
  process.exitCode = 2;
}

for (const file of positionals) {
  try {
    const manuscript = await readManuscript(readFileSync(file), file);
    console.log(values.json ? JSON.stringify({ file, ...manuscript }) : report(file, manuscript));
    if (manuscript.messages.some(({ severity }) => severity === 'error')) process.exitCode = 1;
  } catch (error) {
    process.exitCode = 1;
    console.error(`${file}  error  ${error instanceof Error ? error.message : String(error)}`);
  }
}

function report(file: string, { chapters, messages }: Manuscript): string {
  const heads = chapters.map(({ label, title, words, scenes, notes }) => {
    const name = [label, title].filter(Boolean).join(': ') || 'Untitled chapter';
    return `  ${name} — ${words} words, ${scenes} ${scenes === 1 ? 'scene' : 'scenes'}, ${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`;
  });
  const lines = messages.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(decision);
  return [styleText('bold', file), ...heads, ...lines, ''].join('\n');
}

function decision({ line, severity, rule, reason, mend }: Message): string {
  const head = `${String(line ?? '').padStart(6)}  ${styleText(colours[severity], rule.padEnd(14))}  ${reason}`;
  return mend ? `${head}\n${' '.repeat(24)}${styleText('dim', `→ ${mend}`)}` : head;
}
