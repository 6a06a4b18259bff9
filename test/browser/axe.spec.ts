/** Accessibility of each kind of page and each panel, in each theme and both flows, as far as a machine can tell. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choices, settingsKey } from '../../src/reader/settings.ts';
import { expect, kinds, test } from './site.ts';

for (const theme of choices.theme)
  for (const flow of choices.flow) {
    const put = (page: Page) =>
      page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
        settingsKey,
        JSON.stringify({ theme, flow }),
      ] as const);

    test(`no page is at fault in the theme ${theme}, ${flow}`, async ({ page }) => {
      await put(page);
      for (const [kind, path] of Object.entries(kinds)) {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        expect(await faults(page), kind).toEqual([]);
      }
    });

    test(`no panel is at fault in the theme ${theme}, ${flow}`, async ({ page }) => {
      await put(page);
      await page.goto(kinds.chapter);
      for (const [name, key] of Object.entries({ Settings: 's', Contents: 't', Keys: '?' })) {
        await page.keyboard.press(key);
        const panel = page.getByRole('dialog', { name });
        await expect(panel).toBeVisible();
        if (name === 'Settings') await panel.getByText('More settings').click();
        if (name === 'Contents') await expect(panel.locator('[aria-current]')).toBeVisible();
        expect(await faults(page), name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(panel).toHaveCount(0);
      }
    });
  }

async function faults(page: Page): Promise<string[]> {
  // What is still fading in has not its own colours yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
