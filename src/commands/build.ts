/** `npm run build`: builds the site into `dist/`, whole or a shard of it, or puts shards together. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { contentDir } from '../library/places.ts';
import { answer, flag, Refusal } from './call.ts';

const usage = `npm run build [-- --outDir FOLDER] [--shard 1/4]
npm run build -- --merge SHARD… [--outDir FOLDER]

  --outDir FOLDER  where the site is written, in place of dist/
  --shard 1/4      makes the first quarter of the pages, for machines that build one site together
  --merge SHARD…   puts the folders of all shards together

Exit status: 0; 1 where a text could not be used, or FOLDER holds something else; 2 for a call that is not understood.`;

const text = { type: 'string' } as const;
await answer(usage, { outDir: text, shard: text, merge: flag }, async ({ values, positionals: folders }) => {
  const { outDir, merge } = values;
  if (folders.length > 0 !== merge) throw new Refusal('Folders are named after --merge, and only there.');
  const missing = folders.find((folder) => !isFolder(folder));
  if (missing !== undefined) throw new Refusal(`There is no folder ${missing}.`);
  const shard = readShard(values.shard);
  if (outDir === '') throw new Refusal('Name a folder after --outDir.');
  const site = outDir ?? 'dist';
  if (outDir && !isForSites(outDir)) throw new Refusal(`${outDir} would be emptied, and holds no site.`, 1);
  const lost = [...folders, '.', contentDir].find((folder) => holds(site, folder));
  if (lost) throw new Refusal(`${site} would be emptied, and ${resolve(lost)} with it.`, 1);
  if (holds(join(contentDir, 'works'), site)) throw new Refusal(`${site} is a place for texts.`, 1);
  if (merge) return putTogether(folders, site);
  await (await import('../build/index.ts')).buildSite(site, shard);
});

async function putTogether(shards: string[], site: string): Promise<void> {
  const { merge, Mismatch } = await import('../build/merge.ts');
  try {
    merge(shards, site);
  } catch (error) {
    throw error instanceof Mismatch ? new Refusal(error.message, 1) : error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a path is that folder or lies somewhere in it. */
function holds(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

/** Whether nothing is lost where a site takes the place of what is in a folder. */
function isForSites(folder: string): boolean {
  if (!existsSync(folder)) return true;
  if (!isFolder(folder)) return false;
  const there = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return there.length === 0 || there.includes('index.html') || there.includes('_astro');
}

function readShard(text: string | undefined) {
  if (text === undefined) return undefined;
  const [, at = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (at < 1 || at > of) throw new Refusal(`“${text}” is no shard: the third of four is 3/4.`);
  return { at, of };
}
