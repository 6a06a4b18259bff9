/**
 * The manuscript cache: a file is parsed once per change, whoever asks.
 *
 * A key covers the file's bytes, the options handed down to it and the engine's own code with its
 * libraries, so that an edited plugin can never leave stale HTML behind.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readManuscript } from '../manuscript/index.ts';
import type {
  Manuscript,
  ManuscriptChapter,
  Message,
  Note,
  ReadingOptions,
} from '../manuscript/manuscript.ts';
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

/** One file for all manuscripts: to make a thousand of them costs a disk four times as much as their rows here. */
const file = join(cacheDir, 'manuscripts.db');

let opened: DatabaseSync | undefined;

/** The cache's table, which other builds may share. */
function database(): DatabaseSync {
  if (opened) return opened;
  mkdirSync(cacheDir, { recursive: true });
  const made = new DatabaseSync(file, { timeout: 10_000 });
  // What a crash leaves unwritten is parsed again.
  made.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS manuscripts
      (key TEXT PRIMARY KEY, outline TEXT NOT NULL, messages TEXT NOT NULL, texts BLOB NOT NULL);
  `);
  opened = made;
  return made;
}

/** What the use of the cache gives. A cache that is no longer whole is thrown away, and a new one begun. */
function use<Given>(task: (cache: DatabaseSync) => Given): Given {
  try {
    return task(database());
  } catch (error) {
    if (!isDamage(error)) throw error;
    opened?.close();
    opened = undefined;
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    return task(database());
  }
}

/** A table of another shape, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB: see https://sqlite.org/rescode.html. */
const damages = new Set([1, 10, 11, 26]);
const isDamage = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error && 'errcode' in error && damages.has(Number(error.errcode) & 255));

let version: string | undefined;

/** Digest of every source file of the engine, of the lock file that names its libraries' versions, and of this cache. */
function engineVersion(): string {
  if (version) return version;
  const hash = createHash('sha256');
  const engine = join('src', 'manuscript');
  for (const name of readdirSync(engine).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(engine, name)));
  }
  for (const file of ['package-lock.json', join('src', 'library', 'manuscripts.ts')])
    if (existsSync(file)) hash.update(readFileSync(file));
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

/** A manuscript without its texts, and without what needs nobody's attention: what a whole library is read for. */
export interface Outline extends Omit<Manuscript, 'chapters'> {
  chapters: ChapterOutline[];
}
export type ChapterOutline = Omit<ManuscriptChapter, 'html' | 'notes'> & { notes: Omit<Note, 'html'>[] };

/** The texts of a manuscript one after another, each with its end: as JSON they would take twice as long. */
const textsOf = ({ chapters }: Manuscript): string =>
  chapters
    .flatMap(({ html, notes }) => [html, ...notes.map((note) => note.html)])
    .map((text) => text + end)
    .join('');

/** A sign that is in no text: a file's are taken out as it is decoded, and HTML has none. */
const end = '\0';

/** The whole manuscript again. */
function joined(outline: Outline, messages: Message[], texts: string): Manuscript {
  const all = texts.split(end);
  let next = 0;
  const withText = <Part>(part: Part) => ({ ...part, html: all[next++] ?? '' });
  const chapters = outline.chapters.map((chapter) => ({
    ...withText(chapter),
    notes: chapter.notes.map(withText),
  }));
  if (all.length !== next + 1) throw new SyntaxError('The texts are not whole.');
  return { ...outline, messages, chapters };
}

const outlineOf = ({ chapters, messages, ...rest }: Manuscript): Outline => ({
  ...rest,
  messages: messages.filter(({ severity }) => severity !== 'info'),
  chapters: chapters.map(({ html: _, notes, ...chapter }) => ({
    ...chapter,
    notes: notes.map(({ html: _, ...note }) => note),
  })),
});

/** Reads a manuscript's outline from the cache, or parses the manuscript and keeps it there. */
export async function parseOnce(
  key: string,
  bytes: Uint8Array,
  path: string,
  options: ReadingOptions,
): Promise<Outline> {
  const known = use((cache) => {
    const row = cache.prepare('SELECT outline FROM manuscripts WHERE key = ?').get(key);
    return row && (JSON.parse(String(row['outline'])) as Outline);
  });
  if (known) return known;
  const manuscript = await readManuscript(bytes, path, options);
  const outline = JSON.stringify(outlineOf(manuscript));
  use((cache) =>
    cache
      .prepare('INSERT OR REPLACE INTO manuscripts VALUES (?, ?, ?, CAST(? AS BLOB))')
      .run(key, outline, JSON.stringify(manuscript.messages), textsOf(manuscript)),
  );
  // A title cut out of a text is to V8 a window on it, and would hold the whole text for as long as it is known.
  return JSON.parse(outline);
}

/** Those that were asked for last: a chapter's page and that of its whole work stand near each other in a build. */
const atHand = new Map<string, Manuscript>();
const mostAtHand = 64;

/** The manuscript under that key, if it is in the cache and whole. */
export function cachedManuscript(key: string): Manuscript | undefined {
  const manuscript = atHand.get(key) ?? fromCache(key);
  if (!manuscript) return undefined;
  atHand.delete(key);
  atHand.set(key, manuscript);
  const [oldest] = atHand.keys();
  if (oldest && atHand.size > mostAtHand) atHand.delete(oldest);
  return manuscript;
}

const fromCache = (key: string): Manuscript | undefined =>
  use((cache) => {
    const row = cache.prepare('SELECT outline, messages, texts FROM manuscripts WHERE key = ?').get(key);
    if (!row) return undefined;
    // Bytes, which Node turns into a string in half the time that its SQLite takes for a text.
    const texts = Buffer.from(row['texts'] as Uint8Array).toString();
    return joined(JSON.parse(String(row['outline'])), JSON.parse(String(row['messages'])), texts);
  });

/** Removes every cached manuscript that no chapter of the library uses any more. */
export function pruneManuscripts(used: ReadonlySet<string>): void {
  use((cache) => {
    const remove = cache.prepare('DELETE FROM manuscripts WHERE key = ?');
    for (const { key } of cache.prepare('SELECT key FROM manuscripts').all())
      if (!used.has(String(key))) remove.run(String(key));
  });
}
