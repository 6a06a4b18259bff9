/** What an author says of works and chapters beyond the text: AO3's vocabulary, series, dates, what is not yet to be seen. */
import { expect, test, vi } from 'vitest';
import { png, problemsOf, readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story = 'The pilot light went out on the eleventh of November.\n\nNobody lit it again.\n';

async function withWork(name: string, settings: string, files: Record<string, string | Uint8Array> = {}) {
  const catalogue = await readLibrary(
    writeLibrary(name, { 'works/kiln/work.yaml': settings, 'works/kiln/01-ash.txt': story, ...files }),
  );
  return { catalogue, work: catalogue.works.get('kiln')?.data, problems: problemsOf(catalogue, 'work.yaml') };
}

test('a work says all that AO3 asks for, in lists or between commas, in AO3’s words or short ones', async () => {
  const { work, problems } = await withWork(
    'all',
    `fandoms: The Kiln Cycle
relationships: [Ysolde/Anselm, Ysolde & the cat]
characters: Ysolde, Anselm, Ysolde
tags: slow burn, house fires
rating: pg-13
archive-warnings: [mcd, graphic violence]
categories: f/m
series: {name: Four Fires, place: 2}
published: 2024-03-05
updated: 2024-04-01
content-notes: [smoke, "an old dog, unharmed"]
rights: CC BY-SA 4.0
note: Translations are welcome.
`,
  );
  expect(problems).toEqual([]);
  expect(work).toMatchObject({
    fandoms: ['The Kiln Cycle'],
    relationships: ['Ysolde/Anselm', 'Ysolde & the cat'],
    characters: ['Ysolde', 'Anselm'],
    tags: ['slow burn', 'house fires'],
    rating: 'Teen And Up Audiences',
    archiveWarnings: ['Major Character Death', 'Graphic Depictions Of Violence'],
    categories: ['F/M'],
    series: { name: 'Four Fires', place: 2 },
    published: '2024-03-05',
    updated: '2024-04-01',
    contentNotes: ['smoke', 'an old dog, unharmed'],
    rights: 'CC BY-SA 4.0',
    note: 'Translations are welcome.',
  });
});

test.each([
  [
    'a rating that is none',
    'rating: Matuer',
    /^1 error bad-value: “rating: Matuer” .*Write “rating: Mature”/,
  ],
  [
    'one warning of several',
    'archive-warnings: [mcd, Grafic Depictions of Violence]',
    /“archive-warnings: Grafic Depictions of Violence” .*Write “archive-warnings: Graphic Depictions Of Violence”/,
  ],
  ['a number among names', 'fandoms: [Kiln, 1984]', /“fandoms: 1984” is not a text.*fandoms: "1984"/],
  ['a key inside a group', 'series: {name: Fires, plase: 2}', /“plase”.*Did you mean “place”/],
  ['a group without its name', 'series: {place: 2}', /“series” says no “name”/],
  ['a place that is none', 'series: {name: Fires, place: 0}', /“series: place: 0”.*whole number from 1/],
  ['a date in words', 'published: March 5th, 2024', /Write “published: 2024-03-05”/],
  ['a day that is none', 'updated: 2024-02-31', /^1 error bad-value: .*year, month and day/],
  ['a day to come', 'published: 2999-01-01', /still to come.*publish: 2999-01-01/],
  ['a cover in another folder', 'cover: ../cover.png', /a picture is the name of a/],
  ['a cover that is not there', 'cover: cover.png', /^1 error cover: .*not there.*Put the picture into/],
  ['an empty list', 'tags: []', /names nothing/],
])('work.yaml with %s is told of, and the rest counts', async (name, line, message) => {
  const { work, problems } = await withWork(name.replace(/\W+/g, '-'), `${line}\nsummary: Kept.\n`);
  expect(problems.join('\n')).toMatch(message);
  expect(problems).toHaveLength(1);
  expect(work).toMatchObject({ summary: 'Kept.' });
});

test('a cover beside the settings is the work’s; one too large or no picture is told of', async () => {
  const cover = (width: number, height: number) =>
    withWork(`cover-${width}`, 'cover: {file: front.png, alt: A kiln}\n', {
      'works/kiln/front.png': png(width, height),
    });
  const { catalogue, work } = await cover(600, 900);
  expect(catalogue.problems).toEqual([]);
  expect(work?.['cover']).toMatchObject({ width: 600, height: 900, format: 'png', alt: 'A kiln' });
  expect((await cover(8000, 5000)).problems.join()).toMatch(/8000 × 5000 pixels.*or smaller/);
  const { problems } = await withWork('cover-junk', 'cover: front.png\n', { 'works/kiln/front.png': story });
  expect(problems.join()).toMatch(/no picture/);
  const far = await withWork('cover-far', 'cover: lamp-in-snow.png\n', { 'works/kiln/front.png': png(6, 9) });
  expect(far.problems.join()).toMatch(
    /Put the picture into .*kiln, or name one that lies there: front\.png\./,
  );
  const near = await withWork('cover-near', 'cover: frnt.png\n', { 'works/kiln/front.png': png(6, 9) });
  expect(near.problems.join()).toMatch(/Write “cover: front\.png”/);
});

test('a site’s picture for cards that is not there is told of, with the name that is nearest', async () => {
  const files = { 'site.yaml': 'title: Tales\nimage: frnt.png\n', 'front.png': png(1200, 630) };
  const catalogue = await readLibrary(writeLibrary('site-image', files));
  expect(problemsOf(catalogue, 'site.yaml')).toEqual([
    '2 error image: “image: frnt.png” names a file that is not there. → Write “image: front.png”.',
  ]);
});

test('what the header of a download tells is the default', async () => {
  const head =
    'The Kiln\nby Ysolde Marrow\n\nFandom: Four Fires, Ash Road\nRating: T\nCharacters: Anselm, Ysolde\nGenre: Drama\nStatus: In Progress\nPublished: 2020-02-03\nUpdated: March 1, 2021\nWords: 12\n\n';
  const catalogue = await readLibrary(writeLibrary('header', { 'works/kiln.txt': head + story }));
  expect(catalogue.works.get('kiln')?.data).toMatchObject({
    fandoms: ['Four Fires', 'Ash Road'],
    rating: 'Teen And Up Audiences',
    characters: ['Anselm', 'Ysolde'],
    tags: ['Drama'],
    status: 'ongoing',
    published: '2020-02-03',
    updated: '2021-03-01',
  });
});

test('a page saved from the archive brings its tags along', async () => {
  const page = `<div id="preface"><dl class="tags"><dt>Rating:</dt><dd><a>Mature</a></dd>
<dt>Archive Warning:</dt><dd><a>Major Character Death</a></dd><dt>Category:</dt><dd><a>Gen</a></dd>
<dt>Relationship:</dt><dd><a>Ysolde &amp; Anselm</a></dd><dt>Additional Tags:</dt><dd><a>fires</a>, <a>cats, many</a></dd>
<dt>Series:</dt><dd>Part 2 of Four Fires</dd>
<dt>Stats:</dt><dd>Published: 2021-03-05 Completed: 2021-04-01 Words: 1,234 Chapters: 3/3</dd></dl>
<h1>The Kiln</h1></div><div id="chapters"><div class="userstuff"><p>The pilot light went out.</p></div></div>`;
  const catalogue = await readLibrary(writeLibrary('archive', { 'works/kiln.html': page }));
  expect(catalogue.works.get('kiln')?.data).toMatchObject({
    rating: 'Mature',
    archiveWarnings: ['Major Character Death'],
    categories: ['Gen'],
    relationships: ['Ysolde & Anselm'],
    tags: ['fires', 'cats, many'],
    series: { name: 'Four Fires', place: 2 },
    status: 'complete',
    published: '2021-03-05',
    updated: '2021-04-01',
  });
});

const front = (settings: string) => `---\n${settings}\n---\n\n${story}`;

test('drafts, and what is to come, are absent; what has come is there, and dates the work', async () => {
  const { catalogue, work } = await withWork('absent', 'title: The Kiln\n', {
    'works/kiln/01-ash.txt': front('date: 2020-02-03'),
    'works/kiln/02-draft.txt': front('draft: true'),
    'works/kiln/03-soon.txt': front('publish: 2999-01-01'),
    'works/kiln/04-later.txt': front('publish: 2999-01-01T18:00:00+02:00'),
    'works/kiln/05-ember.txt': front('publish: 2021-03-04'),
    'works/other/work.yaml': 'draft: true\n',
    'works/other/01.txt': story,
    'works/alone.txt': front('publish: 2999-01-01'),
  });
  expect(catalogue.problems).toEqual([]);
  expect([...catalogue.chapters.keys()]).toEqual(['kiln/ash', 'kiln/ember']);
  expect([...catalogue.works.keys()]).toEqual(['kiln']);
  expect(catalogue.chapters.get('kiln/ember')?.data).toMatchObject({ number: 2, date: '2021-03-04' });
  expect(work).toMatchObject({ published: '2020-02-03', updated: '2021-03-04' });
});

test('under npm run dev they are there, and marked', async () => {
  const folder = writeLibrary('particulars-drafts', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-draft.txt': front('draft: true'),
    'works/kiln/03-soon.txt': front('publish: 2999-01-01'),
    'works/alone.txt': front('draft: true'),
  });
  const { works, chapters } = await readLibrary(folder, true);
  expect([...chapters].map(([id, { data }]) => [id, data['pending']])).toEqual([
    ['alone/chapter-1', undefined],
    ['kiln/ash', undefined],
    ['kiln/draft', 'Draft'],
    ['kiln/soon', 'From 2999-01-01'],
  ]);
  expect([...works].map(([id, { data }]) => [id, data['pending']])).toEqual([
    ['alone', 'Draft'],
    ['kiln', undefined],
  ]);
});

