/**
 * The author's word wins: each setting over what the engine found by itself, at each level, and each mend that a
 * message names does what it says.
 */
import { describe, expect, test, vi } from 'vitest';
import type { ReadingOptions } from '../src/manuscript/index.ts';
import { inspectManuscript } from '../src/manuscript/index.ts';
import type { Outline } from '../src/manuscript/outline.ts';
import { readLibrary, writeLibrary } from './library.ts';
import { utf8 } from './reading.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const read = (text: string | Uint8Array, options: ReadingOptions = {}, path = 'a.txt') =>
  inspectManuscript(typeof text === 'string' ? utf8(text) : text, path, options);

/** Reads a text with one line of front matter. */
const under = (line: string, text: string, options: ReadingOptions = {}) =>
  read(`---\n${line}\n---\n${text}`, options);

const typesOf = ({ blocks }: Outline) =>
  blocks.filter(({ reason }) => !/settings/.test(reason)).map(({ type }) => type);
const count = (outline: Outline, type: string) => typesOf(outline).filter((each) => each === type).length;
const html = ({ chapters }: Outline) => chapters.map((chapter) => chapter.html).join('');
const mends = ({ messages }: Outline, rule: string) =>
  messages.filter((message) => message.rule === rule).map(({ mend }) => mend ?? '');

const long = 'The ferry came in late that night, with its lamps out and half of its crew asleep on the coal.';
const gaps = `${long}\n\n${long}\n\n\n\nMorning came up grey over the harbour, and nobody was on the quay to see it.\n\n${long}\n\n${long}\n`;
const noted = `${long}\n\n${long}\n\n***\n\nA/N: Thank you all for reading! Reviews are love.\n`;
const verse = `${long}\n\nThe lamp is out, the tide is low,\nthe ferry has nowhere to go,\nand all the bells that used to ring,\nhave nobody to ring them to\n\n${long}\n`;
const short = 'The lamp is out.\nThe tide is low.\nThe ferry sleeps.\n';
const letter = `${long}\n\nDear Anselm,\n\nThe coal has come. Send nobody for it before noon, and tell Piers.\n\nYours truly,\nYsolde\n\n${long}\n`;
const log = `${long}\n\n[10:02] anselm: is it out\n[10:03] piers: it is out\n[10:03] anselm: all of it\n[10:04] piers: all of it\n\n${long}\n`;
const screen = `${long}\n\n[Name: Anselm]\n[Level: 12]\n[HP: 40/55]\n[MP: 12/12]\n\n${long}\n`;
const chapters = `Chapter One: Ash\n\n${long} ${long}\n\n${long} One.\n\nChapter Two: Ember\n\n${long} ${long}\n\n${long} Two.\n`;
const titlePage = `The Kiln\n\nby Ysolde Marrow\n\nRating: General\n\n${long}\n\n${long}\n`;
const straight = `"It's out," he said -- and it was...\n`;

