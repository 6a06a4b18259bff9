/** Builds the site: the pages that are missing, and nothing that is there already. */
import { fileURLToPath } from 'node:url';
import { type AstroIntegration, build } from 'astro';
import { latestProblems } from '../library/catalogue.ts';
import { Ledger } from './ledger.ts';
import { prerenderer, type Shard } from './prerenderer.ts';
import { Progress } from './progress.ts';

export interface BuildOptions {
  /** Where the site is written. */
  outDir?: string;
  shard?: Shard;
}

/** Builds the site, or a shard of it. An author's faults are printed and leave an exit code of 1; our own throw. */
export async function buildSite({ outDir, shard = { at: 1, of: 1 } }: BuildOptions = {}): Promise<void> {
  process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';
  const progress = new Progress();
  await build({
    logLevel: 'warn',
    ...(outDir && { outDir }),
    integrations: [onlyWhatIsMissing(shard, progress)],
    // The ledger empties it but for the pages that may stay.
    vite: { build: { emptyOutDir: false } },
  });
  progress.end(latestProblems());
}

function onlyWhatIsMissing(shard: Shard, progress: Progress): AstroIntegration {
  let site: string;
  let untouched: string;
  let base: string;
  let ledger: Ledger;
  return {
    name: 'only-what-is-missing',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = fileURLToPath(config.outDir);
        untouched = fileURLToPath(config.publicDir);
        base = config.base;
      },
      'astro:build:start': ({ setPrerenderer }) => {
        ledger = new Ledger(site);
        ledger.clear();
        setPrerenderer((astro) => prerenderer(astro, { site, untouched, base }, shard, ledger, progress));
      },
      'astro:build:done': () => ledger.close(),
    },
  };
}
