/**
 * Builds the site: the pages that are missing, and nothing that is there already. Astro makes pages on one thread: a
 * large library that is built from nothing is built by several processes.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { latestProblems } from '../library/catalogue.ts';
import { contentDir } from '../library/places.ts';
import { annotation, type Problem } from '../library/problems.ts';
import { readShelf } from '../library/shelf.ts';
import { Ledger } from './ledger.ts';
import { buildPart } from './part.ts';
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
  const site = resolve(outDir);
  const progress = new Progress();
  const ledger = new Ledger(site);
  const processes = shard || !ledger.empty ? 1 : howMany();
  ledger.clear();
  let problems: readonly Problem[];
  if (processes > 1) problems = await buildInProcesses(processes, site, ledger, progress);
  else {
    await buildPart({ site, outDir: site, ledger, progress, ...(shard && { shard }) });
    problems = latestProblems();
  }
  ledger.close();
  if (process.env['GITHUB_ACTIONS']) for (const problem of problems) console.log(annotation(problem));
  progress.end(problems);
}

/** How many processes this machine has for the library. */
function howMany(): number {
  const all = readShelf(contentDir).works.reduce((sum, work) => sum + work.files.length, 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(all / worthAProcess)));
}
