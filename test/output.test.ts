/** What a chapter costs on the disk, in bytes and files: no clock. `browser/weight.spec.ts` weighs what a page loads. */
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
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
  buildLibrary({ ...work('long', many), ...work('tiny', few) }, folder);
});

test('a chapter of a work of two thousand has a page no longer than one of a work of four', () => {
  const [long, tiny] = ['long', 'tiny'].map((name) => page(`${name}/chapter-2`));
  expect(long?.replaceAll('long', 'tiny').replaceAll('Long', 'Tiny')).toHaveLength(tiny?.length ?? 0);
});

test('a chapter is one file', () => {
  // Beside them the contents and the whole work; and short links are a page a work.
  expect(files('long/**')).toHaveLength(many + 2);
  expect(files('c/**')).toHaveLength(2);
});
