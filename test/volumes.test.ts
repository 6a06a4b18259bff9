import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { problemsOf, readLibrary, writeLibrary } from './library.ts';

const text = 'She put the lamp down and went to see who had knocked.\n';

afterEach(() => vi.unstubAllEnvs());

/** Address → volume, of each chapter in reading order. */
async function chaptersOf(folder: string) {
  const catalogue = await readLibrary(folder);
  const work = catalogue.works.get('doors')?.data['chapters'] as string[];
  const chapters = work.map((id) => [id, catalogue.chapters.get(id)?.data['volume'] ?? '']);
  return { catalogue, chapters };
}

describe('the volumes of a work', () => {
  test('are its folders, in the order of their names; its addresses do not tell of them', async () => {
    const folder = writeLibrary('volumes-folders', {
      'works/doors/00-before.txt': text,
      'works/doors/01-winter/01-frost.txt': text,
      'works/doors/01-winter/02-thaw.txt': text,
      'works/doors/02-summer/01-heat.txt': text,
    });
    const { chapters, catalogue } = await chaptersOf(folder);
    expect(chapters).toEqual([
      ['doors/before', ''],
      ['doors/frost', 'Winter'],
      ['doors/thaw', 'Winter'],
      ['doors/heat', 'Summer'],
    ]);
    expect(catalogue.problems).toEqual([]);
  });

  test('may each count from 1, or begin with a prologue', async () => {
    const folder = writeLibrary('volumes-numbers', {
      'works/doors/1/01.txt': text,
      'works/doors/1/prologue.txt': text,
      'works/doors/2 Summer/01.txt': text,
      'works/doors/2 Summer/prologue.txt': text,
    });
    const { chapters, catalogue } = await chaptersOf(folder);
    expect(chapters).toEqual([
      ['doors/volume-1-chapter-1', 'Volume 1'],
      ['doors/prologue', 'Volume 1'],
      ['doors/summer-chapter-1', 'Summer'],
      ['doors/summer-prologue', 'Summer'],
    ]);
    expect(catalogue.problems).toEqual([]);
  });

  test('are what work.yaml says, each up to the next one’s first chapter', async () => {
    const folder = writeLibrary('volumes-said', {
      'works/doors/work.yaml': 'volumes:\n  The Cold: thaw\n  "The Heat -- at last": heat\n',
      'works/doors/01-frost.txt': text,
      'works/doors/02-thaw.txt': text,
      'works/doors/03-rain.txt': text,
      'works/doors/04-heat.txt': text,
    });
    const { chapters } = await chaptersOf(folder);
    expect(chapters.map(([, volume]) => volume)).toEqual(['', 'The Cold', 'The Cold', 'The Heat — at last']);
  });

  test('that begin with no chapter, or with another’s, are told of', async () => {
    const folder = writeLibrary('volumes-wrong', {
      'works/doors/work.yaml':
        'title: Doors\nvolumes:\n  The Cold: forst\n  The Heat: heat\n  July: heat\n  3: dusk\n',
      'works/doors/01-frost.txt': text,
      'works/doors/02-heat.txt': text,
    });
    const { chapters, catalogue } = await chaptersOf(folder);
    expect(chapters.map(([, volume]) => volume)).toEqual(['', 'The Heat']);
    expect(problemsOf(catalogue, 'work.yaml')).toEqual([
      '2 warning volume: “3” begins with “dusk”, which is no chapter of this work now; it is left out. → Its chapters are: frost, heat.',
      '2 warning volume: “The Cold” begins with “forst”, which is no chapter of this work now; it is left out. → Did you mean “The Cold: frost”?',
      '2 warning volume: “July” begins with “heat”, and so does “The Heat”; it is left out. → Give one of them another first chapter.',
    ]);
  });

  test('are read as their work says', async () => {
    const folder = writeLibrary('volumes-inherited', {
      'works/doors/work.yaml': 'breaks: marks-only\n',
      'works/doors/winter/01-frost.txt': text,
    });
    const { surroundings } = await import('../src/library/inherited.ts');
    expect(surroundings(join(folder, 'works/doors/winter/01-frost.txt')).options).toEqual({
      breaks: 'marks-only',
    });
  });

  test('keep what lies deeper, or is no chapter, apart', async () => {
    const folder = writeLibrary('volumes-deep', {
      'works/doors/winter/frost.txt': text,
      'works/doors/winter/deeper/thaw.txt': text,
      'works/doors/_notes/plan.txt': text,
      'works/doors/pictures/door.svg': '<svg/>',
    });
    const { chapters, catalogue } = await chaptersOf(folder);
    expect(chapters).toEqual([['doors/frost', 'Winter']]);
    expect(catalogue.problems.map(({ file, rule }) => `${file.replace(folder, '')} ${rule}`)).toEqual([
      '/works/doors/pictures left-alone',
      '/works/doors/winter/deeper left-alone',
    ]);
  });

  test('take chapters in without a change of their addresses', async () => {
    const folder = writeLibrary('volumes-moved', { 'works/doors/01-frost.txt': text.repeat(9) });
    const git = (...call: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=Sanna', '-c', 'user.email=s@example.org', ...call]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'One');
    execFileSync('mkdir', [`${folder}/works/doors/winter`]);
    git('mv', 'works/doors/01-frost.txt', 'works/doors/winter/01-frost.txt');
    git('commit', '-qm', 'Two');
    git('mv', 'works/doors/winter/01-frost.txt', 'works/doors/winter/01-hoarfrost.txt');
    git('commit', '-qm', 'Three');
    const { catalogue } = await chaptersOf(folder);
    expect(catalogue.problems).toEqual([]);
    expect(catalogue.works.get('doors')?.data['was']).toEqual([
      { from: 'doors/frost', to: 'doors/hoarfrost' },
    ]);
  });
});
