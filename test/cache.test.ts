/** The manuscript cache: what it keeps, and what becomes of one that is damaged. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test, vi } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';

const folder = join('.cache', 'test-cache');
const file = join(folder, 'manuscripts.db');
const bytes = new TextEncoder().encode('The pilot light went out.\n\n***\n\nNobody lit it again.\n');

/** The cache as the next build meets it. */
async function nextBuild() {
  vi.stubEnv('FLEURON_CACHE', folder);
  vi.resetModules();
  return import('../src/library/manuscripts.ts');
}

/** Reads the chapter as a build does. */
async function read({ manuscriptKey, parseOnce }: Awaited<ReturnType<typeof nextBuild>>) {
  return parseOnce(manuscriptKey(bytes, 'a.txt', {}), bytes, 'a.txt', {});
}

/** A build that has ended: its process is gone, and with it what it held open. */
function earlierBuild(): void {
  const code = `
    const { manuscriptKey, parseOnce } = await import('./src/library/manuscripts.ts');
    const bytes = new Uint8Array(${JSON.stringify([...bytes])});
    await parseOnce(manuscriptKey(bytes, 'a.txt', {}), bytes, 'a.txt', {});`;
  const env = { ...process.env, FLEURON_CACHE: folder };
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
}

/** Bytes of JavaScript's heap that are in use once all that can be is given back. */
function held(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

const rows = () => {
  const database = new DatabaseSync(file);
  const all = database.prepare('SELECT outline, messages, hex(texts) AS texts FROM manuscripts').all();
  database.close();
  return all.map(({ outline, ...rest }) => ({ outline: JSON.parse(String(outline)), ...rest }));
};

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

test('what one build read, the next one has', async () => {
  earlierBuild();
  const { cachedManuscript, manuscriptKey } = await nextBuild();
  expect(cachedManuscript(manuscriptKey(bytes, 'a.txt', {}))).toEqual(
    await readManuscript(bytes, 'a.txt', {}),
  );
  expect(cachedManuscript(manuscriptKey(bytes, 'a.txt', { language: 'fr' }))).toBeUndefined();
});

test('what is known of a library holds none of its texts', async () => {
  const { manuscriptKey, parseOnce } = await nextBuild();
  const known: unknown[] = [];
  const before = held();
  for (let i = 0; i < 60; i += 1) {
    const head = `Chapter ${i + 1}: The Keeper of the Northern Light\n\n`;
    const text = new TextEncoder().encode(
      head + 'The lamp had burned all night, and nobody came.\n\n'.repeat(2000),
    );
    known.push(await parseOnce(manuscriptKey(text, 'a.txt', {}), text, 'a.txt', {}));
  }
  expect(JSON.stringify(known)).toContain('The Keeper of the Northern Light');
  // Their texts are 6 MB.
  expect(held() - before).toBeLessThan(3_000_000);
});

test('a file without a chapter and one of several with notes come back whole', async () => {
  const build = await nextBuild();
  const several = 'Chapter 1\n\nA/N: Be kind.\n\n***\n\nIt rained.\n\nChapter 2\n\nIt stopped.\n';
  for (const text of ['', several]) {
    const given = new TextEncoder().encode(text);
    const key = build.manuscriptKey(given, 'a.txt', {});
    await build.parseOnce(key, given, 'a.txt', {});
    expect(build.cachedManuscript(key)).toEqual(await readManuscript(given, 'a.txt', {}));
  }
});

test('what no chapter uses any more is let go', async () => {
  const build = await nextBuild();
  await read(build);
  const other = new TextEncoder().encode('Another story.\n');
  const key = build.manuscriptKey(other, 'b.txt', {});
  await build.parseOnce(key, other, 'b.txt', {});
  expect(rows()).toHaveLength(2);
  build.pruneManuscripts(new Set([key]));
  expect(rows()).toHaveLength(1);
});

test.each<[string, () => void]>([
  ['is no database', () => writeFileSync(file, 'This was a database once.'.repeat(400))],
  ['is cut short', () => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
  ['is overwritten in the middle', () => writeFileSync(file, readFileSync(file).fill(7, 4096))],
  [
    'holds half an outline',
    () => {
      const database = new DatabaseSync(file);
      database.exec('UPDATE manuscripts SET outline = substr(outline, 1, 20)');
      database.close();
    },
  ],
  [
    'has a table of another shape',
    () => {
      rmSync(file);
      const database = new DatabaseSync(file);
      database.exec('CREATE TABLE manuscripts (name TEXT)');
      database.close();
    },
  ],
])('a cache that %s is made anew', async (_, damage) => {
  earlierBuild();
  const [first] = rows();
  damage();
  expect(await read(await nextBuild())).toEqual(first?.outline);
  expect(rows()).toContainEqual(first);
});

test('where a text is damaged, the next build reads it anew', async () => {
  earlierBuild();
  const [first] = rows();
  const database = new DatabaseSync(file);
  database.exec('UPDATE manuscripts SET texts = substr(texts, 1, 20)');
  database.close();
  const { cachedManuscript, manuscriptKey } = await nextBuild();
  expect(cachedManuscript(manuscriptKey(bytes, 'a.txt', {}))).toBeUndefined();
  await read(await nextBuild());
  expect(rows()).toEqual([first]);
});