describe('in front matter', () => {
  test('breaks: marks-only', async () => {
    expect(count(await read(gaps), 'sceneBreak')).toBe(1);
    const overruled = await under('breaks: marks-only', gaps);
    expect(count(overruled, 'sceneBreak')).toBe(0);
    expect(overruled.messages).toEqual([]);
    expect(
      count(await under('breaks: marks-only', gaps.replace('\n\n\n\n', '\n\n***\n\n')), 'sceneBreak'),
    ).toBe(1);
  });

  test('notes: none', async () => {
    expect(count(await read(noted), 'authorsNote')).toBe(1);
    const overruled = await under('notes: none', noted);
    expect(count(overruled, 'authorsNote')).toBe(0);
    expect(html(overruled)).toContain('Reviews are love');
  });

  test('notes: none, where the whole chapter is a note', async () => {
    const only = 'A/N: No chapter this week, I am so sorry! Thank you all for reading.\n';
    expect((await read(only)).chapters[0]?.kind).toBe('announcement');
    expect((await under('notes: none', only)).chapters[0]?.kind).toBe('chapter');
  });

  test('lines: verse', async () => {
    expect(count(await read(short), 'verse')).toBe(0);
    expect(count(await under('lines: verse', short), 'verse')).toBe(3);
    expect(count(await under('lines: verse', `"${short}`), 'verse')).toBe(3);
    expect(count(await under('lines: verse', letter), 'letter')).toBe(0);
  });

  test.each([
    ['verse', verse],
    ['letter', letter],
    ['chat', log],
    ['screen', screen],
  ])('lines: paragraphs, over %s', async (type, text) => {
    const free = await read(text);
    expect(count(free, type)).toBeGreaterThan(2);
    expect(mends(free, type)[0]).toContain('lines: paragraphs');
    const overruled = typesOf(await under('lines: paragraphs', text));
    expect(new Set(overruled.filter((each) => each !== 'sceneBreak'))).toEqual(new Set(['paragraph']));
  });

  test('chapters: one', async () => {
    const free = await read(chapters);
    expect(free.chapters).toHaveLength(2);
    expect(mends(free, 'chapter')[0]).toContain('chapters: one');
    expect((await under('chapters: one', chapters)).chapters).toHaveLength(1);
  });

  test('header: none, over a title page', async () => {
    const free = await read(titlePage);
    expect(free.header).toMatchObject({ authors: ['Ysolde Marrow'] });
    expect(mends(free, 'left-out')[0]).toContain('header: none');
    const overruled = await under('header: none', titlePage);
    expect(overruled.header).toEqual({});
    expect(html(overruled)).toMatch(/The Kiln.*by Ysolde Marrow.*Rating: General/s);
  });

  test('header: none, over a table of contents', async () => {
    const listed = `Contents\n\nChapter One: Ash\n\nChapter Two: Ember\n\n${chapters}`;
    const free = await read(listed);
    expect(mends(free, 'left-out').join()).toContain('header: none');
    expect((await under('header: none', listed)).messages.map(({ rule }) => rule)).not.toContain('left-out');
  });

  test('typography: false', async () => {
    expect(html(await read(straight))).toContain('“It’s out,” he said — and it was…');
    expect(html(await under('typography: false', straight))).toContain(straight.trim());
  });

  test('language', async () => {
    const free = await read(straight);
    expect(free.chapters[0]?.language).toBe('en');
    const german = await under('language: de', straight);
    expect(german.chapters[0]?.language).toBe('de');
    expect(html(german)).toContain('„It’s out,“');
  });

  test('encoding', async () => {
    // In windows-1252 these bytes are as good a text.
    const bytes = Buffer.concat([
      utf8('---\nencoding: windows-1251\n---\n'),
      Buffer.from('\xc4\xe0, \xed\xe5\xf2.\n', 'latin1'),
    ]);
    const outline = await read(bytes);
    expect(outline.encoding).toBe('windows-1251');
    expect(html(outline)).toContain('Да, нет.');
    expect((await read(utf8(long), { encoding: 'windows-1252' })).encoding).toBe('windows-1252');
  });

  test('wins over what is handed down', async () => {
    const handed = { breaks: 'marks-only', notes: 'none', chapters: 'one', typography: false } as const;
    expect(count(await under('breaks: auto', gaps, handed), 'sceneBreak')).toBe(1);
    expect(count(await under('notes: auto', noted, handed), 'authorsNote')).toBe(1);
    expect((await under('chapters: auto', chapters, handed)).chapters).toHaveLength(2);
    expect(html(await under('typography: true', straight, handed))).toContain('“');
  });
});

test('a setting holds for the site, a work or a chapter, and the nearest one wins', async () => {
  const catalogue = await readLibrary(
    writeLibrary('levels', {
      'site.yaml': 'breaks: marks-only\n',
      'works/alone.txt': gaps,
      'works/said.txt': `---\nbreaks: auto\n---\n${gaps}`,
      'works/kiln/work.yaml': 'breaks: auto\n',
      'works/kiln/01-ash.txt': gaps,
      'works/kiln/02-ember.txt': `---\nbreaks: marks-only\n---\n${gaps}`,
    }),
  );
  const scenes = Object.fromEntries([...catalogue.chapters].map(([id, { data }]) => [id, data['scenes']]));
  expect(catalogue.problems).toEqual([]);
  expect(scenes).toEqual({ 'alone/chapter-1': 1, 'said/chapter-1': 2, 'kiln/ash': 2, 'kiln/ember': 1 });
});

test.each([
  ['work.yaml', (line: string) => ({ 'works/kiln/work.yaml': line })],
  ['site.yaml', (line: string) => ({ 'site.yaml': line })],
])('every setting may stand in %s', async (_, place) => {
  const chaptersUnder = async (line: string, text: string) => {
    const { chapters, problems } = await readLibrary(
      writeLibrary('every', { ...place(line), 'works/kiln/01-ash.txt': text }),
    );
    expect(problems).toEqual([]);
    return [...chapters.values()].map(({ data }) => data);
  };
  expect((await chaptersUnder('notes: none', noted))[0]?.['notes']).toEqual([]);
  expect(await chaptersUnder('chapters: one', chapters)).toHaveLength(1);
  expect((await chaptersUnder('language: sv', long))[0]?.['language']).toBe('sv');
  expect((await chaptersUnder('encoding: utf-16le', 'ab'.repeat(30)))[0]?.['kind']).toBe('chapter');
  expect(await chaptersUnder('typography: false\nlines: verse\nheader: none', long)).toHaveLength(1);
});

