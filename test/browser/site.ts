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

/** A fixture: a site that each worker starts once. A build may take as many milliseconds. */
export function served(start: () => Promise<Site>, timeout = 120_000) {
  return [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from a pattern.
    async ({}, use: (site: Site) => Promise<void>) => {
      const site = await start();
      await use(site);
      await site.close();
    },
    { scope: 'worker', timeout },
  ] as [
    (args: object, use: (site: Site) => Promise<void>) => Promise<void>,
    { scope: 'worker'; timeout: number },
  ];
}

/** Notes from now on, on every page, what moves without having been asked to. Chromium alone tells of it. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** How much has moved on this page, as the Layout Instability API reckons it. */
export const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0),
  );

export const test = base.extend<object, { site: Site }>({
  site: served(() => serve(folder, basePath)),
  baseURL: ({ site }, use) => use(site.url),
});
