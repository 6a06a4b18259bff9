/** What the engine printed, it reads again: the same text, the same scenes. */
import { expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import { readCases } from './corpus.ts';
import { wordsOfHtml } from './words.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const decided = { chapters: 'one', notes: 'none', header: 'none' } as const;

/** Words without the author's marks, which are no text. */
const spoken = (html: string) => wordsOfHtml(html.replace(/ data-mark=(?:"[^"]*"|[^\s>]*)/g, ''));

test.each(readCases('test/corpus'))('$path', async ({ lines, format, language = 'en' }) => {
  const { chapters } = await readManuscript(bytes(lines.join('\n')), `chapter.${format}`, { language });
  for (const { kind, html, scenes } of chapters) {
    if (kind !== 'chapter') continue;
    const [again] = (await readManuscript(bytes(html), 'chapter.html', { language, ...decided })).chapters;
    expect(spoken(again?.html ?? '')).toEqual(spoken(html));
    expect(again?.scenes).toBe(scenes);
  }
});
