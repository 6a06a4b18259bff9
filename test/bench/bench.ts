/**
 * `npm run bench`: how fast chapters are read, how many links live through edits, how long a library takes to build,
 * how heavy a page is, how long a long chapter takes to open and to turn.
 *
 * Rates of reading stand beside floors measured in the same run, since a rate alone says more of the machine
 * than of the engine. `--large` also builds 5,000 and 10,000 chapters and gives the exponent of growth; `--builds` does nothing else.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { readManuscript } from '../../src/manuscript/index.ts';
import { buildRows, builds, growth } from './builds.ts';
import { flows } from './flow.ts';
import { survival, survivalRows } from './survival.ts';
import { chapterText, splitAndEscape } from './text.ts';

const work = join('.cache', 'bench');
const large = process.argv.includes('--large');
const MB = 1_000_000;

rmSync(work, { recursive: true, force: true });
if (!process.argv.includes('--builds')) {
  await reading(100);
  console.log('links into a chapter of 200 blocks after twenty revisions, in 20 chapters');
  console.table(survivalRows(await survival(20)));
}
const thousand = await built(1000, 3);
if (large) {
  const five = await built(5000, 3);
  const ten = await built(10_000, 1);
  console.log('growth in CPU time: n times the chapters take n^e times as long');
  console.table({
    '1,000 to 5,000': growth(thousand, five, 5),
    '1,000 to 10,000': growth(thousand, ten, 10),
  });
}
weight(join(work, 'Fleuron-1000-0', 'site'));
await flows(join(work, 'long'));
rmSync(work, { recursive: true, force: true });

/** Megabytes of source a second, in one process. */
async function reading(chapters: number): Promise<void> {
  const texts = Array.from({ length: chapters }, (_, seed) => chapterText(seed));
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const size = bytes.reduce((sum, { length }) => sum + length, 0);
  const rate = async (read: (text: string, bytes: Uint8Array) => unknown) => {
    // Whatever else the machine does makes a run slower, never faster: the best of a few seconds is believed.
    let best = Number.POSITIVE_INFINITY;
    for (const end = performance.now() + 6000; performance.now() < end; ) {
      const start = performance.now();
      for (const [i, text] of texts.entries()) await read(text, bytes[i] ?? new Uint8Array());
      best = Math.min(best, performance.now() - start);
    }
    return { 'MB/s': Number((size / MB / (best / 1000)).toFixed(2)) };
  };
  const said = { language: 'en' };
  const processor = remark().use(remarkGfm);
  const printer = remark().use(remarkGfm).use(remarkRehype);
  console.table({
    'floor: split and escape': await rate(splitAndEscape),
    'fleuron, .txt': await rate((_, given) => readManuscript(given, 'chapter.txt', said)),
    'remark parses .md': await rate((text) => processor.parse(text)),
    'remark prints .md as HTML': await rate((text) => toHtml(printer.runSync(printer.parse(text)) as Nodes)),
    'fleuron, .md': await rate((_, given) => readManuscript(given, 'chapter.md', said)),
  });
}

/** Prints how long so many chapters take. */
async function built(chapters: number, runs: number) {
  const rows = await builds(work, chapters, runs);
  console.log(
    `${chapters.toLocaleString('en')} chapters, the middle of ${runs === 1 ? 'one run' : `${runs} runs`}`,
  );
  console.table(buildRows(rows));
  return rows;
}

/** What a first visit to a chapter's page fetches, by kind. */
function weight(site: string): void {
  const page = readFileSync(join(site, 'work-001', firstChapter(join(site, 'work-001')), 'index.html'));
  const linked = [...page.toString().matchAll(/(?:src|href)="\/?([^"]+\.(css|js|woff2))"/g)];
  const files = new Map<string, Buffer[]>([['html', [page]]]);
  for (const [, path = '', kind = ''] of linked) {
    files.set(kind, [...(files.get(kind) ?? []), readFileSync(join(site, path))]);
  }
  const rows = [...files].map(([kind, buffers]) => [
    kind,
    { files: buffers.length, raw: kB(buffers, (b) => b), gzip: kB(buffers, gzipSync) },
  ]);
  console.log('weight of one chapter’s page (fonts: those the page preloads)');
  console.table(Object.fromEntries(rows));
}

function firstChapter(folder: string): string {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.find(({ name }) => name !== 'all')?.name ?? '';
}

function kB(buffers: Buffer[], pack: (buffer: Buffer) => Buffer): string {
  return `${(buffers.reduce((sum, buffer) => sum + pack(buffer).length, 0) / 1000).toFixed(1)} kB`;
}
