/**
 * Builds the site: the pages that are missing, and nothing that is there already. Astro makes pages on one thread: a
 * large library that is built from nothing is built by several processes.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { contentDir } from '../library/places.ts';
import { annotation } from '../library/problems.ts';
import { readShelf } from '../library/shelf.ts';
import { Ledger } from './ledger.ts';
import { label } from './merge.ts';
import type { Part } from './part.ts';
import type { Shard } from './prerenderer.ts';
import { buildInProcesses } from './processes.ts';
import { Progress } from './progress.ts';

/** Fewest chapter files that pay for another process. */
const worthAProcess = 1000;

/**
 * Builds the site into `outDir`, or one shard of it. An author's faults are printed and leave an exit code of 1; ours
 * throw.
 */
export async function buildSite(outDir = 'dist', shard?: Shard): Promise<void> {
  process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';
  // Vite's bundler asks for huge pages of memory, most of which it never fills: 120 MB. Nor does it give back what it
  // is done with.
  process.env['MIMALLOC_ALLOW_THP'] ??= '0';
  process.env['MIMALLOC_PURGE_DELAY'] ??= '0';
  const site = resolve(outDir);
  const progress = new Progress();
  const ledger = new Ledger(site);
  const processes = shard || !ledger.empty ? 1 : howMany();
  ledger.clear();
  const problems =
    processes > 1
      ? await buildInProcesses(processes, site, ledger, progress)
      : await buildAlone({ site, outDir: site, ledger, progress, ...(shard && { shard }) });
  ledger.close();
  if (shard && shard.of > 1) label(site, { ...shard, whole: ledger.whole });
  if (process.env['GITHUB_ACTIONS']) for (const problem of problems) console.log(annotation(problem));
  progress.end(problems);
}

/** Loads Astro and Vite, which takes longer than all else here: not for one who waits for others. */
const buildAlone = async (part: Part) => (await import('./part.ts')).buildPart(part);

/** How many processes this machine has for the library. */
function howMany(): number {
  const all = readShelf(contentDir).works.reduce((sum, work) => sum + work.files.length, 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(all / worthAProcess)));
}
