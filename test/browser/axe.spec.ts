/** Accessibility of each kind of page and of all that opens over it, in each theme and both flows, as far as a machine can tell. */
import type { Page } from '@playwright/test';
import { choices, settingsKey } from '../../src/reader/settings/settings.ts';
import { axe, faults } from '../axe.ts';
import { chapters, expect, kinds, sourceOf, test } from './site.ts';
import { voice } from './voice.ts';

const holding = (mark: string) => chapters.find((path) => sourceOf(path).includes(mark)) ?? '';
const withFootnote = holding('data-footnote-ref');
const rated = holding('data-gate');
const press = (key: string) => (page: Page) => page.keyboard.press(key);

/** What can be open beside a chapter: the part that shows it, how it opens, and in which chapter. */
const parts: Record<string, [part: string, open: (page: Page) => Promise<void>, path?: string]> = {
  settings: [
    '.panel-settings',
    async (page) => {
      await page.keyboard.press('s');
      await page.getByText('More settings').click();
    },
  ],
  contents: [
    '.panel-contents',
    async (page) => {
      await page.keyboard.press('t');
      await expect(page.locator('.panel-contents [aria-current]')).toBeVisible();
    },
  ],
  help: ['.panel-help', press('?')],
  marks: [
    '.panel-marks',
    async (page) => {
      await page.keyboard.press('b');
      await expect(page.locator('[data-bookmarked]')).toHaveCount(1);
      await selectWords(page);
      await page.keyboard.press('h');
      await expect.poll(() => page.evaluate(() => CSS.highlights.get('highlight-gold')?.size)).toBe(1);
      await page.keyboard.press('m');
      await page.getByRole('button', { name: 'Note' }).first().click();
    },
  ],
  'selected words': ['.selection-bar', selectWords],
  notice: ['.notice', press('b')],
  rating: ['.gate', async () => undefined, rated],
  footnote: ['.footnote', (page) => page.locator('[data-footnote-ref]').first().press('Enter'), withFootnote],
  'reading aloud': ['.speech-bar', press('r')],
};

async function selectWords(page: Page): Promise<void> {
  await page
    .locator('.story > p')
    .first()
    .evaluate((paragraph) => {
      const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode() as Node;
      getSelection()?.setBaseAndExtent(text, 0, text, 8);
    });
}

const ofColour = ['color-contrast', 'link-in-text-block'];

/** Every rule once, then those of colour in every theme, chosen as in another tab. */
async function check(page: Page, part = 'html'): Promise<void> {
  await expect(page.locator(part)).toBeVisible();
  await page.evaluate(axe);
  expect.soft(await page.evaluate(faults, { within: part }), part).toEqual([]);
  for (const theme of choices.theme)
    for (const colorScheme of theme === 'system' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      await choose(page, theme);
      const at = `${part} in ${theme}, where the system is ${colorScheme}`;
      expect.soft(await page.evaluate(faults, { within: part, rules: ofColour }), at).toEqual([]);
    }
}

async function choose(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    ([key, theme]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
      localStorage.setItem(key, JSON.stringify({ ...kept, theme }));
      window.dispatchEvent(new StorageEvent('storage', { key }));
    },
    [settingsKey, theme] as const,
  );
  const shown = () => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system');
  await expect.poll(shown).toBe(theme);
}

const stands = (page: Page, flow: string) =>
  expect(page.locator(flow === 'paged' ? '.status' : '.story')).toBeVisible();

/** Somebody who has read a little in the chapter, so that pages have all they can show. */
async function begin(page: Page, flow: string): Promise<void> {
  await page.addInitScript(voice);
  await page.goto(kinds.chapter);
  await page.evaluate(([key, kept]) => localStorage.setItem(key, kept), [
    settingsKey,
    JSON.stringify({ flow }),
  ] as const);
  await page.reload();
  await stands(page, flow);
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain('place');
}

test('the pages around the chapters have no fault in any theme @chromium', async ({ page }) => {
  await begin(page, 'scrolled');
  const { chapter: _, ...around } = kinds;
  for (const path of Object.values(around)) {
    await page.goto(path);
    if (path === kinds.browse) await expect(page.locator('.browse-form')).toBeVisible();
    await check(page);
  }
});

for (const flow of choices.flow) {
  test(`a chapter has no fault in any theme, ${flow} @chromium`, async ({ page }) => {
    await begin(page, flow);
    for (const path of [kinds.chapter, withFootnote, holding('dir="rtl"'), rated]) {
      await page.goto(path);
      if (path === rated) await page.getByRole('button', { name: 'Read on' }).click();
      await check(page);
    }
  });

  test(`nothing that opens over a chapter has a fault in any theme, ${flow} @chromium`, async ({ page }) => {
    await begin(page, flow);
    for (const [part, open, path = kinds.chapter] of Object.values(parts)) {
      await page.goto(path);
      await stands(page, flow);
      await open(page);
      await check(page, part);
    }
  });
}
