/** The reader's theme: chosen once, kept, and there before anything is painted. */
import { expect, kinds, test } from './site.ts';

test('a theme, once chosen, holds on every page and after a reload', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('radio', { name: 'Sepia' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
  const paper = await paperOf(page);

  // Nothing can be painted before there is a body: what stands on <html> then is what the first paint shows.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      Object.assign(window, { themeAtFirst: document.documentElement.getAttribute('data-theme') });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate(() => (window as unknown as { themeAtFirst: string }).themeAtFirst)).toBe(
    'sepia',
  );
  await page.goto('');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
  expect(await paperOf(page)).toBe(paper);
});

test('the theme can be chosen with the keyboard alone', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.getByRole('button', { name: 'Theme' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'System' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('data-theme', /paper|sepia|night/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio').first()).toBeHidden();
});

test('without a choice the page follows the system @chromium', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(kinds.chapter);
  const light = await paperOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => paperOf(page)).not.toBe(light);
});

test('a chosen theme gives way to none again', async ({ page }) => {
  await page.goto(kinds.chapter);
  const before = await paperOf(page);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('radio', { name: 'Night' }).check();
  await expect.poll(() => paperOf(page)).not.toBe(before);
  await page.getByRole('radio', { name: 'System' }).check();
  await expect.poll(() => paperOf(page)).toBe(before);
});

test('a store that holds nonsense, or none at all, does no harm', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  });
  await page.goto(kinds.chapter);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('radio', { name: 'Night' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'night');
  expect(faults).toEqual([]);
});

const paperOf = (page: import('@playwright/test').Page) =>
  page.evaluate(
    () =>
      getComputedStyle(document.documentElement).backgroundColor +
      getComputedStyle(document.body).backgroundColor,
  );
