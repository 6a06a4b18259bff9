/**
 * `npm run check [-- [FOLDER] [--fix] [--code]]`: whether every link of the site leads somewhere. It is built for that
 * into a folder of its own, unless the folder of a built one is named.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '../build/index.ts';
import { readCatalogue } from '../library/catalogue.ts';
import { cacheDir } from '../library/places.ts';
import { formatProblem } from '../library/problems.ts';
import { host } from '../library/site.ts';
import { chapterUrl, workUrl } from '../library/urls.ts';
import { answer, flag, Refusal } from './call.ts';
import { crawl } from './crawl.ts';
import { mend } from './mend.ts';

const usage = `npm run check [-- [FOLDER] [--fix] [--code]]

  FOLDER  a site that is built already; without it, the site is built from content/ first
  --fix   writes into content/ what can be mended for sure, and tells each change
  --code  checks Fleuron's own code instead: types and style

Exit status: 0; 1 where something is wrong; 2 for a call that is not understood.`;

process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';

await answer(usage, { fix: flag, code: flag }, async ({ values, positionals: [folder, ...more] }) => {
  if (folder !== undefined && !existsSync(join(folder, 'index.html')))
    throw new Refusal(`No site is built in ${folder}.`);
  if (more.length > 0) throw new Refusal('One folder can be checked at a time.');
  if (values.code) checkCode();
  else await checkSite(folder, values.fix);
});

function checkCode(): void {
  const bin = (path: string) => join('node_modules', path);
  for (const command of [
    [bin('astro/bin/astro.mjs'), 'check'],
    [bin('@biomejs/biome/bin/biome'), 'ci', '--diagnostic-level=warn'],
  ])
    if (spawnSync(process.execPath, command, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
}

async function checkSite(folder: string | undefined, fix: boolean): Promise<void> {
  if (fix) tellChanges(mend((await readCatalogue()).problems));
  const outDir = join(cacheDir, 'check');
  if (folder === undefined) await buildSite(outDir);
  const problems = crawl(folder ?? outDir, host, await sources());
  for (const problem of problems) console.error(formatProblem(problem));
  if (problems.length > 0) process.exitCode = 1;
  console.log(problems.length === 0 ? 'Every link leads somewhere.' : `${problems.length} to mend.`);
}

function tellChanges(changes: string[]): void {
  for (const change of changes) console.log(change);
  if (changes.length === 0) console.log('There was nothing to mend.');
}

/** The author's file that a page comes from, by the page's address. */
async function sources(): Promise<(address: string) => string | undefined> {
  const { works, chapters } = await readCatalogue();
  const files = new Map([...works].map(([work, { filePath }]) => [workUrl(work), filePath]));
  for (const { data, filePath } of chapters.values())
    files.set(chapterUrl(String(data['work']), String(data['slug'])), filePath);
  return (address) => files.get(address);
}
