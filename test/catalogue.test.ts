/** What works and chapters are called: addresses, titles, numbers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Addresses, readFileName, readWorkName, slugOf } from '../src/library/names.ts';
import { slug as slugSchema } from '../src/schema.ts';
import { openLibrary, problemsOf, readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story =
  'The pilot light went out on the eleventh of November, and the whole house knew of it by noon, though nobody had been down to the cellar to look.\n\nNobody lit it again that year, for all that was said about it at supper, in the yard, and on the stairs when the coal man came.\n';
const chapter = (heading: string) => `${heading}\n\n${story}\n`;

async function library(name: string, files: Record<string, string>) {
  const catalogue = await readLibrary(writeLibrary(name, files));
  const chapters = [...catalogue.chapters.values()].map(({ data }) => data);
  return { catalogue, chapters, works: [...catalogue.works.keys()] };
}

test('prologues and announcements are not counted, and keep their addresses', async () => {
  const { chapters } = await library('numbers', {
    'works/kiln/00-prologue.txt': story,
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-notice.txt': 'A/N: No chapter this week, I am so sorry! Thank you all for reading.\n',
    'works/kiln/03-ember.txt': story,
    'works/kiln/04.txt': chapter('Interlude: The Ferry'),
    'works/kiln/05.txt': chapter('Epilogue'),
  });
  expect(chapters.map(({ slug, number }) => [slug, number])).toEqual([
    ['prologue', undefined],
    ['ash', 1],
    ['notice', undefined],
    ['ember', 2],
    ['chapter-4', undefined],
    ['chapter-5', undefined],
  ]);
});

test('a number that the author gives is kept, and the count goes on from it', async () => {
  const { chapters } = await library('label-numbers', {
    'works/kiln/12.txt': chapter('CHAPTER XII: Ash'),
    'works/kiln/13-ember.txt': story,
    'works/kiln/14.txt': chapter('第20章'),
    'works/kiln/21.txt': story,
    'works/kiln/30.txt': chapter('Chapter 0'),
    'works/kiln/31.txt': chapter('Part Two\n\nChapter One: Coal'),
  });
  expect(chapters.map(({ label, title, number }) => [label, title, number])).toEqual([
    ['CHAPTER XII', 'Ash', 12],
    [undefined, 'Ember', 13],
    ['第20章', undefined, 20],
    [undefined, undefined, 21],
    ['Chapter 0', undefined, undefined],
    ['Part Two · Chapter One', 'Coal', 1],
  ]);
});

test('the chapters of one file have addresses from their titles, else their labels', async () => {
  const parts = ['Prologue', 'Chapter One: Ash', 'Chapter Two', 'Chapter Three: Ash', 'Chapter Four: 🔥'];
  const { catalogue, chapters, works } = await library('parts', {
    'works/kiln.txt': parts.map(chapter).join('\n'),
  });
  expect(works).toEqual(['kiln']);
  expect(chapters.map(({ slug, number }) => [slug, number])).toEqual([
    ['prologue', undefined],
    ['ash', 1],
    ['chapter-two', 2],
    ['chapter-three-ash', 3],
    ['chapter-four', 4],
  ]);
  expect(catalogue.problems).toEqual([]);
});

test('entries hold no text', async () => {
  const { catalogue } = await library('light', {
    'works/kiln/01-ash.txt': `A/N: Thank you all for reading this!\n\n${story}\n***\n\n${story}`,
  });
  const { works, chapters, notes } = catalogue;
  expect([works.size, chapters.size, notes.size]).toEqual([1, 1, 1]);
  const held = JSON.stringify([works, chapters, notes].map((collection) => [...collection]));
  expect(held).not.toMatch(/pilot light|Thank you all/);
});

test('a chapter’s address stays when one is written above it', async () => {
  const last = async (name: string, parts: string[]) =>
    (await library(name, { 'works/kiln.txt': parts.map(chapter).join('\n') })).chapters.at(-1)?.['slug'];
  expect(await last('stable-1', ['Chapter One: Ash', 'Chapter Two: Ember'])).toBe('ember');
  expect(await last('stable-2', ['Prologue', 'Chapter One: Ash', 'Chapter Two: Ember'])).toBe('ember');
});

test('a title in front matter wins over the heading, and that over the file’s name', async () => {
  const { chapters } = await library('titles', {
    'works/kiln/01-ash.txt': `---\ntitle: "Cold -- Ash"\n---\n\n${chapter('Chapter One: Warm Ash')}`,
    'works/kiln/02-ember.txt': chapter('Chapter Two: Warm Ember'),
    'works/kiln/03-dead_coal.txt': story,
    'works/kiln/04-smoke.txt': chapter('Chapter Four'),
  });
  expect(chapters.map(({ label, title, slug }) => [label, title, slug])).toEqual([
    ['Chapter One', 'Cold — Ash', 'ash'],
    ['Chapter Two', 'Warm Ember', 'ember'],
    [undefined, 'Dead Coal', 'dead-coal'],
    ['Chapter Four', undefined, 'smoke'],
  ]);
});

test('content warnings of a note are the chapter’s', async () => {
  const { chapters } = await library('warnings', {
    'works/kiln.txt': `A/N: Hello again, dear readers!\n\nTW: blood, house fires\n\n***\n\n${story}\n***\n\n${story}`,
  });
  expect(chapters[0]?.['warnings']).toEqual(['blood', 'house fires']);
});

test.each([
  ['two works of one name', { 'works/kiln.txt': story, 'works/kiln/01.txt': story }],
  ['capitals', { 'works/KILN.txt': story, 'works/kiln.md': story }],
  ['accents in two writings', { 'works/caf\u00e9.txt': story, 'works/cafe\u0301/01.txt': story }],
  [
    'slugs in two writings',
    { 'works/a.txt': `---\nslug: Kiln\n---\n\n${story}`, 'works/b.txt': `---\nslug: kiln\n---\n\n${story}` },
  ],
  ['only emoji', { 'works/🔥.txt': story, 'works/🌊.txt': story }],
])('works that differ by %s are both there, and told of', async (name, files) => {
  const { catalogue, works } = await library(`clash-${name.replace(/\W+/g, '-')}`, files);
  expect(works).toHaveLength(2);
  expect(works[1]).toBe(`${files['works/b.txt' as keyof typeof files] ? 'kiln' : works[0]}-2`);
  expect(catalogue.problems.map(({ severity, rule }) => [severity, rule])).toEqual([['error', 'same-slug']]);
  expect(catalogue.problems[0]?.mend).toContain('slug: ');
});

test('two chapters with one address are both there, and told of', async () => {
  const { catalogue, chapters } = await library('clash-chapters', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-Ash.txt': story,
  });
  expect(chapters.map(({ slug }) => slug)).toEqual(['ash', 'ash-2']);
  expect(problemsOf(catalogue, '02-Ash.txt').join()).toMatch(/same-slug.*01-ash\.txt/);
});

test('a slug in front matter mends it, and “_” before a name what is left alone', async () => {
  const { catalogue, chapters } = await library('clash-mended', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-Ash.txt': `---\nslug: more-ash\n---\n\n${story}`,
    'works/kiln/_notes.docx': 'x',
  });
  expect(chapters.map(({ slug }) => slug)).toEqual(['ash', 'more-ash']);
  expect(catalogue.problems).toEqual([]);
});

test('names without letters, of great length, or kept by servers make addresses all the same', async () => {
  const long = '長'.repeat(80);
  const { catalogue, chapters, works } = await library('odd-names', {
    'works/!!!/01-….txt': chapter('Chapter One: Ash'),
    'works/!!!/02-🔥.txt': story,
    [`works/${long}.txt`]: story,
    'works/index/con.txt': story,
    'works/100-days.txt': story,
    'works/1984/1.txt': story,
  });
  expect(works.sort()).toEqual(['100-days', '1984', 'index-2', 'work', '長'.repeat(66)].sort());
  expect(chapters.filter(({ work }) => work === 'work').map(({ slug }) => slug)).toEqual([
    'chapter-1',
    'chapter-2',
  ]);
  expect(catalogue.problems.map(({ severity, rule }) => [severity, rule])).toEqual([
    ['warning', 'reserved-slug'],
    ['warning', 'reserved-slug'],
  ]);
  expect(catalogue.works.get('1984')?.data).toMatchObject({ title: '1984' });
});

test('whatever a name is, its address is one', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }));
  fc.assert(
    fc.property(name, (text) => {
      const slug = slugOf(text);
      if (slug !== '') expect(slugSchema.safeParse(slug)).toMatchObject({ success: true });
      expect(slugOf(slug)).toBe(slug);
      expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(200);
      expect(slugOf(text.normalize('NFD'))).toBe(slugOf(text.normalize('NFC')));
      expect(readFileName(`${text}.txt`).slug.length).toBeLessThanOrEqual(120);
      expect(readWorkName(text).slug).toBe(
        slugOf(text.normalize('NFC').replace(/\.(?:txt|md|x?html?)$/i, '')),
      );
    }),
  );
});

test('no two addresses are one, whatever is wanted', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'A', 'a-2', 'é', 'e\u0301', 'index', 'b')), (wanted) => {
      const addresses = new Addresses();
      const given = wanted.map((each) => addresses.take(each, 'x').slug.normalize('NFC').toLowerCase());
      expect(new Set(given).size).toBe(given.length);
      expect(given).not.toContain('index');
    }),
  );
});

test('a heading that makes way for the title of the settings is told of, one that says the same is not', async () => {
  const text = 'It had a sea in it, and a second sea for luck.\n';
  const catalogue = await readLibrary(
    writeLibrary('two-titles', {
      'works/seas/01.md': `---\ntitle: The Map\n---\n\n# Landfall\n\n${text}`,
      'works/seas/02.md': `---\ntitle: The Key\n---\n\n# Chapter 2: The key\n\n${text}`,
    }),
  );
  expect(problemsOf(catalogue, '01.md')).toEqual([
    '5 warning title: The heading “Landfall” is not shown: “title: The Map” names this chapter. → Take out one of the two.',
  ]);
  expect(problemsOf(catalogue, '02.md')).toEqual([]);
});

test('what is read again where files changed is what a reading of all would find', async () => {
  const folder = writeLibrary('changed', {
    'works/kiln/work.yaml': 'title: The Kiln\n',
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-ember.txt': story,
    'works/sea/work.yaml': 'titel: The Sea\n',
    'works/sea/01-calm.txt': story,
    'works/alone.txt': story,
  });
  const { readCatalogue } = await openLibrary(folder);
  await readCatalogue(true);
  const edits: [path: string, text: string][] = [
    ['works/kiln/02-ember.txt', chapter('Chapter 2: Glow')],
    ['works/kiln/02-ember.txt', `---\ntitle: Glow\naliases: cinders\n---\n\n${story}`],
    ['works/sea/work.yaml', 'title: The Sea\nslug: kiln\nauthors: Ysolde Marrow\n'],
    ['works/alone.txt', `---\nslug: sea\nseries: {name: Waters, place: 1}\n---\n\n${story}`],
    ['works/kiln/03-smoke.txt', story],
    ['works/sea/work.yaml', 'title: The Sea\nseries: {name: Waters, place: 1}\n'],
  ];
  for (const [path, text] of edits) {
    writeFileSync(join(folder, path), text);
    const again = await readCatalogue(true, new Set([join(folder, path)]));
    const whole = await readCatalogue(true);
    for (const shelf of ['works', 'chapters', 'notes', 'authors', 'series'] as const)
      expect([...again[shelf]]).toEqual([...whole[shelf]]);
    expect(again.problems).toEqual(whole.problems);
  }
});
