import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shard } from './prerenderer.ts';

/** What a shard says of itself, in a file that the site is without. */
interface Label extends Shard {
  /** Digest of all pages of the site that it is a shard of. */
  whole: string;
}

const labelFile = 'shard.json';

/** These folders are not one site: whose they are has to mend it. */
export class Mismatch extends Error {}

/** Says of a folder which shard it holds. */
export const label = (folder: string, said: Label): void =>
  writeFileSync(join(folder, labelFile), JSON.stringify(said));

/**
 * Puts the shards of one site together in a folder that is emptied first. All of them have to be there, and what
 * several hold has to be the same in all: where it is not, they were built from different texts, and a `Mismatch` says so.
 */
export function merge(shards: string[], site: string): void {
  checkLabels(shards);
  const holders = new Map<string, string>();
  // `globSync` would leave out `.well-known` and `.nojekyll`.
  for (const shard of shards)
    for (const path of readdirSync(shard, { recursive: true, encoding: 'utf8' })) {
      if (path === labelFile || !statSync(join(shard, path)).isFile()) continue;
      const holder = holders.get(path);
      if (holder && !readFileSync(join(holder, path)).equals(readFileSync(join(shard, path))))
        throw new Mismatch(
          `${path} is not the same in ${holder} and ${shard}: build every shard from the same content.`,
        );
      holders.set(path, shard);
    }
  // A repository that is published from there stays one.
  for (const name of existsSync(site) ? readdirSync(site) : [])
    if (name !== '.git') rmSync(join(site, name), { recursive: true });
  for (const [path, shard] of holders) cpSync(join(shard, path), join(site, path));
}

/** Throws unless these folders are all shards of one site. */
function checkLabels(shards: string[]): void {
  const labels = shards.map((folder) => ({ folder, ...labelOf(folder) }));
  const [first] = labels;
  for (const { folder, of, whole } of labels)
    if (of !== first?.of || whole !== first.whole)
      throw new Mismatch(
        `${folder} and ${first?.folder} are no shards of one site: build all of them from the same content, as shards of as many.`,
      );
  for (let at = 1; at <= (first?.of ?? 0); at += 1)
    if (!labels.some((each) => each.at === at))
      throw new Mismatch(`Shard ${at}/${first?.of} is missing: name the folders of all of them.`);
}

function labelOf(folder: string): Label {
  const path = join(folder, labelFile);
  if (!existsSync(path))
    throw new Mismatch(
      `${folder} holds no shard: build it with --shard 1/2 --outDir ${folder}, or the like.`,
    );
  return JSON.parse(readFileSync(path, 'utf8'));
}
