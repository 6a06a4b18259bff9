/** A library made for a test, built as an author's would be and served, for what the sample library does not hold. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Site, serve } from './server.ts';

/** What the author has, by path within `content/`. */
export type Files = Record<string, string | Uint8Array>;

/** Playwright empties this folder when it starts. */
const shared = join('test-results', 'browser', 'libraries');

/** Built once a run for all of its workers, and one at a time: Astro's builds share a folder of their own. */
export async function serveLibrary(files: Files): Promise<Site> {
  const key = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const folder = join(shared, key);
  mkdirSync(shared, { recursive: true });
  const lock = join(shared, 'building');
  while (!taken(lock)) await setTimeout(100);
  try {
    if (!existsSync(join(folder, 'site', 'index.html'))) buildLibrary(files, folder);
  } finally {
    rmdirSync(lock);
  }
  return serve(join(folder, 'site'));
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

/** Writes the files into `folder`/content and builds them into `folder`/site, or where else it is to be. */
export function buildLibrary(files: Files, folder: string, site = join(folder, 'site')): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', site],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        FLEURON_CONTENT: join(folder, 'content'),
        FLEURON_CACHE: join(folder, 'cache'),
      },
    },
  );
  if (status !== 0) throw new Error(`The library was not built.\n${stdout}${stderr}`);
}
