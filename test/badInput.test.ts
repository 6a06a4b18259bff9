/** What an author can get wrong around the text, beside what the tests of names, settings and covers try. */
import { expect, test, vi } from 'vitest';
import { problemsOf, readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story =
  'The pilot light went out on the eleventh of November, and the whole house knew of it by noon.\n';

test.each([
  ['two dots', '"../up"', 'up'],
  ['a slash', 'salt/road', 'salt-road'],
  ['a dot', 'salt.road', 'salt-road'],
  ['an emoji', '🔥', undefined],
  ['an emoji in a word', 'salt🔥road', 'salt-road'],
  ['300 letters', 'a'.repeat(300), 'a'.repeat(50)],
  ['a list', '[a, b]', undefined],
])('a slug with %s is an error with what to write, and nothing else is lost', async (name, slug, better) => {
  const folder = writeLibrary(`bad-slug-${name.replace(/\W+/g, '-')}`, {
    'works/kiln/work.yaml': `title: The Kiln\nslug: ${slug}\nsummary: Kept.\n`,
    'works/kiln/01-ash.txt': `---\nslug: ${slug}\ntitle: Ashes\n---\n\n${story}`,
  });
  const catalogue = await readLibrary(folder);
  for (const [file, line] of [
    ['work.yaml', 2],
    ['01-ash.txt', 2],
  ] as const) {
    const [problem = '', ...more] = problemsOf(catalogue, file);
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${line} error bad-value: .*slug`));
    if (better) expect(problem).toContain(`slug: ${better}`);
  }
  expect(catalogue.works.get('kiln')?.data).toMatchObject({ title: 'The Kiln', summary: 'Kept.' });
  expect(catalogue.chapters.get('kiln/ash')?.data).toMatchObject({ title: 'Ashes' });
});

test('two files with one number are both there, in the order of their names, and told of', async () => {
  const folder = writeLibrary('bad-numbers', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/1 Ember.txt': story,
    'works/kiln/02-coal.txt': story,
    'works/diary/2024-05-01 Frost.txt': story,
    'works/diary/2024-05-02 Thaw.txt': story,
    'works/years/spring/01.txt': story,
    'works/years/summer/01.txt': story,
  });
  const catalogue = await readLibrary(folder);
  expect(catalogue.works.get('kiln')?.data['chapters']).toEqual(['kiln/ember', 'kiln/ash', 'kiln/coal']);
  expect(catalogue.problems.map(({ file, rule }) => [file.replace(/.*works\//, ''), rule])).toEqual([
    ['kiln/01-ash.txt', 'same-number'],
  ]);
});

test('series that name each other, or a work that is its own, are series all the same', async () => {
  const folder = writeLibrary('bad-series', {
    'works/kiln/work.yaml': 'title: The Kiln\nseries: {name: The Oven, place: 1}\n',
    'works/kiln/01.txt': story,
    'works/oven/work.yaml': 'title: The Oven\nseries: {name: The Kiln, place: 1}\n',
    'works/oven/01.txt': story,
    'works/hearth/work.yaml': 'title: The Hearth\nseries: The Hearth\n',
    'works/hearth/01.txt': story,
  });
  const catalogue = await readLibrary(folder);
  expect(catalogue.problems).toEqual([]);
  expect([...catalogue.series.keys()].sort()).toEqual(['The Hearth', 'The Kiln', 'The Oven']);
});
