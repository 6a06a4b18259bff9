/** What programs and archives leave in a text that they export, and what they break. */
import { expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';

const encoder = new TextEncoder();

async function read(text: string | Uint8Array, path: string) {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const { chapters, messages } = await readManuscript(bytes, path);
  const words = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return {
    titles: chapters.map(({ label, title }) => [label, title].filter(Boolean).join(' | ')),
    story: words(chapters.map(({ html }) => html).join(' ')),
    notes: chapters.flatMap(({ notes }) => notes.map(({ html }) => words(html))),
    told: messages.filter(({ severity }) => severity !== 'info').map(({ line, rule }) => `${line} ${rule}`),
  };
}

const aside = 'The two of them wrote to each other across the aisle, and the train was late.';

test('what somebody says is no address for a link, although it looks like one in Markdown', async () => {
  const { story } = await read(`${aside}\n\n[Mags]: here\n\n[Jo]: yes, I can see you\n`, 'a.md');
  expect(story).toBe(`${aside} [Mags]: here [Jo]: yes, I can see you`);
});

test('a link’s address below the text stays one', async () => {
  const text = `${aside}\n\nThe [timetable][1] and the [map][here] said so.\n\n[1]: times.html "Times"\n[here]: https://example.org\n`;
  const { story } = await read(text, 'a.md');
  expect(story).toBe(`${aside} The timetable and the map said so.`);
});

test('a footnote that nothing calls stands in the text, as its message says', async () => {
  const { story, told } = await read(`${aside}\n\n[^1]: Nobody called it.\n\nIt was late.\n`, 'a.md');
  expect(story).toBe(`${aside} Nobody called it. It was late.`);
  expect(told).toEqual(['3 footnote']);
});

test('the anchor that Google Docs writes behind a heading is none of it', async () => {
  const { titles } = await read(`# **Chapter 3** {#chapter-3}\n\n${aside}\n`, 'a.md');
  expect(titles).toEqual(['Chapter 3']);
});

test.each([
  ['one byte of another encoding', [...encoder.encode(`“So it’s late,” she said. ${aside}\n\n`), 0x93, 0x41]],
  ['an end that is cut off', [...encoder.encode(`“So it’s late,” she said. ${aside}`), 0xe2, 0x80]],
])('%s makes no other encoding of a text', async (_, bytes) => {
  const { story, told } = await read(Uint8Array.from(bytes), 'a.txt');
  expect(story).toContain(`“So it’s late,” she said. ${aside}`);
  expect(told.join()).toMatch(/encoding|bytes|undecodable/);
});

test('HTML on one line has its notes and story in their order, and no word is missed', async () => {
  const { story, notes, told } = await read(
    `<p>${aside}</p><p>It came.</p><p>A/N: Thanks for reading!</p>`,
    'a.html',
  );
  expect([story, notes, told]).toEqual([`${aside} It came.`, ['A/N: Thanks for reading!'], []]);
});

test('what stands between a note and the chapter’s heading is the note’s, unless it is a title', async () => {
  const chapter = `Chapter One\n\n${aside}\n\nIt came at nine, and nobody got out.\n`;
  const note = 'A/N: Thanks to Mags for the beta! She is the best';
  const { notes } = await read(`${note}\n\nSet after the flood\n\n${chapter}`, 'a.txt');
  expect(notes).toEqual([`${note} Set after the flood`]);
  expect((await read(`${note}\n\nThe Bells of Pell\n\n${chapter}`, 'a.txt')).notes).toEqual([note]);
});
