/** Old addresses: by hand, from git's history, and those that are gone. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Catalogue } from '../src/library/catalogue.ts';
import { readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story = (word: string) =>
  `The ${word} went out on the eleventh of November, and the whole house knew of it by noon.\n\nNobody lit the ${word} again that year, for all that was said about the ${word} at supper, in the yard, and on the stairs.\n`;

/** A library with a git history of its own. */
class Tracked {
  readonly folder: string;

  constructor(name: string, files: Record<string, string>) {
    this.folder = writeLibrary(`old-${name}`, files);
    this.git('init', '--quiet');
    this.commit();
  }

  git(...call: string[]): void {
    const who = [
      '-c',
      'user.name=Ysolde',
      '-c',
      'user.email=ysolde@example.org',
      '-c',
      'commit.gpgsign=false',
    ];
    execFileSync('git', [...who, ...call], { cwd: this.folder, stdio: 'ignore' });
  }

  commit(): void {
    this.git('add', '--all', '--', 'works');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'A day at the desk');
  }

  move(from: string, to: string): void {
    mkdirSync(dirname(join(this.folder, to)), { recursive: true });
    renameSync(join(this.folder, from), join(this.folder, to));
    this.commit();
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
    this.commit();
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
    this.commit();
  }

  async read(): Promise<{ old: Record<string, string>; faults: string[] }> {
    return outcome(await readLibrary(this.folder));
  }
}

function outcome({ works, problems }: Catalogue): { old: Record<string, string>; faults: string[] } {
  return {
    old: Object.fromEntries(
      [...works.values()].flatMap(({ data }) =>
        ((data['was'] ?? []) as { from: string; to: string }[]).map(({ from, to }) => [from, to]),
      ),
    ),
    faults: problems.map(({ file, rule, reason, mend }) => `${file} ${rule}: ${reason} ${mend}`),
  };
}

const read = async (name: string, files: Record<string, string>) =>
  outcome(await readLibrary(writeLibrary(`old-${name}`, files)));

test('an alias is beside the chapter or, with a slash, anywhere; with a work’s go its chapters’', async () => {
  const { old, faults } = await read('aliases', {
    'works/kiln/work.yaml': 'aliases: [the-old-kiln, /archive/kiln/]\n',
    'works/kiln/01-ash.md': `---\naliases: cinders\n---\n\n${story('kiln')}`,
    'works/kiln/02-ember.md': `---\naliases: [/2019/04/ember.html, glow]\n---\n\n${story('lamp')}`,
    'works/alone.txt': `---\naliases: the-lonely-one\n---\n\n${story('stove')}`,
  });
  expect(faults).toEqual([]);
  expect(old).toEqual({
    'kiln/cinders': 'kiln/ash',
    '2019/04/ember.html': 'kiln/ember',
    'kiln/glow': 'kiln/ember',
    'the-old-kiln': 'kiln',
    'the-old-kiln/ash': 'kiln/ash',
    'the-old-kiln/ember': 'kiln/ember',
    'archive/kiln': 'kiln',
    'archive/kiln/ash': 'kiln/ash',
    'archive/kiln/ember': 'kiln/ember',
    'the-lonely-one': 'alone',
    'the-lonely-one/chapter-1': 'alone/chapter-1',
  });
});

test('an alias that a page or a file of the site has is an error, and nothing leads from it', async () => {
  const { old, faults } = await read('kept', {
    'works/kiln/work.yaml':
      'aliases: [/browse, /404.html, /robots.txt, /kiln/all, /works/1234, /kiln/cover.jpg, /favicon.svg]\n',
    'works/kiln/01-ash.md': story('kiln'),
  });
  expect(Object.keys(old)).toEqual(['browse/ash', 'kiln/all/ash', 'works/1234', 'works/1234/ash']);
  expect(faults).toHaveLength(6);
  for (const fault of faults) expect(fault).toContain('is the address of a page or a file');
});

test('an alias that is a page’s own address, or another’s alias, is an error', async () => {
  const { old, faults } = await read('collisions', {
    'works/kiln/01-ash.md': `---\naliases: [ember, glow]\n---\n\n${story('kiln')}`,
    'works/kiln/02-ember.md': `---\naliases: [Glow]\n---\n\n${story('lamp')}`,
  });
  expect(old).toEqual({ 'kiln/glow': 'kiln/ash' });
  expect(faults).toEqual([
    expect.stringMatching(/01-ash\.md alias-taken: The alias “kiln\/ember” is the address of a page/),
    expect.stringMatching(/02-ember\.md alias-taken: The alias “kiln\/Glow” leads to “kiln\/ash” already/),
  ]);
});

const bad = (alias: string) =>
  read('bad', { 'works/kiln/01-ash.md': `---\naliases: ["${alias}"]\n---\n\n${story('kiln')}` });

test.each(['../up', 'a b', '/', 'a//b', '_astro/x', 'x?y=1', 'https://example.org/x'])(
  'the alias “%s” is an error',
  async (alias) => {
    const { old, faults } = await bad(alias);
    expect(old).toEqual({});
    expect(faults).toEqual([expect.stringMatching(/01-ash\.md bad-value: .*an old address is names with/)]);
  },
);

test.each([
  ['a name', 'é'.repeat(101)],
  ['an alias', 'ash/'.repeat(300)],
])('%s that no disk takes for a path is an error', async (_, alias) => {
  const { old, faults } = await bad(alias);
  expect(old).toEqual({});
  expect(faults).toEqual([expect.stringMatching(/01-ash\.md bad-value: .*at most 1,000 bytes/)]);
});

