/**
 * `npm run bench`: how fast chapters are read, how many links live through edits, how long a library takes to build,
 * how heavy a page is, how long a long chapter takes to open and to turn.
 *
 * Rates of reading stand beside floors measured in the same run, since a rate alone says more of the machine
 * than of the engine. `--large` also builds 5,000 chapters and gives the exponent of growth.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { readManuscript } from '../../src/manuscript/index.ts';
import { flows } from './flow.ts';
import { survival, survivalRows } from './survival.ts';
import { chapterText } from './text.ts';

const work = join('.cache', 'bench');
const large = process.argv.includes('--large');
const MB = 1_000_000;

rmSync(work, { recursive: true, force: true });
await reading(100);
console.log('links into a chapter of 200 blocks after twenty revisions, in 20 chapters');
console.table(survivalRows(await survival(20)));
const thousand = building(1000);
if (large) {
  const five = building(5000);
  const exponent = Math.log(five.cpu / thousand.cpu) / Math.log(5);
  console.log(`growth from 1,000 to 5,000 chapters: n^${exponent.toFixed(2)} in CPU time`);
}
weight(join(work, 'site-1000'));
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

/** The least that any reader of plain text must do. */
function splitAndEscape(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
    .join('\n');
}

/** Builds a generated library in a process of its own: first with nothing kept, then with one chapter changed. */
function building(chapters: number): { cpu: number } {
  const content = join(work, `content-${chapters}`);
  for (let i = 0; i < chapters; i++) {
    const folder = join(content, 'works', `work-${String(Math.floor(i / 50) + 1).padStart(3, '0')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${String((i % 50) + 1).padStart(2, '0')}.txt`), chapterText(i));
  }
  const cold = build(content, chapters);
  writeFileSync(join(content, 'works', 'work-001', '07.txt'), chapterText(chapters + 7));
  const warm = build(content, chapters);
  console.table({
    [`build ${chapters}, cold`]: shown(cold),
    [`build ${chapters}, one changed`]: shown(warm),
  });
  return cold;
}

interface Usage {
  wall: number;
  cpu: number;
  rss: number;
}

function build(content: string, chapters: number): Usage {
  const report = join(work, 'usage.json');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      './test/bench/usage.ts',
      'node_modules/astro/bin/astro.mjs',
      'build',
      '--silent',
      '--outDir',
      join(work, `site-${chapters}`),
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        FLEURON_CONTENT: content,
        FLEURON_CACHE: join(work, `cache-${chapters}`),
        FLEURON_USAGE: report,
      },
    },
  );
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`The build of ${chapters} chapters failed.\n${stdout}${stderr}`);
  return { wall, ...JSON.parse(readFileSync(report, 'utf8')) };
}

function shown({ wall, cpu, rss }: Usage) {
  return {
    wall: `${wall.toFixed(1)} s`,
    cpu: `${cpu.toFixed(1)} s`,
    'peak memory': `${Math.round(rss / MB)} MB`,
  };
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
  return readdirSync(folder, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name ?? '';
}

function kB(buffers: Buffer[], pack: (buffer: Buffer) => Buffer): string {
  return `${(buffers.reduce((sum, buffer) => sum + pack(buffer).length, 0) / 1000).toFixed(1)} kB`;
}
