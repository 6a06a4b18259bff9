/**
 * Builds the site: the pages that are missing, and nothing that is there already. Astro makes pages on one thread: a
 * large library that is built from nothing is built by several processes, and a smaller one has a reader that parses
 * chapters while Astro starts.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { latestProblems } from '../library/catalogue.ts';
import { contentDir } from '../library/places.ts';
import type { Problem } from '../library/problems.ts';
import { readShelf } from '../library/shelf.ts';
import { Ledger } from './ledger.ts';
import { buildPart, type Part } from './part.ts';
import type { Shard } from './prerenderer.ts';
import { buildInProcesses } from './processes.ts';
import { Progress } from './progress.ts';

/** Fewest chapter files that pay for another process that makes pages, and for one that reads. */
const worthAProcess = 1000;
const worthAReader = 100;

/**
 * Builds the site into `outDir`, or one shard of it. An author's faults are printed and leave an exit code of 1; ours
 * throw.
 */
export async function buildSite(outDir = 'dist', shard?: Shard): Promise<void> {
  process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';
  const site = resolve(outDir);
  const progress = new Progress();
  const ledger = new Ledger(site);
  const processes = shard || !ledger.empty ? 1 : howMany(worthAProcess);
  ledger.clear();
  const problems =
    processes > 1
      ? await buildInProcesses(processes, site, ledger, progress)
      : await buildAlone({ site, outDir: site, ledger, progress, ...(shard && { shard }) });
  ledger.close();
  progress.end(problems);
}

async function buildAlone(part: Part): Promise<readonly Problem[]> {
  const helped = part.ledger.empty && howMany(worthAReader) > 1;
  // What it has to complain of, the build says as well.
  const reader = helped && fork(join('src', 'build', 'reader.ts'), { stdio: 'ignore' });
  await buildPart(part);
  if (reader) reader.kill();
  return latestProblems();
}

/** How many processes this machine has for the library, each of at least so many chapter files. */
function howMany(files: number): number {
  const all = readShelf(contentDir).works.reduce((sum, work) => sum + work.files.length, 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(all / files)));
}
