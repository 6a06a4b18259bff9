/**
 * The ledger of an output folder: which pages the last build left there, and under which key each was made. A page
 * whose key stands in it under the same code, and whose file is as it was left, need not be made again.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cacheDir, contentDir } from '../library/places.ts';
import { host, site } from '../library/site.ts';

/** What was left in a page's file: under which key, how many bytes, when (milliseconds since 1970). */
type Line = [key: string, size: number, time: number];

/** Lines by the path of their page. */
export type Lines = [path: string, line: Line][];

export class Ledger {
  readonly #folder: string;
  readonly #file: string;
  readonly #code = codeDigest();
  readonly #before: Map<string, Line>;
  readonly #now = new Map<string, Line>();
  /** Digest of all pages that the site has, of which a build may make a part. */
  whole = '';

  /** That of the output folder, as the last build wrote it; empty where another code wrote it, or none. */
  constructor(folder: string) {
    this.#folder = folder;
    const name = createHash('sha1').update(relative('.', folder)).digest('hex').slice(0, 12);
    this.#file = join(cacheDir, 'ledgers', `${name}.json`);
    this.#before = new Map(read(this.#file, this.#code));
  }

  /** Whether the last build left no page that may stay. */
  get empty(): boolean {
    return this.#before.size === 0;
  }

  /** Whether that page is there as a build with this key would make it. If so, it stays. */
  keep(path: string, key: string | undefined): boolean {
    const line = this.#before.get(path);
    if (!line || key === undefined || line[0] !== key || !this.#isAsLeft(path, line)) return false;
    this.#now.set(path, line);
    return true;
  }

  /** Whether a page's file is the one that the last build wrote. */
  #isAsLeft(path: string, [, size, time]: Line): boolean {
    const stat = statSync(join(this.#folder, path), { throwIfNoEntry: false });
    return stat?.size === size && stat.mtimeMs === time;
  }

  /** Notes a page whose file has just been written. One without a key will be made at each build. */
  wrote(path: string, key: string | undefined): void {
    const { size, mtimeMs } = statSync(join(this.#folder, path));
    this.#now.set(path, [key ?? '', size, mtimeMs]);
  }

  /** The pages of this build, as another process wrote them. */
  get lines(): Lines {
    return [...this.#now];
  }

  add(lines: Lines): void {
    for (const [path, line] of lines) this.#now.set(path, line);
  }

  /** Empties the output folder but for the pages of the last build, which a crash must not take for this one's. */
  clear(): void {
    rmSync(this.#file, { force: true });
    clear(this.#folder, '', this.#before);
  }

  /**
   * Removes the pages that the last build made and this one did not, and writes the ledger down. What took the place of
   * such a page meanwhile is the owner's, from `public/`.
   */
  close(): void {
    for (const [path, line] of this.#before)
      if (!this.#now.has(path) && this.#isAsLeft(path, line)) this.#remove(path);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ code: this.#code, pages: this.lines }));
  }

  /** A page's file, and the folders that it leaves empty. Somebody may have removed them already. */
  #remove(path: string): void {
    rmSync(join(this.#folder, path), { force: true });
    for (let at = dirname(path); at !== '.'; at = dirname(at)) {
      const folder = join(this.#folder, at);
      if (existsSync(folder) && readdirSync(folder).length > 0) return;
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** The lines of a ledger that this code wrote. */
function read(file: string, ownCode: string): Lines {
  try {
    const { code, pages } = JSON.parse(readFileSync(file, 'utf8'));
    return code === ownCode ? pages : [];
  } catch {
    return [];
  }
}

/** Removes what lies in a folder and is no page of these. A repository that is published from there stays one. */
function clear(root: string, path: string, pages: ReadonlyMap<string, unknown>): void {
  const folder = join(root, path);
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path ? `${path}/${entry.name}` : entry.name;
    if (inside === '.git' || pages.has(inside)) continue;
    if (entry.isDirectory() && pages.size > 0) clear(root, inside, pages);
    else rmSync(join(root, inside), { recursive: true });
  }
}

/** Digest of all that stands on pages without being told in their keys: the code, its libraries, the owner's settings. */
function codeDigest(): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, host]));
  const files = [
    ...globSync('src/**/*.*').sort(),
    'astro.config.mjs',
    'package-lock.json',
    join(contentDir, 'site.yaml'),
    join(contentDir, 'theme.css'),
    ...(site.image ? [join(contentDir, site.image.file)] : []),
  ];
  for (const file of files) if (existsSync(file)) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
