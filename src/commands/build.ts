/** `npm run build`: builds the site into `dist/`, whole or a shard of it, or puts shards together. */
import { existsSync, readdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
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
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing) throw new Refusal(`There is no folder ${missing}.`);
  const shard = readShard(values.shard);
  if (outDir && !isForSites(outDir)) throw new Refusal(`${outDir} would be emptied, and holds no site.`, 1);
  if (merge) return (await import('../build/merge.ts')).merge(folders, outDir ?? 'dist');
  // Before Astro and Vite, some thousand modules: to compile them is a fifth of a small build.
  enableCompileCache();
  await (await import('../build/index.ts')).buildSite(outDir, shard);
});

/** Whether nothing is lost where a site takes the place of what is in a folder. */
function isForSites(folder: string): boolean {
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  return there.length === 0 || there.includes('index.html') || there.includes('_astro');
}

function readShard(text: string | undefined) {
  if (text === undefined) return undefined;
  const [, at = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (at < 1 || at > of) throw new Refusal(`“${text}” is no shard: the third of four is 3/4.`);
  return { at, of };
}
