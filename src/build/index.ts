/**
 * Builds the site: the pages that are missing, and nothing that is there already. A large library that is built from
 * nothing is built by several processes, for Astro makes pages on one thread.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { latestProblems } from '../library/catalogue.ts';
import { contentDir } from '../library/places.ts';
import { readShelf } from '../library/shelf.ts';
import { Ledger } from './ledger.ts';
import { buildPart } from './part.ts';
import type { Shard } from './prerenderer.ts';
import { buildInProcesses } from './processes.ts';
import { Progress } from './progress.ts';

/** Fewest chapter files for each process: fewer are made before a second one has started. */
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
  const problems =
    processes > 1
      ? await buildInProcesses(processes, site, ledger, progress)
      : await buildPart({ site, outDir: site, ledger, progress, ...(shard && { shard }) }).then(
          latestProblems,
        );
  ledger.close();
  progress.end(problems);
}

function howMany(): number {
  const files = readShelf(contentDir).works.reduce((sum, { files }) => sum + files.length, 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(files / worthAProcess)));
}
