/** `npm run dev`, as an author has it open beside the text. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 50_000, interval: 100 };

const story = 'The lamp went out on the eleventh of November, and the whole house knew of it by noon.\n';
const files = {
  'works/kiln/work.yaml': 'titel: The Kiln\n',
  'works/kiln/01-ash.txt': `${story}\n***\n\n${story}`,
  'works/kiln/02-ember.txt': `---\ndraft: true\n---\n\n${story}`,
};
// Outside the project, whose caches are not watched.
const folder = mkdtempSync(join(tmpdir(), 'fleuron-dev-'));
let server: ChildProcess;
let front = '';

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as { port: number };
  socket.close();
  await once(socket, 'close');
  return port;
}

/** The page at that address, once there is one. */
const page = (path: string) =>
  vi.waitFor(async () => {
    const answer = await fetch(front + path);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.text();
  }, patience);

beforeAll(async () => {
  mkdirSync(join(folder, 'works', 'kiln'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  // Links that lead back up are no end of folders to watch.
  mkdirSync(join(folder, 'loops'));
  for (const name of ['one', 'two']) symlinkSync('..', join(folder, 'loops', name));
  const port = await freePort();
  front = `http://127.0.0.1:${port}/`;
  // Astro serves nothing where it takes itself for part of a test; the other names are vitest's own, too.
  const shell = { ...process.env };
  for (const name of ['BASE_URL', 'DEV', 'MODE', 'NODE_ENV', 'PROD', 'SSR', 'VITEST']) delete shell[name];
  const astro = 'node_modules/astro/bin/astro.mjs';
  server = spawn(process.execPath, [astro, 'dev', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: 'ignore',
    env: {
      ...shell,
      ASTRO_TELEMETRY_DISABLED: '1',
      ASTRO_DEV_BACKGROUND: '0',
      FLEURON_CONTENT: folder,
      FLEURON_CACHE: join(folder, 'cache'),
    },
  });
}, 60_000);

afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  rmSync(folder, { recursive: true });
});

test('a page says what was decided in its file, and where a setting is wrong', async () => {
  const chapter = await page('kiln/ash/');
  expect(chapter).toContain('<details class="report"');
  expect(chapter).toMatch(/Line 3:<\/strong> Scene break/);
  expect(await page('')).toMatch(/work\.yaml, line 1:<\/strong> There is no setting “titel” here/);
});

test('a draft is there, and marked', async () => {
  expect(await page('kiln/')).toMatch(/Ember<\/span>.*<strong class="pending"><bdi[^>]*>Draft</);
  expect(await page('kiln/ember/')).toContain('eleventh of November');
});

const path = (name: string) => join(folder, 'works', 'kiln', name);

/** Waits until the page at that address shows these words. */
const expectOn = (address: string, words: string | RegExp) =>
  vi.waitFor(async () => expect(await page(address)).toMatch(words), patience);

const expectGone = (address: string) =>
  vi.waitFor(async () => expect((await fetch(front + address)).status).toBe(404), patience);

test('an edit is on the page', async () => {
  appendFileSync(path('01-ash.txt'), '\nNobody lit it again.\n');
  await expectOn('kiln/ash/', 'Nobody lit it again.');
});

test('a new title is on the page, on its neighbour’s and in the contents', async () => {
  writeFileSync(path('02-ember.txt'), `---\ntitle: Glow\n---\n\n${story}`);
  await expectOn('kiln/ash/', 'Glow');
  await expectOn('kiln/', 'Glow');
});

test('a chapter is there when its file is, and with the name that it has', async () => {
  writeFileSync(path('03-smoke.txt'), story);
  await expectOn('kiln/smoke/', 'eleventh of November');
  renameSync(path('03-smoke.txt'), path('03-soot.txt'));
  await expectOn('kiln/soot/', 'eleventh of November');
  await expectGone('kiln/smoke/');
  rmSync(path('03-soot.txt'));
  await expectGone('kiln/soot/');
});

test('a file that an editor puts in the place of another is read', async () => {
  writeFileSync(path('.01-ash.txt.swp'), `${story}\nIt was replaced.\n`);
  renameSync(path('.01-ash.txt.swp'), path('01-ash.txt'));
  await expectOn('kiln/ash/', 'It was replaced.');
});

test('a work that comes as a folder is there, and so is what is written into it later', async () => {
  mkdirSync(join(folder, 'works', 'sea'));
  writeFileSync(join(folder, 'works', 'sea', '01-calm.txt'), story);
  await expectOn('sea/calm/', 'eleventh of November');
  appendFileSync(join(folder, 'works', 'sea', '01-calm.txt'), '\nThe tide turned.\n');
  await expectOn('sea/calm/', 'The tide turned.');
});

test('settings of a work and of the site, and a theme, are there when they are saved', async () => {
  writeFileSync(path('work.yaml'), 'title: The Lime Kiln\n');
  await expectOn('kiln/ash/', 'The Lime Kiln');
  writeFileSync(join(folder, 'site.yaml'), 'title: Anselm’s shelf\n');
  await expectOn('', 'Anselm’s shelf');
  writeFileSync(join(folder, 'theme.css'), ':root { --leading-story: 1.77; --no-such: 1 }\n');
  await vi.waitFor(async () => {
    const [, sheet = ''] = /href="?\/(_astro\/reading[^">\s]*)/.exec(await page('kiln/ash/')) ?? [];
    expect(await page(sheet)).toContain('1.77');
  }, patience);
  await expectOn('', /theme\.css, line 1:/);
});
