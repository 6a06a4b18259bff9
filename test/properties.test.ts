/** What must hold for any text at all, tried on texts put together at random from the things authors write. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import { expectNoWordLost, expectOneReading, expectSafeHtml } from './reading.ts';

/** The same texts every time; `SEED=… RUNS=…` goes looking for others. */
const settings = { seed: Number(process.env['SEED'] ?? 7), numRuns: Number(process.env['RUNS'] ?? 400) };

const prose = [
  'The tide was out, and the boats lay over on their sides like sleeping cows.',
  '“You came back,” she said — and nobody answered.',
  '"I was told," said Orla, "that the door would be open."',
  "'Tis the '90s, rock 'n' roll; don't ask -- I won't...",
  'He counted: 1984, 12:30, 5\'10", 3rd, N/A.',
  'She had *never* liked **that** _house_; snake_case_word.',
  'A line that ends without a stop,',
  'and one that goes on in lower case.',
  '    An indented paragraph.',
  '\tOne with a tab.',
];
const marks = [
  '***',
  '* * *',
  '~*~',
  'oOo',
  '---',
  '___',
  '#',
  '⁂',
  '＊＊＊',
  '. . .',
  '...',
  '—',
  '[Scene Break]',
  "**Harry's POV**",
  '~ Two years later ~',
  '=====',
  '-',
  '*',
];
const blanks = ['', '', '', '  ', '\u00A0', '\t', '\u3000'];
const notes = [
  'AN: Thanks for reading, the next part comes soon.',
  "**Author's Note:** sorry it is late!",
  '(A/N: I love that song)',
  '[T/N: a pun in the original]',
  'A/N',
  'To be continued',
  'Chapter 3: The Door',
  'Prologue',
  'Disclaimer: not mine.',
];
const markdown = [
  '# A heading',
  '> quoted',
  '- a list',
  '1. one',
  '```js',
  '```',
  '| a | b |',
  '|---|---|',
  '[a link](https://example.org/x "why")',
  '![a picture](x.png)',
  '[^1]',
  '[^1]: a footnote',
  'Title under',
  '<!-- a remark -->',
];
const html = [
  '<p>said</p>',
  '<em>so',
  '</div>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">go</a>',
  '<p style="color:red">red</p>',
  '<Taki-kun waves>',
  'a < b && c > d &amp; &nbsp; &#x200B; <3',
];
const strange = [
  'שלום עולם',
  'مرحبا يا صديقي',
  '第三章　海',
  '「はい」と言った。',
  '한국어 문장',
  '👩‍👩‍👧‍👦 waved',
  'e\u0301te\u0301',
  'a\0b',
  '\u202Eevil',
  '\u2028',
  '\uFFFD',
  '2*3*4 =*= a**b',
];

const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...prose) },
  { weight: 8, arbitrary: fc.constantFrom(...blanks) },
  { weight: 3, arbitrary: fc.constantFrom(...marks) },
  { weight: 2, arbitrary: fc.constantFrom(...notes) },
  { weight: 2, arbitrary: fc.constantFrom(...markdown) },
  { weight: 1, arbitrary: fc.constantFrom(...html) },
  { weight: 2, arbitrary: fc.constantFrom(...strange) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);
const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));
/** Markup that is not words to one reading and letters to another is left to the other properties. */
const plain = fc
  .array(fc.oneof(...[prose, prose, blanks, blanks, marks, notes].map((list) => fc.constantFrom(...list))), {
    maxLength: 40,
  })
  .map((lines) => lines.join('\n'));
const path = fc.constantFrom('chapter.txt', 'chapter.md');

test('reads any text, alike from any system, into safe HTML', async () => {
  await fc.assert(
    fc.asyncProperty(text, path, async (written, name) =>
      expectSafeHtml(await expectOneReading(written, name, {})),
    ),
    settings,
  );
}, 120_000);

test('loses no word of a plain text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, plain), async (written) => {
      const clean = written.replace(/\0/g, '');
      expectNoWordLost(clean, 'chapter.txt', await expectOneReading(clean, 'chapter.txt', {}));
    }),
    settings,
  );
}, 120_000);

test('loses no word of Markdown', async () => {
  await fc.assert(
    fc.asyncProperty(plain, async (written) => {
      expectNoWordLost(written, 'chapter.md', await expectOneReading(written, 'chapter.md', {}));
    }),
    settings,
  );
}, 120_000);

test('reads any bytes at all without throwing', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .tuple(text, fc.constantFrom<BufferEncoding>('utf16le', 'latin1'))
      .map(([written, encoding]) => Buffer.from(`\uFEFF${written}`, encoding)),
    fc
      .array(fc.nat(0xffff), { maxLength: 200 })
      .map((units) => Buffer.from(Uint16Array.from([0xfeff, ...units]).buffer)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, path, async (given, name) => {
      const manuscript = await readManuscript(given, name);
      expect(manuscript.messages).toBeInstanceOf(Array);
      expectSafeHtml(manuscript);
    }),
    settings,
  );
}, 120_000);
