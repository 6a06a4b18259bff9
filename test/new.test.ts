/** `npm run new`: what it makes, and what it leaves as it is. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const text = 'The pilot light went out on the eleventh of November.\n';

function library(name: string, files: Record<string, string>) {
  const folder = writeLibrary(`new-${name}`, files);
  return {
    folder,
    files: () => globSync('works/**/*.*', { cwd: folder }).sort(),
    make: (...call: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/new.ts', ...call], {
        encoding: 'utf8',
        env: { ...process.env, FLEURON_CONTENT: folder },
      });
      return { status, said: stdout + stderr };
    },
  };
}

test('a new work is a folder that builds, and its next chapters follow in order', async () => {
  const { folder, make, files } = library('work', {});
  expect(make('work', 'The Salt Road: “Dusk”').status).toBe(0);
  expect(make('chapter', 'The Salt Road: “Dusk”').status).toBe(0);
  expect(make('chapter', 'the-salt-road-dusk', 'The Ferry: #1').status).toBe(0);
  expect(files()).toEqual([
    'works/the-salt-road-dusk/01.txt',
    'works/the-salt-road-dusk/02.txt',
    'works/the-salt-road-dusk/03-the-ferry-1.txt',
    'works/the-salt-road-dusk/work.yaml',
  ]);
  const { works, chapters, problems } = await readLibrary(folder);
  expect(problems).toEqual([]);
  expect(works.get('the-salt-road-dusk')?.data['title']).toBe('The Salt Road: “Dusk”');
  expect([...chapters.keys()].at(-1)).toBe('the-salt-road-dusk/the-ferry-1');
  expect(chapters.get('the-salt-road-dusk/the-ferry-1')?.data['title']).toBe('The Ferry: #1');
});

test('a number goes on from the author’s, as wide and in the same kind of file', () => {
  const { make, files } = library('numbers', {
    'works/kiln/008-ash.md': text,
    'works/kiln/009-ember.md': text,
    'works/loose/ash.txt': text,
    'works/loose/ember.txt': text,
  });
  make('chapter', 'kiln', 'Glow');
  make('chapter', 'loose', 'Glow');
  expect(files()).toEqual(expect.arrayContaining(['works/kiln/010-glow.md', 'works/loose/glow.txt']));
});

test.each([
  ['a work that is there', ['work', 'Kiln'], 1, /kiln/],
  ['a work whose name differs in capitals alone', ['work', 'KILN'], 1, /kiln/],
  ['a chapter that is there', ['chapter', 'kiln', 'Ash'], 1, /01-ash\.txt/],
  ['a chapter of a work in one file', ['chapter', 'alone', 'Dusk'], 1, /alone\.txt/],
  ['a chapter of no work', ['chapter', 'kilm'], 2, /“kiln”/],
  ['a title without a letter', ['work', '🔥'], 2, /letter/],
  ['a title that is a path', ['work', '../..'], 2, /letter/],
  ['a title without quotes', ['work', 'The', 'Salt', 'Road'], 2, /quotes/],
  ['nothing', [], 2, /npm run new/],
  ['an option that is none', ['work', 'Soot', '--force'], 2, /--force/],
])('%s changes nothing', (name, call, status, said) => {
  const { folder, make, files } = library(name.replaceAll(' ', '-'), {
    'works/kiln/01-ash.txt': text,
    'works/alone.txt': text,
  });
  const outcome = make(...call);
  expect(outcome.status).toBe(status);
  expect(outcome.said).toMatch(said);
  expect(outcome.said).not.toMatch(/^\s+at /m);
  expect(files()).toEqual(['works/alone.txt', 'works/kiln/01-ash.txt']);
  expect(readFileSync(join(folder, 'works/kiln/01-ash.txt'), 'utf8')).toBe(text);
});

test('the next chapter of a work of volumes is one of the last', () => {
  const { make, files } = library('volumes', {
    'works/kiln/1-ebb/07-low.txt': 'The lamp went out.\n',
    'works/kiln/2-flood/01-high.md': 'The lamp went out.\n',
  });
  expect(make('chapter', 'kiln', 'Higher').status).toBe(0);
  expect(files()).toContain('works/kiln/2-flood/02-higher.md');
});
