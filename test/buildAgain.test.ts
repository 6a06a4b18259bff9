/**
 * Builds after a build: whatever was edited meanwhile, the site is to the byte what Astro alone makes of the same files
 * from nothing; so it is when shards of it are made apart.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from './bench/text.ts';

/** A copy of the project, so that its code can be edited, too. */
const project = join('.cache', 'test-again');
const { BASE_URL: _, DEV: __, MODE: ___, NODE_ENV: ____, PROD: _____, SSR: ______, ...shell } = process.env;
const story = (about: string) =>
  `${about} went out on the eleventh of November.\n\n***\n\n“So it did,” said Anselm, and thought of ${about}.\n`;

const inside = (path: string) => join(project, 'content', path);
function write(path: string, text: string): void {
  mkdirSync(dirname(inside(path)), { recursive: true });
  writeFileSync(inside(path), text);
}

/** What an author, or whoever works on Fleuron, may do between two builds. */
const edits: Record<string, () => void> = {
  'a text': () => appendFileSync(inside('works/kiln/02-ember.txt'), '\nNobody lit it again.\n'),
  'a chapter’s title': () =>
    write('works/kiln/03-ash.md', `---\ntitle: Cinders\n---\n\n${story('The fire')}`),
  'a work’s settings': () =>
    write('works/kiln/work.yaml', 'title: The Kiln\nstatus: complete\nrating: Mature\n'),
  'a work’s title and tags': () =>
    write('works/salt/work.yaml', 'title: Salt\ntags: [sea, rope]\nauthors: Ysolde Marrow\n'),
  'words on a page': () => write('works/sea/work.yaml', 'title: The Sea\npage-words: 500\n'),
  'a chapter on several pages': () =>
    appendFileSync(inside('works/sea/02-swell.txt'), story('The bell').repeat(30)),
  'a work’s volumes': () =>
    write('works/sea/work.yaml', 'title: The Sea\npage-words: 600\nvolumes: {Ebb: calm, Flood: swell}\n'),
  'a draft that is none any more': () => write('works/sea/03-storm.txt', story('The mast')),
  'a chapter’s file name': () =>
    renameSync(inside('works/salt/01-rope.txt'), inside('works/salt/01-tar.txt')),
  'a chapter in the middle': () => write('works/kiln/02b-smoke.txt', story('The chimney')),
  'a chapter gone': () => rmSync(inside('works/salt/02-tide.txt')),
  'a work in one file': () => write('works/alone.txt', story('The lamp')),
  'the site’s title': () =>
    write('site.yaml', 'title: Another library\nauthor: Anselm Vane\naddress: https://example.org/a/\n'),
  'a theme': () => write('theme.css', ':root { --leading-story: 1.7; }\n'),
  'a file of the owner’s': () => {
    mkdirSync(join(project, 'public'), { recursive: true });
    writeFileSync(join(project, 'public', 'map.txt'), 'Here be kilns.\n');
  },
  'the engine': () =>
    appendFileSync(join(project, 'src/manuscript/index.ts'), '\n// A change that changes nothing.\n'),
  'a component': () => {
    const path = join(project, 'src/components/WorkHead.astro');
    writeFileSync(path, readFileSync(path, 'utf8').replace('<h1>', '<h1 class="edited">'));
  },
  'a date that says nothing': () => utimesSync(inside('works/kiln/01-spark.txt'), 1e9, 1e9),
};

const environment = (cache: string) => ({
  ...shell,
  ASTRO_TELEMETRY_DISABLED: '1',
  FLEURON_CACHE: resolve(project, cache),
});