test('a chapter that was to come is there in a build after its day', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2030, 4, 1, 12) });
  const { catalogue } = await withWork('come', '', {
    'works/kiln/01-ash.txt': front('publish: 2030-05-01'),
    'works/kiln/02-ember.txt': front('publish: 2030-05-01T18:00:00Z'),
  });
  vi.useRealTimers();
  expect([...catalogue.chapters.keys()]).toEqual(['kiln/ash']);
});

test('an unlisted chapter has no number and its words are not the work’s; a chapter can be called an announcement', async () => {
  const { catalogue, work } = await withWork('unlisted', '', {
    'works/kiln/02-bonus.txt': front('unlisted: true\ncontent-notes: ghosts, fog'),
    'works/kiln/03-news.txt': front('announcement: true'),
    'works/kiln/04-ember.txt': story,
  });
  const of = (slug: string) => catalogue.chapters.get(`kiln/${slug}`)?.data;
  expect(of('bonus')).toMatchObject({ unlisted: true, contentNotes: ['ghosts', 'fog'] });
  expect(of('bonus')).not.toHaveProperty('number');
  expect(of('news')).toMatchObject({ kind: 'announcement' });
  expect(of('ember')).toMatchObject({ number: 2 });
  const words = ['ash', 'news', 'ember'].reduce((sum, slug) => sum + Number(of(slug)?.['words']), 0);
  expect(work).toMatchObject({ words });
});

