/** The built site as browser tests meet it: served once a worker, its pages found in the folder itself. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { parse } from 'yaml';
import { type Site, serve } from './server.ts';

const folder = process.env['FLEURON_DIST'] ?? 'dist';
const { address } =
  parse(readFileSync(join(process.env['FLEURON_CONTENT'] ?? 'content', 'site.yaml'), 'utf8')) ?? {};
const basePath = address ? new URL(address).pathname.replace(/\/?$/, '/') : '/';

/** Addresses of every page, relative to the front page: '' · 'work/' · 'work/chapter/' · '404.html'. */
export const pages = globSync('**/*.html', { cwd: folder })
  .map((path) => path.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
  .sort();

const depth = (n: number) => pages.filter((path) => path.split('/').length === n + 1 && path !== '404.html');

export const chapters = depth(2);

/** A chapter with one before it and one behind. */
const chapter =
  chapters.find((path) => /rel="?prev/.test(sourceOf(path)) && /rel="?next/.test(sourceOf(path))) ??
  chapters[0] ??
  '';

/** One page of each kind. */
export const kinds = { front: '', work: chapter.replace(/[^/]+\/$/, ''), chapter, missing: '404.html' };

/** The page's HTML as it was built. */
export function sourceOf(path: string): string {
  return readFileSync(join(folder, path.endsWith('.html') ? path : join(path, 'index.html')), 'utf8');
}

/** Errors of the page from now on, as the console has them. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}

export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from a pattern.
    async ({}, use) => {
      const site = await serve(folder, basePath);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ site }, use) => use(site.url),
});

export { expect } from '@playwright/test';
