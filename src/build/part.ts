/** One process's part of a build: Astro, told by the ledger what not to make. */
import { fileURLToPath } from 'node:url';
import { type AstroIntegration, build } from 'astro';
import { latestProblems } from '../library/catalogue.ts';
import type { Problem } from '../library/problems.ts';
import type { Ledger } from './ledger.ts';
import { prerenderer, type Shard } from './prerenderer.ts';
import type { Making } from './progress.ts';

export interface Part {
  /** Folder that the pages are written into. */
  site: string;
  /** Folder for what else Astro writes: scripts, faces, what lies in `public/`. */
  outDir: string;
  /** Where Astro keeps its own things, if not in the usual place. */
  cacheDir?: string;
  shard?: Shard;
  ledger: Ledger;
  progress: Making;
  /** Whether an author's faults are told. */
  quiet?: boolean;
}

/** Builds that part, and returns what is wrong with the library. */
export async function buildPart(part: Part): Promise<readonly Problem[]> {
  const { outDir, cacheDir, quiet } = part;
  await build({
    logLevel: quiet ? 'silent' : 'warn',
    outDir,
    ...(cacheDir && { cacheDir }),
    integrations: [onlyWhatIsMissing(part)],
    // The ledger has emptied it but for the pages that may stay.
    vite: { build: { emptyOutDir: false } },
  });
  return latestProblems();
}

function onlyWhatIsMissing({ site, shard = { at: 1, of: 1 }, ledger, progress }: Part): AstroIntegration {
  let untouched: string;
  let base: string;
  return {
    name: 'only-what-is-missing',
    hooks: {
      'astro:config:done': ({ config }) => {
        untouched = fileURLToPath(config.publicDir);
        base = config.base;
      },
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((astro) => prerenderer(astro, { site, untouched, base }, shard, ledger, progress)),
    },
  };
}
