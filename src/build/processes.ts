/** A build by several processes, each of which makes a shard of the pages. */
import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../library/problems.ts';
import type { Reading } from '../library/readingChannel.ts';
import type { Ledger, Lines } from './ledger.ts';
import type { Shard } from './prerenderer.ts';
import type { Progress } from './progress.ts';

/** What a process is to do. */
export interface Task {
  site: string;
  /** Folder of the process's own, for what Astro writes besides pages. */
  scratch: string;
  shard: Shard;
}

/** What it says while it does. */
export type News =
  | { reading: Reading }
  | { pages: number; missing: number }
  | { made: number }
  | { lines: Lines; whole: string; problems: readonly Problem[]; faulty: boolean };

/** Within the project: what Astro writes there has to find its packages. */
const scratches = join('.cache', 'shards');

/** Builds the whole site from nothing and returns what is wrong with the library. */
export async function buildInProcesses(
  processes: number,
  site: string,
  ledger: Ledger,
  progress: Progress,
): Promise<readonly Problem[]> {
  sweep();
  prepare();
  const tasks = Array.from({ length: processes }, (_, i) => ({
    site,
    scratch: join(scratches, `${process.pid}-${i + 1}`),
    shard: { at: i + 1, of: processes },
  }));
  try {
    // What a build left that was broken off and had this one's number.
    for (const { scratch } of tasks) rmSync(scratch, { recursive: true, force: true });
    const wholes = new Set<string>();
    const [problems = []] = await Promise.all(tasks.map((task) => run(task, ledger, progress, wholes)));
    if (wholes.size > 1) throw new Error('The texts changed while they were read. Build again.');
    cpSync(join(tasks[0]?.scratch ?? '', 'site'), site, { recursive: true });
    return problems;
  } finally {
    for (const { scratch } of tasks) rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Writes what Astro would in each process by way of one temporary file: the process that comes second finds it gone.
 * Astro leaves a file alone that says already what it would write.
 */
function prepare(): void {
  mkdirSync('.astro', { recursive: true });
  for (const name of ['content-assets.mjs', 'content-modules.mjs'])
    writeFileSync(join('.astro', name), 'export default new Map();');
}

/** Removes what builds left that were broken off. */
function sweep(): void {
  if (!existsSync(scratches)) return;
  for (const name of readdirSync(scratches))
    if (!isRunning(Number.parseInt(name, 10))) rmSync(join(scratches, name), { recursive: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Has a process do its part. */
function run(
  task: Task,
  ledger: Ledger,
  progress: Progress,
  wholes: Set<string>,
): Promise<readonly Problem[]> {
  const child: ChildProcess = fork(join('src', 'build', 'process.ts'), [JSON.stringify(task)]);
  let problems: readonly Problem[] | undefined;
  child.on('message', (news: News) => {
    if ('reading' in news && task.shard.at === 1) progress.read(news.reading);
    if ('missing' in news) progress.begin(news.pages, news.missing);
    if ('made' in news) progress.made(news.made);
    if (!('lines' in news)) return;
    ledger.add(news.lines);
    wholes.add(news.whole);
    problems = news.problems;
    if (news.faulty) process.exitCode = 1;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('disconnect', () => {
      const { at, of } = task.shard;
      if (problems) done(problems);
      else failed(new Error(`Process ${at} of ${of} ended before its pages were made.`));
    });
  });
}