describe('“***” on a line of its own is a scene break', () => {
  test.each([
    ['in dialogue', '"Is it out?" he asked.', '"It is," she said.'],
    ['in a sentence', 'He went down,', 'and then up again.'],
    ['before a short line', long, 'No.'],
    ['between short lines', 'No.', 'Yes.'],
    ['between verses', 'The lamp is out, the tide is low,', 'the ferry has nowhere to go,'],
    ['in a chat', '[10:03] piers: it is out', '[10:03] anselm: all of it'],
    ['on a status screen', '[Level: 12]', '[HP: 40/55]'],
    ['after a letter', 'Yours truly,\nYsolde', long],
    ['among marks of another kind', `${long}\n\n~*~\n\n${long}`, `${long}\n\n~*~\n\n${long}`],
  ])('%s', async (_, before, after) => {
    const [start, end] = [`${long}\n\n${long}`, `${long}\n\n${long}`];
    for (const options of [
      {},
      { breaks: 'marks-only' },
      { lines: 'verse' },
      { lines: 'paragraphs' },
    ] as const) {
      const { blocks } = await read(`${start}\n\n${before}\n\n***\n\n${after}\n\n${end}\n`, options);
      expect(blocks.filter(({ type, mark }) => type === 'sceneBreak' && mark === '***')).toHaveLength(1);
    }
  });

  test('as the mend at a gap says', async () => {
    const open = `${long}\n\n${long}\n\n"Is it out?" he asked.\n\n\n"It is," she said.\n\n${long}\n\n${long}\n`;
    const free = await read(open);
    expect(mends(free, 'gap-no-break')).toEqual(['If it is one, put “***” on a line of its own there.']);
    expect(count(free, 'sceneBreak')).toBe(0);
    expect(count(await read(open.replace('\n\n\n', '\n\n***\n\n')), 'sceneBreak')).toBe(1);
  });

  test('but not at an end, and not around a note', async () => {
    expect(count(await read(`***\n\n${long}\n\n***\n`), 'sceneBreak')).toBe(0);
    expect(count(await read(noted), 'sceneBreak')).toBe(0);
  });
});

test('spare empty lines taken out are no scene break, as the mend says', async () => {
  expect(mends(await read(gaps), 'scene-break')).toEqual(['If it is none, take the spare empty lines out.']);
  expect(count(await read(gaps.replace('\n\n\n\n', '\n\n')), 'sceneBreak')).toBe(0);
});

test('“A/N:” before a paragraph that may be a note makes it one, as the mend says', async () => {
  const ends = ['I hope you liked it.', 'This is my first story.', 'Please be kind.', 'Sorry for the wait.'];
  const text = (end: string) => `${long}\n\n${long}\n\n${long}\n\n${end}\n`;
  const doubted = [];
  for (const end of ends) {
    const free = await read(text(end));
    if (mends(free, 'maybe-note').length === 0) continue;
    doubted.push(end);
    expect(mends(free, 'maybe-note')).toEqual(['If it is a note, begin it with “A/N:”.']);
    expect(count(free, 'authorsNote')).toBe(0);
    expect(count(await read(text(`A/N: ${end}`)), 'authorsNote')).toBe(1);
  }
  expect(doubted).not.toEqual([]);
});

test('a footnote that nothing refers to goes where the mend puts it', async () => {
  const lone = `${long}\n\n[^ash]: It was cold.\n`;
  const [mend = ''] = mends(await read(lone, {}, 'a.md'), 'footnote');
  const mark = /“(\[.*\])”/.exec(mend)?.[1] ?? '?';
  const outline = await read(lone.replace('coal.', `coal.${mark}`), {}, 'a.md');
  expect(outline.messages).toEqual([]);
  expect(html(outline)).toMatch(/<section.*It was cold/s);
});

test('an address ends before the footnote behind it', async () => {
  const outline = await read(`${long} https://goose.example/tale[^1]\n\n[^1]: It was cold.\n`, {}, 'a.md');
  expect(outline.messages).toEqual([]);
  expect(html(outline)).toContain('href=https://goose.example/tale ');
});

test('a parsed file is not changed by being looked at', async () => {
  for (const text of [gaps, noted, verse, letter, log, screen, chapters, titlePage]) {
    const { blocks: _, ...manuscript } = await read(text);
    const again = await read(text);
    expect({ ...again, blocks: undefined }).toEqual({ ...manuscript, blocks: undefined });
  }
});
