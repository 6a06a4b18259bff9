/** `npm run build`: builds the site into `dist/`, whole or a shard of it, or puts shards together. */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

const usage = `npm run build [-- --outDir FOLDER] [--shard 1/4]
npm run build -- --merge SHARD… [--outDir FOLDER]

  --outDir FOLDER  where the site is written, in place of dist/
  --shard 1/4      makes the first quarter of the pages, for machines that build one site together
  --merge SHARD…   puts the folders of all shards together

Exit status: 0; 1 where a text could not be used; 2 for a call that is not understood.`;

const { outDir, shard, merge, help, folders } = readCall();
if (help) console.log(usage);
else if (merge) (await import('../build/merge.ts')).merge(folders, outDir ?? 'dist');
else {
  // Before Astro and Vite, some thousand modules: to compile them is a fifth of a small build.
  enableCompileCache();
  await (await import('../build/index.ts')).buildSite(outDir, shard);
}

function readCall() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        outDir: { type: 'string' },
        shard: { type: 'string' },
        merge: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
    if (positionals.length > 0 !== values.merge) fail('Folders are named after --merge, and only there.');
    const missing = positionals.find((folder) => !existsSync(folder));
    if (missing) fail(`There is no folder ${missing}.`);
    return { ...values, shard: readShard(values.shard), folders: positionals };
  } catch (error) {
    return fail((error as Error).message.replace(/\. .*$/s, '.'));
  }
}

function readShard(text: string | undefined) {
  if (text === undefined) return undefined;
  const [, at = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (at < 1 || at > of) fail(`“${text}” is no shard: the third of four is 3/4.`);
  return { at, of };
}

function fail(why: string): never {
  console.error(`${why}\n\n${usage}`);
  process.exit(2);
}