function run(cache: string, ...call: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, call, {
    cwd: project,
    encoding: 'utf8',
    env: environment(cache),
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

const build = (...call: string[]) =>
  run('.cache', '--import', './src/commands/compiled.mjs', 'src/commands/build.ts', ...call);

/** What Astro alone makes of the files as they are. */
function fromNothing(): Record<string, string> {
  rmSync(join(project, '.cache-plain'), { recursive: true, force: true });
  run('.cache-plain', 'node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', 'plain');
  return contents('plain');
}

function contents(folder: string): Record<string, string> {
  const paths = globSync('**', { cwd: join(project, folder) }).filter((path) =>
    statSync(join(project, folder, path)).isFile(),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [path, readFileSync(join(project, folder, path), 'latin1')]),
  );
}

beforeAll(() => {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const part of [
    'src',
    'public',
    'astro.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ])
    if (existsSync(part)) cpSync(part, join(project, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  write('site.yaml', 'title: A library\nauthor: Anselm Vane\naddress: https://example.org/a/\n');
  for (const [name, about] of Object.entries({ '01-spark': 'The pilot light', '02-ember': 'The stove' }))
    write(`works/kiln/${name}.txt`, story(about));
  write('works/kiln/03-ash.md', `---\ntitle: Ash\n---\n\n${story('The fire')}`);
  write('works/kiln/work.yaml', 'title: The Kiln\nrating: Mature\n');
  write('works/sea/01-calm.txt', story('The gull'));
  write('works/sea/02-swell.txt', story('The buoy').repeat(40));
  write('works/sea/03-storm.txt', `---\ndraft: true\n---\n\n${story('The mast')}`);
  write('works/salt/01-rope.txt', story('The beacon'));
  write('works/salt/02-tide.txt', story('The moon'));
}, 120_000);

describe('a build after a build', () => {
  const random = seeded(7);
  const names = Object.keys(edits)
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  const rounds = Array.from({ length: 5 }, (_, i) => names.filter((__, at) => at % 5 === i));

  test('makes nothing where nothing was edited but what is made each time', () => {
    build();
    const before = contents('dist');
    const [, made = ''] = /(\d+) made/.exec(build()) ?? [];
    expect(contents('dist')).toEqual(before);
    expect(before).toEqual(fromNothing());
    const kept = Object.keys(before).filter((path) => /^(?:kiln|salt)\/.*html$/.test(path));
    expect(Number(made)).toBeLessThanOrEqual(Object.keys(before).length - kept.length);
  }, 120_000);

  test('makes one page where a text was edited, and those that tell of it', () => {
    appendFileSync(inside('works/kiln/01-spark.txt'), 'It was cold.\n');
    const page = (path: string) => statSync(join(project, 'dist', path)).mtimeMs;
    const [edited, beside] = [page('kiln/spark/index.html'), page('kiln/ash/index.html')];
    build();
    expect(page('kiln/spark/index.html')).toBeGreaterThan(edited);
    expect(page('kiln/ash/index.html')).toBe(beside);
  }, 60_000);

  test.each(rounds.map((round) => [round.join(', '), round] as const))(
    'after edits is what it would be from nothing: %s',
    (_, round) => {
      for (const name of round) edits[name]?.();
      build();
      expect(contents('dist')).toEqual(fromNothing());
    },
    120_000,
  );

  test('leaves what an owner put in the place of one of its files', () => {
    const ours = contents('dist')['robots.txt'];
    writeFileSync(join(project, 'public', 'robots.txt'), 'User-agent: *\nDisallow: /kiln/\n');
    build();
    expect(contents('dist')['robots.txt']).toBe('User-agent: *\nDisallow: /kiln/\n');
    rmSync(join(project, 'public', 'robots.txt'));
    build();
    expect(contents('dist')['robots.txt']).toBe(ours);
  }, 60_000);

  test('puts right what was done to its pages', () => {
    const before = contents('dist');
    const [page = ''] = Object.keys(before).filter((path) => /^kiln\/.+html$/.test(path));
    writeFileSync(join(project, 'dist', page), 'Overwritten.');
    writeFileSync(join(project, 'dist', 'stray.html'), 'Nobody made this.');
    build();
    expect(contents('dist')).toEqual(before);
  }, 60_000);

  test('makes everything where its folder is gone, and does not miss a page that went with it', () => {
    rmSync(join(project, 'dist'), { recursive: true });
    rmSync(inside('works/kiln/01-spark.txt'));
    build();
    expect(contents('dist')).toEqual(fromNothing());
  }, 60_000);
});

test.each([2, 4])(
  '%i shards put together are the whole site',
  (of) => {
    mkdirSync(join(project, 'public', '.well-known'), { recursive: true });
    writeFileSync(join(project, 'public', '.well-known', 'lamp.txt'), 'Lit.\n');
    build('--outDir', 'whole');
    const shards = Array.from({ length: of }, (_, i) => `shard-${i + 1}-of-${of}`);
    for (const [i, folder] of shards.entries()) build('--shard', `${i + 1}/${of}`, '--outDir', folder);
    build('--merge', ...shards, '--outDir', 'merged');
    expect(contents('merged')).toEqual(contents('whole'));
    expect(readFileSync(join(project, 'merged', '.well-known', 'lamp.txt'), 'utf8')).toBe('Lit.\n');
    const [one = '', ...others] = shards;
    expect(() => build('--merge', ...others, '--outDir', 'half')).toThrow(/^Shard 1\/\d is missing/);
    write('works/kiln/09-later.txt', story('The last lamp'));
    build('--shard', `1/${of}`, '--outDir', one);
    expect(() => build('--merge', ...shards, '--outDir', 'half')).toThrow(/are no shards of one site/);
    expect(existsSync(join(project, 'half'))).toBe(false);
    rmSync(inside('works/kiln/09-later.txt'));
  },
  180_000,
);

describe('a library that is built by several processes', () => {
  beforeAll(() => {
    const works = 40;
    rmSync(inside('works'), { recursive: true });
    for (const left of ['.astro', '.cache']) rmSync(join(project, left), { recursive: true, force: true });
    // From 2,000 chapter files on, a build from nothing takes every core that there is.
    for (let i = 0; i < 2000; i += 1)
      write(
        `works/work-${i % works}/${String(Math.floor(i / works) + 1).padStart(2, '0')}.txt`,
        story(`Lamp ${i}`),
      );
  });

  test('may be broken off: none of them goes on', async () => {
    const broken = spawn(process.execPath, ['src/commands/build.ts'], {
      cwd: project,
      env: environment('.cache'),
    });
    broken.stdout.once('data', () => broken.kill('SIGINT'));
    // Once all who write there are gone.
    await once(broken.stdout, 'close');
    expect(globSync('dist/**/index.html', { cwd: project }).length).toBeLessThan(2000);
  }, 120_000);

  test('is what one makes of it', () => {
    build();
    expect(readdirSync(join(project, '.cache', 'shards'))).toEqual([]);
    expect(contents('dist')).toEqual(fromNothing());
    build();
    appendFileSync(inside('works/work-7/09.txt'), 'It was cold.\n');
    expect(build()).toMatch(/^\S+ pages · \d{1,2} made, /m);
    expect(contents('dist')).toEqual(fromNothing());
  }, 240_000);
});
