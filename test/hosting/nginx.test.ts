/** A site below a path, built and served by nginx with the configuration that we ship. */
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLibrary } from '../browser/library.ts';
import { startNginx } from './nginx.ts';

const folder = join('.cache', 'test-hosting');
const root = join(folder, 'site');
let server: Awaited<ReturnType<typeof startNginx>>;

/** An answer as it came, without following where it leads. */
const get = (path: string) =>
  fetch(server.url + path, { redirect: 'manual', headers: { 'accept-encoding': 'gzip' } });

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const text = 'The lamp went out on the eleventh of November, and the whole house knew of it.\n\n'.repeat(
    20,
  );
  buildLibrary(
    {
      'site.yaml': 'address: https://example.org/stories/\n',
      'works/kiln/01-ash.md': `---\naliases: soot\n---\n\n${text}`,
      'works/kiln/02-長い話.txt': text,
    },
    folder,
    join(root, 'stories'),
  );
  server = await startNginx(root, '/stories/');
}, 180_000);

afterAll(() => server?.close());

describe('nginx with the configuration that is shipped', () => {
  test('serves each page at its address, compressed, in UTF-8, and has browsers ask for it anew', async () => {
    for (const path of ['', 'kiln/', 'kiln/ash/', `kiln/${encodeURIComponent('長い話')}/`]) {
      const { status, headers } = await get(`/stories/${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-encoding')).toBe('gzip');
      expect(headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('leads from an address without its slash to the one with it, whatever the host is called', async () => {
    const { status, headers } = await get('/stories/kiln/ash');
    expect([status, headers.get('location')]).toEqual([301, '/stories/kiln/ash/']);
  });

  test('shows the site’s own page where there is none', async () => {
    const answer = await get('/stories/kiln/nothing/');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<h1>This page is blank</h1>');
  });

  test('lets hashed files be kept for ever, and scripts, styles and faces have their types', async () => {
    const parts = globSync('_astro/**/*.{js,css,woff2}', { cwd: join(root, 'stories') });
    const types = {
      js: /^(?:text|application)\/javascript; charset=utf-8$/,
      css: /^text\/css; charset=utf-8$/,
      woff2: /^font\/woff2$/,
    };
    for (const [kind, type] of Object.entries(types)) {
      const part = parts.find((path) => path.endsWith(`.${kind}`));
      const { status, headers } = await get(`/stories/${part}`);
      expect([kind, status]).toEqual([kind, 200]);
      expect(headers.get('content-type')).toMatch(type);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  test('sends what no page can say of itself, with errors too', async () => {
    for (const path of ['/stories/', '/stories/nothing/', '/stories/robots.txt']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    }
  });

  test('keeps the rules for other hosts to itself, and serves old addresses', async () => {
    expect((await get('/stories/_redirects')).status).toBe(404);
    expect(await (await get('/stories/kiln/soot/')).text()).toContain('url=/stories/kiln/ash/');
  });
});
