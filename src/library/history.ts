/** What git remembers of the author's files: the names they had, those that are gone, and when each was last changed. */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { contentDir } from './places.ts';

/** Paths are from the project's root, as on the shelf. */
export interface History {
  /** Every name that a file had before, latest first, with the name it has now. */
  renamed: Map<string, string>;
  /** Files that are gone, latest first, each with git's name for its last bytes and the day it went: `2024-05-31`. */
  deleted: Map<string, { blob: string; day: string }>;
  /** Seconds since 1970 of the last commit that changed a file's bytes. */
  changed: Map<string, number>;
  /** The same of the first, under whatever name the file had then. */
  begun: Map<string, number>;
  /** Whether the clone lacks the older part of the history. */
  shallow: boolean;
}

let known: History | undefined;

/** The history of the works' files, asked for once a build. Without git, or outside of it, there is none. */
export function history(): History {
  known ??= readHistory();
  return known;
}

/** When a file was first committed and when last, in seconds since 1970; nothing where the older history is not here. */
export function commitsOf(file: string): { first?: number; last?: number } {
  const { begun, changed, shallow } = history();
  const [first, last] = [begun.get(file), changed.get(file)];
  return shallow || first === undefined || last === undefined ? {} : { first, last };
}

/** The day of a commit, by UTC. */
export const dayAt = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** The bytes that git keeps under that name. */
export const blobBytes = (blob: string): Uint8Array => git('cat-file', 'blob', blob) ?? new Uint8Array();

function git(...call: string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['-C', contentDir, ...call], {
    maxBuffer: 1024 ** 3,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : undefined;
}

/** Walks from the latest commit to the first, so that each name is known by what became of it. */
function readHistory(): History {
  const history: History = {
    renamed: new Map(),
    deleted: new Map(),
    changed: new Map(),
    begun: new Map(),
    shallow: false,
  };
  const log = git(
    ...[
      '-c',
      'log.showSignature=false',
      'log',
      '--topo-order',
      '--relative',
      '--raw',
      '--no-abbrev',
      '-z',
      '-M',
      '--format=@%ct',
    ],
    ...['--', 'works'],
  );
  const tokens = (log?.toString('utf8') ?? '').split('\0');
  /** What a name of that time is called now; nothing where the file is gone. */
  const today = new Map<string, string | undefined>();
  const now = (path: string) => (today.has(path) ? today.get(path) : path);
  let seconds = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = (tokens[i] ?? '').trim();
    if (token.startsWith('@')) seconds = Number(token.slice(1));
    if (!token.startsWith(':')) continue;
    const [, , blob = '', , change = ''] = token.split(' ');
    const path = pathOf(tokens[++i]);
    if (change.startsWith('R')) {
      const file = now(pathOf(tokens[++i]));
      today.set(path, file);
      if (file === undefined) continue;
      if (!history.renamed.has(path) && file !== path) history.renamed.set(path, file);
      if (change !== 'R100') touch(history, file, seconds);
    } else if (change === 'D') {
      today.set(path, undefined);
      if (!history.deleted.has(path)) history.deleted.set(path, { blob, day: dayAt(seconds) });
    } else {
      touch(history, now(path), seconds);
      // What had that name before the file was made is another file.
      if (change === 'A') today.set(path, undefined);
    }
  }
  // A library that git does not track has no history to lack.
  if (tokens.length > 1)
    history.shallow = git('rev-parse', '--is-shallow-repository')?.toString().trim() === 'true';
  return history;
}

const pathOf = (token = '') => relative(process.cwd(), join(contentDir, token));

function touch({ begun, changed }: History, file: string | undefined, seconds: number): void {
  if (file === undefined) return;
  begun.set(file, seconds);
  if (!changed.has(file)) changed.set(file, seconds);
}
