/** What a build holds at its peak, and where: asked of the process itself, which alone can tell its heap from the rest. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './builds.ts';
import type { Seen } from './memoryLog.ts';
import { writeTexts } from './peers.ts';

/** Megabytes. */
export interface Memory {
  peak: number;
  /** When most was seen: what JavaScript holds, and room that its garbage collector keeps. */
  heap: number;
  /** Bytes and strings that lie outside of the heap. */
  external: number;
  /** V8's code, Rolldown, SQLite, libuv. */
  rest: number;
}

/** Builds so many chapters from nothing in one process, below `folder`. */
export function buildMemory(folder: string, chapters: number): Memory {
  writeTexts(join(folder, 'content'), chapters);
  const log = resolve(folder, 'memory.json');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', resolve('test/bench/memoryLog.ts')],
      ...[...build, '--shard', '1/1', '--outDir', resolve(folder, 'site')],
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        FLEURON_CONTENT: resolve(folder, 'content'),
        FLEURON_CACHE: resolve(folder, 'cache'),
        BENCH_MEMORY: log,
      },
    },
  );
  if (status !== 0) throw new Error(`The library was not built.\n${stdout}${stderr}`);
  const { most, rss, heapTotal, external } = JSON.parse(readFileSync(log, 'utf8')) as Seen;
  const inMegabytes = (bytes: number) => Math.round(bytes / 1e6);
  return {
    peak: inMegabytes(most),
    heap: inMegabytes(heapTotal),
    external: inMegabytes(external),
    rest: inMegabytes(rss - heapTotal - external),
  };
}
