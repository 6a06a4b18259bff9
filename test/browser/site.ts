/** The built site as browser tests meet it: served once a worker, with its pages at hand. */
import { test as base, type Page } from '@playwright/test';
import { basePath, folder } from './pages.ts';
import { type Site, serve } from './server.ts';

export { expect } from '@playwright/test';
export * from './pages.ts';

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
