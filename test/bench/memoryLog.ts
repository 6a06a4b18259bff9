/** Loaded into a process with `--import`: leaves what the process held in the file `BENCH_MEMORY`. */
import { writeFileSync } from 'node:fs';

/** The look that saw most, and the most that the system has seen, in bytes. */
export interface Seen extends NodeJS.MemoryUsage {
  most: number;
}

const file = process.env['BENCH_MEMORY'];
let seen = process.memoryUsage();
if (file) {
  setInterval(() => {
    const now = process.memoryUsage();
    if (now.rss > seen.rss) seen = now;
  }, 20).unref();
  process.on('exit', () => {
    const most = process.resourceUsage().maxRSS * 1024;
    writeFileSync(file, JSON.stringify({ ...seen, most } satisfies Seen));
  });
}
