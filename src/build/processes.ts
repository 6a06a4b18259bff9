/** A build by several processes, each of which makes a shard of the pages. */
import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../library/problems.ts';
import type { Reading } from '../library/works.ts';
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
  | { lines: Lines; problems: readonly Problem[]; faulty: boolean };

/** Builds the whole site from nothing and returns what is wrong with the library. */
export async function buildInProcesses(
  processes: number,
  site: string,
  ledger: Ledger,
  progress: Progress,
): Promise<readonly Problem[]> {
  // Within the project: what Astro writes there has to find its packages.
  const scratch = join('.cache', `shards-${process.pid}`);
  const shards = Array.from({ length: processes }, (_, i) => ({ at: i + 1, of: processes }));
  try {
    const told = await Promise.all(
      shards.map((shard) => run({ site, scratch: join(scratch, String(shard.at)), shard }, ledger, progress)),
    );
    cpSync(join(scratch, '1', 'site'), site, { recursive: true });
    return told[0] ?? [];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Has a process do its part. */
function run(task: Task, ledger: Ledger, progress: Progress): Promise<readonly Problem[]> {
  const child: ChildProcess = fork(join('src', 'build', 'process.ts'), [JSON.stringify(task)]);
  let problems: readonly Problem[] | undefined;
  child.on('message', (news: News) => {
    if ('reading' in news && task.shard.at === 1) progress.read(news.reading);
    if ('missing' in news) progress.begin(news.pages, news.missing);
    if ('made' in news) progress.made(news.made);
    if (!('lines' in news)) return;
    ledger.add(news.lines);
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
