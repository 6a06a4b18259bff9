/** What a chapter costs on the disk, in bytes and files: no clock. */
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { chapterText } from './bench/text.ts';
import { buildLibrary, type Files } from './browser/library.ts';

// Two thousand pages are made, and other tests may keep every core busy.
vi.setConfig({ hookTimeout: 240_000 });

const folder = join('.cache', 'test-output');
const site = join(folder, 'site');
const many = 2000;
const few = 4;

/** Chapters of one text each, so that their pages differ by what is around it alone. */
function work(name: string, chapters: number): Files {
  const text = 'Nobody lit the lamp again that year, for all that was said about it at supper.\n';
  return Object.fromEntries(
    Array.from({ length: chapters }, (_, i) => [
      `works/${name}/${String(i + 1).padStart(4, '0')}.txt`,
      `Chapter ${i + 1}\n\n${text}`,
    ]),
  );
}

const page = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8');
const files = (pattern: string) =>
  globSync(pattern, { cwd: site }).filter((path) => statSync(join(site, path)).isFile());

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const novel = { 'works/novel/01.txt': chapterText(1), 'works/novel/02.txt': chapterText(2) };
  buildLibrary({ ...work('long', many), ...work('tiny', few), ...novel }, folder);
});

test('a chapter of a work of two thousand has a page no longer than one of a work of four', () => {
  const [long, tiny] = ['long', 'tiny'].map((name) => page(`${name}/chapter-2`));
  expect(long?.replaceAll('long', 'tiny').replaceAll('Long', 'Tiny')).toHaveLength(tiny?.length ?? 0);
});

test('a chapter is one file', () => {
  // Beside them the contents and the whole work; and short links are a page a work.
  expect(files('long/**')).toHaveLength(many + 2);
  expect(files('c/**')).toHaveLength(3);
});

test('what is on a chapter’s page besides its text is under four and a half kilobytes', () => {
  for (const path of ['novel/chapter-1', 'novel/chapter-2']) {
    const html = page(path);
    const [text = ''] = /<div class="story .*<\/article>/s.exec(html) ?? [];
    expect(text.length).toBeGreaterThan(15_000);
    expect(Buffer.byteLength(html) - Buffer.byteLength(text)).toBeLessThan(4500);
  }
});
