/**
 * A folder a behaviour: `input.txt` (or `.md`, `.html`; exact bytes), perhaps `options.json`, and what the engine
 * makes of it. `UPDATE=1 npx vitest run fixtures` writes the outputs anew; the change is then read as a diff.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ReadingOptions, readManuscript } from '../src/manuscript/index.ts';
import type { Manuscript, ManuscriptChapter } from '../src/manuscript/manuscript.ts';
import { expectNoWordLost, expectOneReading, expectSafeHtml } from './reading.ts';

const root = join(import.meta.dirname, 'fixtures');
const behaviours = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(behaviours.map(({ name }) => name))('%s', async (behaviour) => {
  const folder = join(root, behaviour);
  const input = readdirSync(folder).find((name) => name.startsWith('input.')) ?? 'input.txt';
  const bytes = readFileSync(join(folder, input));
  const options = readOptions(join(folder, 'options.json'));
  const text = decode(bytes, options.encoding);
  const manuscript = await readManuscript(bytes, input, options);

  test('is read as it was', () => {
    expectFile(join(folder, 'output.html'), manuscript.chapters.map(showChapter).join('\n'));
    expectFile(join(folder, 'messages.txt'), showMessages(manuscript));
  });

  test('keeps every word', () => expectNoWordLost(text, input, manuscript));

  test('gives safe HTML', () => expectSafeHtml(manuscript));

  test('is read alike from any system, any time', async () => {
    const { encoding: _, ...rest } = options;
    const other = await expectOneReading(text, input, rest);
    expect(other.chapters).toEqual(manuscript.chapters);
  });
});

function expectFile(path: string, content: string): void {
  if (process.env['UPDATE']) writeFileSync(path, content);
  expect(content).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `(there is no ${path} yet)`);
}

/** One chapter as a page would order it, one block a line. */
function showChapter({ label, title, kind, words, scenes, html, notes }: ManuscriptChapter): string {
  const heading = [label, title].filter(Boolean).join(' | ') || 'untitled';
  const shown = (placement: string) =>
    notes
      .filter((note) => note.placement === placement)
      .map((note) => `<!-- ${placement} note${note.label ? `, ${note.label}` : ''} -->\n${lines(note.html)}`);
  return [
    `<!-- ${kind}: ${heading} (${words} words, ${scenes} scenes) -->`,
    ...shown('opening'),
    '<!-- story -->',
    lines(html),
    ...shown('closing'),
    '',
  ].join('\n');
}

const lines = (html: string) =>
  html.trim().replace(/(<\/(?:p|h\d|blockquote|pre|div|aside)>|<hr[^>]*>)(?=<)/g, '$1\n');

function showMessages({ messages }: Manuscript): string {
  return messages
    .map(({ line, severity, rule, reason }) => `${line ?? '-'} ${severity} ${rule}: ${reason}\n`)
    .join('');
}

function readOptions(path: string): ReadingOptions {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** The file's text as its author would say it reads. */
function decode(bytes: Uint8Array, encoding?: string): string {
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
