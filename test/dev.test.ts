/** `npm run dev`, as an author has it open beside the text. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

test('an edit is on the page', async () => {
  appendFileSync(join(folder, 'works/kiln/01-ash.txt'), '\nNobody lit it again.\n');
  await vi.waitFor(async () => expect(await page('kiln/ash/')).toContain('Nobody lit it again.'), patience);
});
