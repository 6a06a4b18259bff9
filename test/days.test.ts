/** Days that nobody says, from git. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story = 'The lamp went out on the eleventh of November, and the whole house knew of it by noon.\n';
const inFile = (...headings: string[]) => headings.map((heading) => `${heading}\n\n${story}\n`).join('\n');

/** A library that git tracks, and a way to commit on a day of one's choice. */
function tracked(name: string) {
  const folder = writeLibrary(`days-${name}`, {});
  const git = (day: string, ...call: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ysolde', '-c', 'user.email=y@example.org', ...call], {
      cwd: folder,
      stdio: 'ignore',
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: `${day}T23:30:00-05:00`,
        GIT_AUTHOR_DATE: `${day}T12:00:00Z`,
      },
    });
  git('2024-01-01', 'init', '--quiet');
  const commit = (day: string) => {
    git(day, 'add', '--all', 'works');
    git(day, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'A day at the desk');
  };
  return {
    folder,
    write(day: string, files: Record<string, string>) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      commit(day);
    },
    move(day: string, from: string, to: string) {
      renameSync(join(folder, from), join(folder, to));
      commit(day);
    },
    async days() {
      const { works, chapters } = await readLibrary(folder);
      const said = [...chapters].map(([id, { data }]) => [id, data['date']]);
      const [work] = [...works.values()].map(({ data }) => [data['published'], data['updated']]);
      return { work, chapters: Object.fromEntries(said) };
    },
  };
}

test('a chapter came out when its file was first committed, by UTC, whatever became of the file since', async () => {
  const library = tracked('first');
  library.write('2024-03-04', { 'works/kiln/01-ash.txt': story, 'works/kiln/02-ember.txt': story.repeat(2) });
  library.write('2024-04-09', { 'works/kiln/03-spark.txt': story.repeat(3) });
  library.write('2024-05-01', { 'works/kiln/01-ash.txt': `${story}\nNobody lit it again.\n` });
  library.move('2024-06-01', 'works/kiln/02-ember.txt', 'works/kiln/02-embers.txt');
  expect(await library.days()).toEqual({
    work: ['2024-03-05', '2024-04-10'],
    chapters: { 'kiln/ash': '2024-03-05', 'kiln/embers': '2024-03-05', 'kiln/spark': '2024-04-10' },
  });
});

test('a file of several chapters gives its work days, and its chapters none', async () => {
  const library = tracked('grown');
  library.write('2024-03-04', { 'works/kiln.txt': inFile('Chapter 1', 'Chapter 2') });
  library.write('2024-07-04', { 'works/kiln.txt': inFile('Chapter 1', 'Chapter 2', 'Chapter 3') });
  const { work, chapters } = await library.days();
  expect(work).toEqual(['2024-03-05', '2024-07-05']);
  expect(Object.values(chapters)).toEqual([undefined, undefined, undefined]);
});

test('what the author says, or a download’s header, comes before git', async () => {
  const library = tracked('said');
  library.write('2024-03-04', {
    'works/kiln/work.yaml': 'published: 2019-05-01\nupdated: 2020-06-01\n',
    'works/kiln/01-ash.txt': `---\ndate: 2019-05-02\n---\n${story}`,
    'works/kiln/02-ember.txt': story,
  });
  expect(await library.days()).toEqual({
    work: ['2019-05-01', '2020-06-01'],
    chapters: { 'kiln/ash': '2019-05-02', 'kiln/ember': undefined },
  });
});

test('a clone without the older history knows no days', async () => {
  const library = tracked('deep');
  library.write('2024-03-04', { 'works/kiln/01-ash.txt': story });
  library.write('2024-05-01', { 'works/kiln/02-ember.txt': story });
  const shallow = tracked('shallow');
  execFileSync('rm', ['-rf', shallow.folder]);
  const from = `file://${join(process.cwd(), library.folder)}`;
  execFileSync('git', ['clone', '--quiet', '--depth=1', from, shallow.folder], { stdio: 'ignore' });
  expect(await shallow.days()).toEqual({
    work: [undefined, undefined],
    chapters: { 'kiln/ash': undefined, 'kiln/ember': undefined },
  });
});
