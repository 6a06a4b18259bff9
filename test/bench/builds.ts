/** How long libraries take to build beside the floor and the peers, and after an edit. */
import { appendFileSync, globSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { measure, median, type Usage } from './measure.ts';
import { type Builder, bareAstro, floor, peers, writeTexts } from './peers.ts';

/** What `npm run build` has Node do. */
export const build = manifest.scripts.build.split(' ').slice(1);

export const fleuron: Builder = {
  name: 'Fleuron',
  write: writeTexts,
  call: (content, site) => ({
    command: process.execPath,
    args: [...build, '--outDir', resolve(site)],
    cwd: '.',
    ...{ content },
  }),
};

/** Fleuron in one process. */
const alone: Builder = {
  ...fleuron,
  name: 'Fleuron, one process',
  call: (content, site) => ({
    command: process.execPath,
    args: [...build, '--shard', '1/1', '--outDir', resolve(site)],
    cwd: '.',
    ...{ content },
  }),
};

interface Row extends Usage {
  name: string;
  files: number;
  megabytes: number;
}

/** Builds so many chapters from nothing, each builder in turn, several times; then Fleuron after an edit. */
export async function builds(work: string, chapters: number, runs: number): Promise<Row[]> {
  const builders = [floor, ...peers(), bareAstro, alone, fleuron];
  const content = (builder: Builder) =>
    join(work, `${builder.write === writeTexts ? 'texts' : builder.name}-${chapters}`);
  for (const each of new Set(builders.map(content)))
    builders.find((builder) => content(builder) === each)?.write(each, chapters);
  const figures = new Map<Builder, Usage[]>(builders.map((builder) => [builder, []]));
  const last = new Map<Builder, string>();
  for (let i = 0; i < runs; i += 1)
    for (const builder of builders) {
      // To delete thousands of files slows a disk for minutes: each run has a folder of its own.
      const run = join(work, `${builder.name.replace(/\W+/g, '-')}-${chapters}-${i}`);
      mkdirSync(run, { recursive: true });
      const { command, args, cwd } = builder.call(content(builder), join(run, 'site'));
      figures
        .get(builder)
        ?.push(await measure(command, args, { cwd, env: environment(content(builder), run) }));
      last.set(builder, run);
    }
  const rows = builders.map((builder) => ({
    name: builder.name,
    ...median(figures.get(builder) ?? []),
    ...sizeOf(join(last.get(builder) ?? '', 'site')),
  }));
  const run = last.get(fleuron) ?? '';
  const edited: Usage[] = [];
  for (let i = 0; i < runs; i += 1) {
    appendFileSync(join(content(fleuron), 'works', 'work-001', '07.txt'), `\nEdit ${i} came last.\n`);
    const { command, args, cwd } = fleuron.call(content(fleuron), join(run, 'site'));
    edited.push(await measure(command, args, { cwd, env: environment(content(fleuron), run) }));
  }
  rows.push({ name: 'Fleuron after an edit', ...median(edited), ...sizeOf(join(run, 'site')) });
  return rows;
}

function environment(content: string, run: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    FLEURON_CONTENT: content,
    FLEURON_CACHE: resolve(run, 'cache'),
  };
}

function sizeOf(site: string): { files: number; megabytes: number } {
  const files = globSync('**', { cwd: site })
    .map((path) => statSync(join(site, path)))
    .filter((stat) => stat.isFile());
  return { files: files.length, megabytes: files.reduce((sum, { size }) => sum + size, 0) / 1e6 };
}

/** The same as a table's rows, with each wall beside the others'. */
export function buildRows(rows: Row[]): Record<string, Record<string, string>> {
  const others = rows.filter(({ name }) => name === 'Eleventy' || name === 'Hugo');
  return Object.fromEntries(
    rows.map(({ name, wall, cpu, rss, files, megabytes }) => [
      name,
      {
        wall: `${wall.toFixed(1)} s`,
        cpu: `${cpu.toFixed(1)} s`,
        'peak of a process': `${Math.round(rss / 1e6)} MB`,
        ...Object.fromEntries(others.map((other) => [`× ${other.name}`, (wall / other.wall).toFixed(2)])),
        files: files.toLocaleString('en'),
        output: `${megabytes.toFixed(0)} MB`,
      },
    ]),
  );
}

/** Exponent e of growth: n times the chapters take n^e times as long. */
export const growth = (small: Row[], large: Row[], times: number): Record<string, string> =>
  Object.fromEntries(
    small.flatMap(({ name, cpu }) => {
      const same = large.find((row) => row.name === name);
      return same ? [[name, (Math.log(same.cpu / cpu) / Math.log(times)).toFixed(2)]] : [];
    }),
  );
