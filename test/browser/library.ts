/** A library made for a test, built as an author's would be and served, for what the sample library does not hold. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Site, serve } from './server.ts';

/** @param files what the author has, by path within `content/` */
export async function serveLibrary(files: Record<string, string>): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'fleuron-library-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', join(folder, 'site')],
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
  const site = await serve(join(folder, 'site'));
  return {
    ...site,
    close: async () => {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