test('a renamed chapter is found under each name it had, at its address of today', async () => {
  const library = new Tracked('chapter', {
    'works/kiln/01-ash.txt': story('kiln'),
    'works/kiln/02-ember.txt': story('lamp'),
  });
  library.move('works/kiln/01-ash.txt', 'works/kiln/01-cinders.txt');
  library.move('works/kiln/01-cinders.txt', 'works/kiln/03-the-grey-dust.txt');
  library.move('works/kiln/02-ember.txt', 'works/kiln/01-ember.txt');
  const { old, faults } = await library.read();
  expect(faults).toEqual([]);
  expect(old).toEqual({ 'kiln/cinders': 'kiln/the-grey-dust', 'kiln/ash': 'kiln/the-grey-dust' });
});

test('a new file at an old address has it', async () => {
  const library = new Tracked('reused', { 'works/kiln/01-ash.txt': story('kiln') });
  library.move('works/kiln/01-ash.txt', 'works/kiln/02-cinders.txt');
  library.write('works/kiln/01-ash.txt', story('violin'));
  expect(await library.read()).toEqual({ old: {}, faults: [] });
});

test('a renamed folder takes its work and chapters along, one file that became a folder too', async () => {
  const library = new Tracked('folder', {
    'works/kiln/01-ash.txt': story('kiln'),
    'works/kiln/02-ember.txt': story('lamp'),
    'works/alone.txt': story('stove'),
  });
  library.move('works/kiln', 'works/the-kiln');
  library.move('works/alone.txt', 'works/alone/01-dusk.txt');
  const { old, faults } = await library.read();
  expect(faults).toEqual([]);
  expect(old).toMatchObject({
    kiln: 'the-kiln',
    'kiln/ash': 'the-kiln/ash',
    'kiln/ember': 'the-kiln/ember',
    'alone/chapter-1': 'alone/dusk',
  });
});

test('a slug that was set after the file was published leaves the old address alive', async () => {
  const library = new Tracked('slug', { 'works/kiln/01-ash.md': story('kiln') });
  library.write('works/kiln/01-ash.md', `---\nslug: cinders\n---\n\n${story('kiln')}`);
  library.write('works/kiln/work.yaml', 'slug: glut\n');
  const { old, faults } = await library.read();
  expect(faults).toEqual([]);
  expect(old).toMatchObject({ 'glut/ash': 'glut/cinders' });
});

test('a published file that is gone is an error, until a line says that it may be', async () => {
  const library = new Tracked('gone', {
    'works/kiln/01-ash.txt': story('kiln'),
    'works/kiln/02-ember.md': `---\nslug: glow\n---\n\n${story('lamp')}`,
    'works/kiln/03-draft.md': `---\ndraft: true\n---\n\n${story('draught')}`,
    'works/kiln/04-soot.txt': story('soot'),
    'works/kiln/_ideas.txt': story('idea'),
    'works/stove/01-iron.txt': story('iron'),
    'works/stove/02-coal.txt': story('coal'),
  });
  for (const path of ['kiln/01-ash.txt', 'kiln/02-ember.md', 'kiln/03-draft.md', 'kiln/_ideas.txt', 'stove'])
    library.remove(`works/${path}`);
  const { faults } = await library.read();
  expect(faults.sort()).toEqual([
    expect.stringMatching(/site\.yaml vanished: “stove” was an .*“gone: \[stove\]” here/),
    expect.stringMatching(
      /vanished: “kiln\/ash” was an .* until \d{4}-\d\d-\d\d, .*01-ash\.txt went.*“gone: \[ash\]”/,
    ),
    expect.stringMatching(/vanished: “kiln\/glow” was an/),
  ]);
  library.write('works/kiln/work.yaml', 'gone: ash\n');
  library.write('works/kiln/04-soot.txt', `---\naliases: glow\n---\n\n${story('soot')}`);
  library.write('site.yaml', 'gone: [stove]\n');
  expect(await library.read()).toEqual({ old: { 'kiln/glow': 'kiln/soot' }, faults: [] });
});

test('a clone without the older history says so', async () => {
  const library = new Tracked('deep', { 'works/kiln/01-ash.txt': story('kiln') });
  library.move('works/kiln/01-ash.txt', 'works/kiln/01-cinders.txt');
  const folder = writeLibrary('old-shallow', {});
  execFileSync(
    'git',
    ['clone', '--quiet', '--depth=1', `file://${join(process.cwd(), library.folder)}`, folder],
    {
      stdio: 'ignore',
    },
  );
  const { old, faults } = outcome(await readLibrary(folder));
  expect(old).toEqual({});
  expect(faults).toEqual([expect.stringMatching(/shallow-clone: .*“fetch-depth: 0”/)]);
});

test('a history that git does not tell is missed aloud', async () => {
  const library = new Tracked('refused', { 'works/kiln/01-ash.txt': story('kiln') });
  library.move('works/kiln/01-ash.txt', 'works/kiln/01-cinders.txt');
  onTestFinished(() => void vi.unstubAllEnvs());
  // Git’s own tests have it take the folder for somebody else’s by this.
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
  const { old, faults } = await library.read();
  expect(old).toEqual({});
  expect(faults).toEqual([expect.stringMatching(/git-refused: .*dubious ownership.*“git log” in /)]);
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '0');
  vi.stubEnv('PATH', '');
  expect((await library.read()).faults).toEqual([expect.stringMatching(/git-refused: .*ENOENT/)]);
});

test('a library with nothing committed has no history to miss', async () => {
  const folder = writeLibrary('old-unborn', { 'works/kiln/01-ash.txt': story('kiln') });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  expect(outcome(await readLibrary(folder))).toEqual({ old: {}, faults: [] });
});
