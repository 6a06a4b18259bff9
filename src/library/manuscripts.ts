/**
 * The manuscript cache: a file is parsed once per change, whoever asks.
 *
 * A key covers the file's bytes, the options handed down to it and the engine's own code with its
 * libraries, so that an edited plugin can never leave stale HTML behind.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManuscript } from '../manuscript/index.ts';
import type { Manuscript, ReadingOptions } from '../manuscript/manuscript.ts';
import { cacheDir } from './places.ts';

quickenStrings();

/**
 * Astro has a class that extends String. V8 then keeps `String.prototype` as a dictionary, and each `charCodeAt` of the
 * engine's inner loops costs three times as much (measured on Node 24.21: 95 ms against 33 for seven million). Reading
 * properties off a String object some hundred times makes V8 lay the prototype out for speed again.
 */
function quickenStrings(): void {
  const string = Object('fleuron') as string;
  for (let i = 0; i < 500; i += 1) string.charCodeAt(i % string.length);
}

const folder = join(cacheDir, 'manuscripts');
const pathOf = (key: string) => join(folder, key.slice(0, 1), `${key}.json`);

/** Folders that are known to exist. */
const shards = new Set<string>();

let version: string | undefined;

/** Digest of every source file of the engine and of the lock file that names its libraries' versions. */
function engineVersion(): string {
  if (version) return version;
  const hash = createHash('sha256');
  const engine = join('src', 'manuscript');
  for (const name of readdirSync(engine).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(engine, name)));
  }
  if (existsSync('package-lock.json')) hash.update(readFileSync('package-lock.json'));
  version = hash.digest('hex');
  return version;
}

/** The cache key of a file's bytes, read under these options. */
export function manuscriptKey(bytes: Uint8Array, path: string, options: ReadingOptions): string {
  return createHash('sha256')
    .update(engineVersion())
    .update(JSON.stringify([path.replace(/^.*\./, ''), options]))
    .update(bytes)
    .digest('hex')
    .slice(0, 32);
}

/** Reads a manuscript from the cache, or parses it and keeps it there. */
export async function parseOnce(
  key: string,
  bytes: Uint8Array,
  path: string,
  options: ReadingOptions,
): Promise<Manuscript> {
  const known = cachedManuscript(key);
  if (known) return known;
  const manuscript = await readManuscript(bytes, path, options);
  const target = pathOf(key);
  const shard = dirname(target);
  if (!shards.has(shard)) mkdirSync(shard, { recursive: true });
  shards.add(shard);
  // A file that is cut short by a crash is no JSON, and so counts as missing.
  writeFileSync(target, JSON.stringify(manuscript));
  return manuscript;
}

let last: { key: string; manuscript: Manuscript } | undefined;

/** The manuscript under that key, if it is in the cache and whole. */
export function cachedManuscript(key: string): Manuscript | undefined {
  if (last?.key === key) return last.manuscript;
  const path = pathOf(key);
  // A build from nothing asks a thousand times in vain: looking is cheaper than an exception.
  if (!existsSync(path)) return undefined;
  try {
    const manuscript = JSON.parse(readFileSync(path, 'utf8')) as Manuscript;
    last = { key, manuscript };
    return manuscript;
  } catch {
    return undefined;
  }
}

/** Removes every cached manuscript that no chapter of the library uses any more. */
export function pruneManuscripts(used: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const shard of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, shard))) {
      if (!used.has(name.replace(/\..*$/, ''))) rmSync(join(folder, shard, name), { force: true });
    }
  }
}