const cards = {
  'authors/ysolde.yaml':
    'name: Ysolde Marrow\nabout: Keeps kilns.\nlinks: {Letters: "mailto:y@example.org"}\n',
  'series/four-fires.yaml': 'summary: Four houses, four winters.\n',
};

test('authors and series have cards, named by name or by file', async () => {
  const { catalogue, work } = await withWork('cards', 'authors: ysolde\nseries: four fires\n', cards);
  expect(catalogue.problems).toEqual([]);
  expect(work).toMatchObject({ authors: ['Ysolde Marrow'], series: { name: 'Four Fires' } });
  expect(catalogue.authors.get('Ysolde Marrow')?.data).toMatchObject({ about: 'Keeps kilns.' });
  expect(catalogue.series.get('Four Fires')?.data).toMatchObject({ summary: 'Four houses, four winters.' });
});

test('a name that has no card is told of where there are cards, with the near one', async () => {
  const { problems } = await withWork('no-card', 'authors: Isolde Marrow\nseries: Fore Fires\n', cards);
  expect(problems).toEqual([
    expect.stringMatching(/^1 error unknown-name: .*Write “authors: Ysolde Marrow”/),
    expect.stringMatching(/^2 error unknown-name: .*Write “series: Four Fires”/),
  ]);
});

test('cards with faults are told of', async () => {
  const { catalogue } = await withWork('bad-cards', '', {
    'authors/ysolde.yaml': 'nmae: Ysolde\nlinks: {Home: javascript:alert(1)}\n',
    'series/fires.txt': 'x',
  });
  expect(problemsOf(catalogue, 'ysolde.yaml').join('\n')).toMatch(
    /1 error unknown-key: .*“name”.*\n2 error bad-value/,
  );
  expect(problemsOf(catalogue, 'fires.txt').join()).toMatch(/left-alone/);
});

test('two works with one place in a series are told of', async () => {
  const { catalogue } = await withWork('same-place', 'series: {name: Fires, place: 1}\n', {
    'works/oven/work.yaml': 'series: {name: fires, place: 1}\n',
    'works/oven/01.txt': story,
  });
  expect(catalogue.problems.map(({ rule }) => rule)).toEqual(['same-place']);
});

test('a work or a chapter called like a page of the site has another address', async () => {
  const catalogue = await readLibrary(
    writeLibrary('kept', { 'works/series/all.txt': story, 'works/tag.txt': story }),
  );
  expect([...catalogue.chapters.keys()]).toEqual(['series-2/all-2', 'tag-2/chapter-1']);
  expect(catalogue.problems.every(({ rule }) => rule === 'reserved-slug')).toBe(true);
});

test('the note of the site is every work’s that has none', async () => {
  const { work } = await withWork('note', '', { 'site.yaml': 'note: Be kind.\n' });
  expect(work).toMatchObject({ note: 'Be kind.' });
});
