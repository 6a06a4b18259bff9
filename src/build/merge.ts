import { cpSync, existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts the shards of one site together in a folder that is emptied first. What several shards hold has to be the same
 * in all of them: where it is not, they were built from different texts, and an error names the file.
 */
export function merge(shards: string[], site: string): void {
  const holders = new Map<string, string>();
  for (const shard of shards)
    for (const path of globSync('**', { cwd: shard })) {
      if (!statSync(join(shard, path)).isFile()) continue;
      const holder = holders.get(path);
      if (holder && !readFileSync(join(holder, path)).equals(readFileSync(join(shard, path))))
        throw new Error(
          `${path} is not the same in ${holder} and ${shard}: build every shard from the same content.`,
        );
      holders.set(path, shard);
    }
  if (existsSync(site)) rmSync(site, { recursive: true });
  for (const [path, shard] of holders) cpSync(join(shard, path), join(site, path));
}
