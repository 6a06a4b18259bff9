/** What a command and all that it starts take, as Linux counts it in /proc. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Seconds. */
  wall: number;
  cpu: number;
  /** Bytes of the process that held most. */
  rss: number;
}

/** Milliseconds between two looks. What a process uses after the last one is not counted. */
const pause = 40;
/** Ticks a second in /proc, on every Linux that matters: see proc(5). */
const ticks = 100;

/** Runs a command to its end; throws with what it printed where that is a failure. */
export async function measure(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Usage> {
  const seen = new Map<number, { cpu: number; rss: number }>();
  const start = performance.now();
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data;
    });
  const looking = setInterval(() => look(child.pid ?? 0, seen), pause);
  const status = await new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('exit', ended);
  });
  const wall = (performance.now() - start) / 1000;
  clearInterval(looking);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}.\n${said}`);
  const all = [...seen.values()];
  return {
    wall,
    cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
    rss: Math.max(...all.map(({ rss }) => rss)),
  };
}

/** Notes what a process and its descendants have used until now. */
function look(root: number, seen: Map<number, { cpu: number; rss: number }>): void {
  const parents = new Map<number, number>();
  const stats = new Map<number, string[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = contentOf(`/proc/${name}/stat`)
      ?.replace(/^.*\) /s, '')
      .split(' ');
    if (!stat) continue;
    parents.set(Number(name), Number(stat[1]));
    stats.set(Number(name), stat);
  }
  for (const [pid, stat] of stats) {
    let at: number | undefined = pid;
    while (at && at !== root) at = parents.get(at);
    const status = at && contentOf(`/proc/${pid}/status`);
    if (!status) continue;
    const [, peak = 0] = /VmHWM:\s+(\d+)/.exec(status) ?? [];
    seen.set(pid, {
      cpu: (Number(stat[11]) + Number(stat[12])) / ticks,
      rss: Math.max(Number(peak) * 1024, seen.get(pid)?.rss ?? 0),
    });
  }
}

/** The text of a file in /proc, unless its process has ended. */
function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The middle of several runs, by each figure. */
export function median(runs: Usage[]): Usage {
  const middle = (of: (run: Usage) => number) =>
    runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
  return { wall: middle((run) => run.wall), cpu: middle((run) => run.cpu), rss: middle((run) => run.rss) };
}
