/** Accessibility of each kind of page in each theme, as far as a machine can tell. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choices, settingsKey } from '../../src/reader/settings.ts';
import { expect, kinds, test } from './site.ts';

for (const theme of choices.theme.slice(1)) {
  test(`no page is at fault in the theme ${theme}`, async ({ page }) => {
    await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
      settingsKey,
      JSON.stringify({ theme }),
    ] as const);
    for (const [kind, path] of Object.entries(kinds)) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await faults(page), kind).toEqual([]);
    }
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('radio').first()).toBeVisible();
    expect(await faults(page), 'the open theme choice').toEqual([]);
  });
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
