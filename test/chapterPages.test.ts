import { describe, expect, test } from 'vitest';
import { pagesOfChapter } from '../src/library/chapterPages.ts';
import { readManuscript } from '../src/manuscript/index.ts';

const sentence = 'The lamp went from door to door and nobody came out to look at it. ';
/** Twenty-five words. */
const paragraph = (i: number) =>
  `At door ${i} she knocked twice, as she had been told to. ${sentence}`.trim();
const paragraphs = (count: number, from = 0) => Array.from({ length: count }, (_, i) => paragraph(from + i));

async function pages(text: string, most: number) {
  const { chapters } = await readManuscript(new TextEncoder().encode(text), 'dusk.md');
  const [chapter] = chapters;
  if (!chapter) throw new Error('no chapter');
  return { chapter, pages: pagesOfChapter(chapter, most, (page) => `/w/dusk/${page > 1 ? `${page}/` : ''}`) };
}

const idsIn = (html: string) => [...html.matchAll(/ id=([^\s>]+)/g)].map(([, id]) => id);
const textIn = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('a long chapter', () => {
  test('is parted at the scene break that is near the middle, which ends the first page', async () => {
    const text = [...paragraphs(11), '***', ...paragraphs(9, 11)].join('\n\n');
    const { pages: made } = await pages(text, 300);
    expect(made).toHaveLength(2);
    expect(made[0]?.html).toMatch(/<hr[^>]*>$/);
    expect(made[1]?.html).toMatch(/^<p id=[^>]*>At door 11 /);
    expect(made[0]).toMatchObject({ begin: 0, end: made[1]?.begin });
    expect(made[1]).toMatchObject({ end: 1 });
  });

  test('is parted between paragraphs where no scene break is near, and never behind a heading', async () => {
    const text = [...paragraphs(9), '## The yard', ...paragraphs(10, 9)].join('\n\n');
    const { pages: made } = await pages(text, 300);
    expect(made).toHaveLength(2);
    expect(made[0]?.html).not.toContain('The yard');
    expect(made[1]?.html).toMatch(/^<h\d[^>]*>The yard/);
  });

  test('keeps every word and every id, in order, on one page or another', async () => {
    const text = [...paragraphs(30), '***', ...paragraphs(40, 30), '***', ...paragraphs(20, 70)].join('\n\n');
    const { chapter, pages: made } = await pages(text, 400);
    expect(made.length).toBeGreaterThan(3);
    expect(made.map(({ html }) => textIn(html)).join(' ')).toBe(textIn(chapter.html));
    expect(made.flatMap(({ html }) => idsIn(html))).toEqual(idsIn(chapter.html));
    expect(made.flatMap(({ ids }) => ids)).toEqual(idsIn(chapter.html));
  });

  test('has its opening note on the first page and its closing note on the last', async () => {
    const text = ['A/N: Back again.', '***', ...paragraphs(20), '***', 'A/N: Thank you all.'].join('\n\n');
    const { pages: made } = await pages(text, 200);
    expect(made.map(({ notes }) => notes.map(({ placement }) => placement))).toEqual([
      ['opening'],
      ...Array.from({ length: made.length - 2 }, () => []),
      ['closing'],
    ]);
  });

  test('brings each footnote with the page that refers to it, under its number', async () => {
    const text = [
      `${sentence}[^a]`,
      ...paragraphs(10),
      `Two[^b] and again[^a].`,
      ...paragraphs(10),
      '[^a]: First.',
      '[^b]: Second.',
    ];
    const { pages: made } = await pages(text.join('\n\n'), 400);
    expect(made).toHaveLength(2);
    expect(made[0]?.html).toContain('First.');
    expect(made[0]?.html).not.toContain('Second.');
    expect(made[1]?.html).toMatch(
      /<li id=fn-a value=1>[\s\S]*First\.[\s\S]*<li id=fn-b value=2>[\s\S]*Second\./,
    );
    // The way back from the first note leads to both places.
    expect(made[0]?.html).toMatch(/href=#fnref-a [\s\S]*href=\/w\/dusk\/2\/#fnref-a-2 /);
  });

  test('has links that lead on from every page', async () => {
    const text = [
      `[Ahead](#the-yard), [beside](../ash/), [away](https://example.org/).`,
      ...paragraphs(10),
      '<h2 id="the-yard">The yard</h2>',
      `[Back](#top) and [beside](../ash/), ![A map](map.png)`,
      ...paragraphs(10),
    ].join('\n\n');
    const { pages: made } = await pages(text, 400);
    expect(made[0]?.html).toContain('href=../ash/');
    expect(made[1]?.html).toContain('href=../../ash/');
    expect(made[1]?.html).toContain('src=../map.png');
    expect(made[0]?.html).toContain('href=https://example.org/');
  });
});

test('a chapter that is not too long, or has nowhere to be parted, is one page, as it was', async () => {
  const short = await pages(paragraphs(3).join('\n\n'), 500);
  expect(short.pages).toEqual([{ html: short.chapter.html, notes: [], begin: 0, end: 1, ids: [] }]);
  const block = await pages(sentence.repeat(100), 500);
  expect(block.pages).toHaveLength(1);
});
