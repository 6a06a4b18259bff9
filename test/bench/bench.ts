/**
 * `npm run bench`: how fast chapters are read, how many links live through edits, how long a library takes to build and
 * to be shown while one writes, how heavy a page is, how soon it can be read, how long a long chapter takes to turn.
 *
 * Rates stand beside floors and peers measured in the same run, since a rate alone says more of the machine than of the
 * engine. A part by itself: `--parsing`, `--links`, `--builds`, `--dev`, `--reading`, `--turning`. `--large` also takes
 * 5,000 and 10,000 chapters.
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
import { devTimes } from './dev.ts';
import { flows } from './flow.ts';
import { buildMemory } from './memory.ts';
import { survival, survivalRows } from './survival.ts';
import { chapterText, splitAndEscape } from './text.ts';
import { readingRows } from './visits.ts';

const work = join('.cache', 'bench');
const large = process.argv.includes('--large');
const MB = 1_000_000;

const parts: Record<string, () => Promise<void>> = {
  parsing,
  links,
  builds: building,
  dev,
  reading,
  turning,
};
const asked = Object.keys(parts).filter((name) => process.argv.includes(`--${name}`));

rmSync(work, { recursive: true, force: true });
for (const [name, part] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(name)) await part();
rmSync(work, { recursive: true, force: true });

async function links(): Promise<void> {
  console.log('links into a chapter of 200 blocks after twenty revisions, in 20 chapters');
  console.table(survivalRows(await survival(20)));
}

async function building(): Promise<void> {
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
  console.log('memory of a build by one process, at its peak (megabytes)');
  const sizes = large ? [1, 1000, 5000, 10_000] : [1, 1000];
  const rows = sizes.map((size) => [
    size.toLocaleString('en'),
    buildMemory(join(work, `memory-${size}`), size),
  ]);
  console.table(Object.fromEntries(rows));
}

async function dev(): Promise<void> {
  console.log('npm run dev (milliseconds): until it serves, until a page is sent with what was edited');
  const rows: Record<string, Record<string, number>> = {};
  for (const size of large ? [1000, 10_000] : [1000]) rows[size.toLocaleString('en')] = await devTimes(size);
  console.table(rows);
}

async function reading(): Promise<void> {
  console.log('a first visit to a chapter of 3,000 words, on a phone (Chromium, the middle of five visits)');
  // Packages that npm installed for the peers are kept from run to run.
  console.table(await readingRows(join('.cache', 'bench-reading')));
}

async function turning(): Promise<void> {
  await flows(join(work, 'long'));
}

/** Megabytes of source a second, in one process. */
async function parsing(): Promise<void> {
  const texts = Array.from({ length: 100 }, (_, seed) => chapterText(seed));
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
  const linked = [...page.toString().matchAll(/(?:(?:src|href)="|,["'])\/?([^"']+\.(css|js|woff2))["']/g)];
  const files = new Map<string, Buffer[]>([['html', [page]]]);
  for (const [, path = '', kind = ''] of linked) {
    files.set(kind, [...(files.get(kind) ?? []), readFileSync(join(site, path))]);
  }
  const rows = [...files].map(([kind, buffers]) => [
    kind,
    { files: buffers.length, raw: kB(buffers, (b) => b), gzip: kB(buffers, gzipSync) },
  ]);
  console.log('weight of one chapter’s page (fonts: the story’s face)');
  console.table(Object.fromEntries(rows));
}

function firstChapter(folder: string): string {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.find(({ name }) => name !== 'all')?.name ?? '';
}

function kB(buffers: Buffer[], pack: (buffer: Buffer) => Buffer): string {
  return `${(buffers.reduce((sum, buffer) => sum + pack(buffer).length, 0) / 1000).toFixed(1)} kB`;
}
