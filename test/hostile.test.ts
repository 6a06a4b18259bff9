/**
 * Texts made to hurt: huge, endless, deep, or bait for a regular expression. None may throw, lose a word, or cost more
 * than its size. Costs are CPU time, read at one size and at twice that; what is quadratic costs four times as much.
 */
import { expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import type { Manuscript } from '../src/manuscript/manuscript.ts';
import { utf8 } from './reading.ts';

const steepest = 3.5;
/** Milliseconds under which a ratio says nothing. */
const negligible = 40;

const lines = (n: number, line: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => line(i)).join('');
const prose = 'He walked to the "old" door -- it wasn\'t open... She said no, and he left at once.\n\n';

const plain: Record<string, (n: number) => string> = {
  'a long book': (n) => prose.repeat(n * 40),
  'one long line': (n) => 'word "said" it\'s '.repeat(n * 200),
  'one long word': (n) => 'a'.repeat(n * 8000),
  'stars on one line': (n) => '*'.repeat(n * 8000),
  'lines of one star': (n) => '*\n'.repeat(n * 400),
  'empty lines': (n) => `a\n${'\n'.repeat(n * 8000)}b`,
  'lines of spaces': (n) => `${' '.repeat(200)}\n`.repeat(n * 40),
  'spaces inside a line': (n) => `x${' '.repeat(n * 8000)}y`,
  'the same chapter': (n) => 'Chapter 1\n\nSome words that tell a story of a kind.\n\n'.repeat(n * 40),
  'headings alone': (n) => 'Chapter 1\n'.repeat(n * 80),
  'headings that count': (n) => lines(n * 40, (i) => `Chapter ${i + 1}\n\nSome words that tell a story.\n\n`),
  'the same numeral': (n) => '1\n\nText follows here and goes on for a while.\n\n'.repeat(n * 40),
  'a table of contents': (n) => lines(n * 60, (i) => `Chapter ${i}\n`).repeat(2),
  'notes in lines': (n) => 'A/N: x\n'.repeat(n * 80),
  'notes that never close': (n) => '(A/N: x\n\nHe went away.\n\n'.repeat(n * 50),
  'a warning with brackets': (n) => `TW: ${'a ] '.repeat(n * 500)}`,
  'speakers in lines': (n) => 'NAME: text\n'.repeat(n * 60),
  'stage directions': (n) =>
    'NAME: text\n(dir)\n(dir)\nA line of prose that is no chat at all.\n'.repeat(n * 20),
  'letters that never end': (n) =>
    'Dear Bob,\n\nI am well, and more soon I hope, as ever.\n\n'.repeat(n * 40),
  verses: (n) => 'O the short line runs,\nAnd runs again\n\n'.repeat(n * 40),
  'status lines': (n) => '[HP: 3/4]\n'.repeat(n * 80),
  frames: (n) => '=====\nword\n'.repeat(n * 60),
  'gaps of every width': (n) =>
    lines(n * 40, (i) => `He said so and went away.${'\n'.repeat(1 + (i % 300))}`),
  'marks alone': (n) => '***\n\n~*~\n\n'.repeat(n * 80),
  'hard-wrapped lines': (n) => `${'word and so on '.repeat(5).trim()}\n`.repeat(n * 60),
  quotes: (n) => '"'.repeat(n * 4000),
  'single quotes': (n) => "a '".repeat(n * 1000),
  'lines of one quote': (n) => '"\n'.repeat(n * 200),
  'dashes and dots': (n) => '- . '.repeat(n * 1000),
  'a row of dashes, then a word': (n) => `${'-'.repeat(n * 8000)}x`,
  'French signs': (n) => '« a ! '.repeat(n * 800),
  'lone surrogates and NULs': (n) => '\ud800 a\0b '.repeat(n * 800),
  'piled accents': (n) => `a${'\u0301\u0323'.repeat(n * 1000)}`,
  'one line of Japanese': (n) => '彼は言った。「はい」と。'.repeat(n * 300),
  'settings that never close': (n) => `---\n${'key: v\n'.repeat(n * 400)}`,
  'fields of a header': (n) => 'Title: x\n'.repeat(n * 80),
};
const markdown: Record<string, (n: number) => string> = {
  'prose in Markdown': (n) => prose.repeat(n * 4),
  'quotes in quotes': (n) => `${'> '.repeat(n * 100)}a`,
  'lists in lists': (n) => `${'- '.repeat(n * 100)}a`,
  'open brackets': (n) => '['.repeat(n * 1000),
  'open emphasis': (n) => '*a _b **c '.repeat(n * 200),
  'emphasis that crosses': (n) => '*a _b '.repeat(n * 60) + 'b* a_ '.repeat(n * 60),
  'open comments': (n) => 'a <!-- '.repeat(n * 200),
  'one open comment': (n) => `<!-- ${'a b\n'.repeat(n * 200)}`,
  'underlined headings': (n) => 'a\n=\n'.repeat(n * 100),
  'open fences': (n) => '```a\nb\n\n'.repeat(n * 20),
  'open elements in Markdown': (n) => `${'<div>'.repeat(n * 100)}a`,
  'a long list in Markdown': (n) => '- a\n'.repeat(n * 200),
  'footnotes in a chain': (n) => `[^0]\n\n${lines(n * 10, (i) => `[^${i}]: note [^${i + 1}]\n`)}`,
};
const html: Record<string, (n: number) => string> = {
  'nested divisions': (n) => `${'<div>'.repeat(n * 1000)}a`,
  'nested quotations': (n) => `${'<blockquote>'.repeat(n * 400)}a`,
  'nested emphasis': (n) => `<p>${'<em>a'.repeat(n * 400)}`,
  'nested lists': (n) => `${'<ul><li>'.repeat(n * 200)}a`,
  'a long list': (n) => `<ul>${'<li>a'.repeat(n * 200)}</ul>`,
  'line breaks': (n) => `<p>${'a<br><br>'.repeat(n * 60)}`,
  'comments that never close': (n) => `a<!-- ${'a -- '.repeat(n * 1000)}`,
  'signs that open nothing': (n) => '< & '.repeat(n * 800),
};

for (const [extension, shapes] of Object.entries({ txt: plain, md: markdown, html })) {
  for (const [name, make] of Object.entries(shapes)) {
    test(`${name} (.${extension})`, async () => {
      const read = (n: number) => costOf(utf8(make(n)), `chapter.${extension}`);
      await read(5);
      let once = Number.POSITIVE_INFINITY;
      let twice = Number.POSITIVE_INFINITY;
      // Other work on the machine makes a run dearer, never cheaper: the best of a few is believed.
      for (let run = 0; run < 5; run += 1) {
        once = Math.min(once, await read(40));
        twice = Math.min(twice, await read(80));
        if (twice < Math.max(negligible, steepest * once)) break;
      }
      expect(twice, `${once} ms at half the size`).toBeLessThan(Math.max(negligible, steepest * once));
    }, 60_000);
  }
}

test('Markdown nested beyond reason is read as text, and says so', async () => {
  const { chapters, messages } = await readManuscript(utf8(`Before.\n\n${'>'.repeat(10_000)} after`), 'a.md');
  expect(messages.map(({ rule, line }) => `${rule} ${line}`)).toContain('nesting 3');
  expect(chapters[0]?.html).toContain('after');
});

test('marks without end are read, and those past a thousand told as a sum', async () => {
  const many = 'He walked to the old door, and it was not open.\n\n***\n\n'.repeat(3001);
  const { chapters, messages } = await readManuscript(utf8(many), 'a.txt');
  expect(chapters[0]?.html.match(/<hr/g)).toHaveLength(3000);
  const breaks = messages.filter(({ rule }) => rule === 'scene-break');
  expect(breaks).toHaveLength(1001);
  expect(breaks.at(-1)?.reason).toBe('2000 more of this kind are in the file.');
});

async function costOf(bytes: Uint8Array, path: string): Promise<number> {
  const start = process.cpuUsage();
  const manuscript = await readManuscript(bytes, path, { language: 'en' });
  const { user, system } = process.cpuUsage(start);
  expect(lossesIn(manuscript)).toEqual([]);
  return (user + system) / 1000;
}

const lossesIn = ({ messages }: Manuscript) => messages.filter(({ rule }) => rule === 'words-lost');
