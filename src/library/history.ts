/** What git remembers of the author's files: the names they had, those that are gone, and when each was last changed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
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
  /** Why git tells nothing of a history that may be here, in its own words. */
  refusal?: string;
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
export const blobBytes = (blob: string): Uint8Array => git('cat-file', 'blob', blob).said ?? new Uint8Array();

/** What git said to a call, or else why it said nothing. */
function git(...call: string[]): { said?: Buffer; refusal?: string } {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', contentDir, ...call], {
    maxBuffer: 1024 ** 3,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status === 0) return { said: stdout };
  return { refusal: error?.message ?? stderr.toString().split('\n', 1)[0] ?? '' };
}

/** What git says where there is no history, of which nobody needs to be told. */
const noHistory = /not a git repository \(or any|does not have any commits yet/;

/** Whether git's own folder lies in the library's or in one above it. */
function isTracked(folder = resolve(contentDir)): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isTracked(dirname(folder));
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
  const { said: log, refusal } = git(
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
  if (refusal !== undefined && !noHistory.test(refusal) && isTracked()) history.refusal = refusal;
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
    history.shallow = git('rev-parse', '--is-shallow-repository').said?.toString().trim() === 'true';
  return history;
}

const pathOf = (token = '') => relative(process.cwd(), join(contentDir, token));

function touch({ begun, changed }: History, file: string | undefined, seconds: number): void {
  if (file === undefined) return;
  begun.set(file, seconds);
  if (!changed.has(file)) changed.set(file, seconds);
}
