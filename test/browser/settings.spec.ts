/** What a reader sets: chosen once, kept, there before anything is painted, and harmless whatever storage holds. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { measures, settingsKey } from '../../src/reader/settings/settings.ts';
import { inLanguage } from './language.ts';
import { expect, faultsOf, kinds, test } from './site.ts';

const html = (page: Page) => page.locator('html');
const panel = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const paperOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function openSettings(page: Page, more = false): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(panel(page)).toBeVisible();
  if (more) await panel(page).getByText('More settings').click();
  return panel(page);
}

/** What the panel says it did. The values of its sliders are statuses too. */
const report = (within: Locator) => within.locator('[role="status"]');

/** A choice is made on its label, as by a thumb: the radio button itself is not drawn. */
const choose = (within: Locator, word: string) =>
  within.getByRole('radio', { name: word, exact: true }).locator('..').click();

/** Puts something where settings are kept, as if it had been there since another day. */
async function keep(page: Page, value: string): Promise<void> {
  await page.goto('');
  await page.evaluate(([key, kept]) => localStorage.setItem(key, kept), [settingsKey, value] as const);
}

test('a theme, once chosen, holds on every page and is there before the first paint', async ({ page }) => {
  await page.goto(kinds.chapter);
  const plain = await paperOf(page);
  await choose(await openSettings(page), 'Sepia');
  await expect(html(page)).toHaveAttribute('data-theme', 'sepia');
  await expect.poll(() => paperOf(page)).not.toBe(plain);
  const paper = await paperOf(page);

  // Nothing can be painted before there is a body: what stands on <html> then is what the first paint shows.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      Object.assign(window, { themeAtFirst: document.documentElement.dataset['theme'] });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate(() => (window as unknown as { themeAtFirst: string }).themeAtFirst)).toBe(
    'sepia',
  );
  await page.goto('');
  expect(await paperOf(page)).toBe(paper);
});

test('the theme is chosen with the keyboard alone, and the focus goes back', async ({ page }) => {
  await page.goto(kinds.chapter);
  const opener = page.getByRole('button', { name: 'Settings' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'System' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(html(page)).toHaveAttribute('data-theme', 'paper');
  await expect(page.getByRole('radio', { name: 'Paper' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('without a choice the page follows the system, and does again when the choice is taken back @chromium', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(kinds.chapter);
  const light = await paperOf(page);
  await choose(await openSettings(page), 'Night');
  await expect.poll(() => paperOf(page)).not.toBe(light);
  await choose(panel(page), 'System');
  await expect.poll(() => paperOf(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => paperOf(page)).not.toBe(light);
});

test('the text grows by buttons, slider and keys, and the size is said', async ({ page }) => {
  await page.goto(kinds.chapter);
  const settings = await openSettings(page);
  const slider = settings.getByRole('slider', { name: 'Size' });
  await settings.getByRole('button', { name: 'Size: more' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', '110%');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '120%');
  await settings.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('-');
  await expect.poll(() => sizeOf(page)).toBe('110');
  await slider.waitFor({ state: 'detached' });
  await page.reload();
  expect(await sizeOf(page)).toBe('110');
});

const sizeOf = (page: Page) =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--set-size'));

test('the themes are shown in their colours, and no face is fetched for its name alone', async ({ page }) => {
  await page.goto(kinds.chapter, { waitUntil: 'networkidle' });
  const faces: string[] = [];
  page.on('request', (request) => request.resourceType() === 'font' && faces.push(request.url()));
  const settings = await openSettings(page);
  const sepia = settings.locator('[data-theme="sepia"]');
  await expect(sepia).not.toHaveCSS('background-color', await paperOf(page));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  expect(faces).toEqual([]);
});

test('a press outside the panel closes it', async ({ page }) => {
  await page.goto(kinds.chapter);
  await openSettings(page);
  await page.mouse.click(5, 120);
  await expect(panel(page)).toHaveCount(0);
});

test('the text stays in sight beside the panel', async ({ page }) => {
  await page.goto(kinds.chapter);
  const settings = await openSettings(page, true);
  const box = await settings.boundingBox();
  const view = page.viewportSize();
  if (!box || !view) throw new Error('nothing to measure');
  const free = 1 - (box.width * box.height) / (view.width * view.height);
  expect(free).toBeGreaterThan(0.4);
});

test('another tab follows, and so does a page one comes back to', async ({ page, context }) => {
  await page.goto(kinds.work);
  const other = await context.newPage();
  await other.goto(kinds.chapter);
  await choose(await openSettings(other), 'Night');
  await expect(html(page)).toHaveAttribute('data-theme', 'night');

  await page.goto(kinds.chapter);
  await choose(await openSettings(page), 'Sepia');
  await page.goBack();
  await expect(html(page)).toHaveAttribute('data-theme', 'sepia');
});

for (const [what, kept] of Object.entries({
  'no JSON': '{{{',
  'something else': '[null, "night"]',
  'values of other kinds': '{"theme":7,"size":"huge","flow":{},"face":null}',
  'a theme that no longer exists': '{"theme":"long-gone"}',
  'numbers out of range': '{"size":99999,"measure":-5,"leading":1e300,"weight":0}',
}))
  test(`where storage holds ${what}, the text is there and the settings work`, async ({ page }) => {
    await keep(page, kept);
    const faults = faultsOf(page);
    await page.goto(kinds.chapter);
    await expect(page.locator('main p[id]').first()).toBeVisible();
    const story = page.locator('.story');
    const size = await story.evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    expect(size).toBeLessThanOrEqual((21 * measures.size.most) / 100);
    const settings = await openSettings(page);
    await expect(settings.getByRole('radio', { name: 'System' })).toBeChecked();
    await choose(settings, 'Night');
    await page.reload();
    await expect(html(page)).toHaveAttribute('data-theme', 'night');
    expect(faults).toEqual([]);
  });

test('where storage is forbidden, a choice holds for the page', async ({ page }) => {
  const faults = faultsOf(page);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  });
  await page.goto(kinds.chapter);
  const settings = await openSettings(page, true);
  await choose(settings, 'Night');
  await settings.getByLabel('Name', { exact: true }).fill('Evening');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(report(settings)).toHaveText('Saved as “Evening”.');
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(html(page)).toHaveAttribute('data-theme', 'night');
  expect(faults).toEqual([]);
});

test('a profile is saved, chosen, renamed, deleted, and the deletion undone', async ({ page }) => {
  await page.goto(kinds.chapter);
  const settings = await openSettings(page, true);
  const chooser = settings.getByRole('combobox', { name: 'Profile' });
  const name = settings.getByLabel('Name', { exact: true });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(report(settings)).toHaveText('A profile needs a name.');

  await choose(settings, 'Night');
  await name.fill('Evening');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(chooser).toHaveValue('Evening');
  await choose(settings, 'Sepia');
  await expect(chooser).toHaveValue('');
  await name.fill('Train');
  await settings.getByRole('button', { name: 'Save' }).click();
  await chooser.selectOption('Evening');
  await expect(html(page)).toHaveAttribute('data-theme', 'night');
  await name.fill('Late');
  await settings.getByRole('button', { name: 'Rename' }).click();
  await expect(chooser.getByRole('option')).toHaveText(['None of these', 'Late', 'Train']);

  await settings.getByRole('button', { name: 'Delete' }).click();
  await expect(chooser.getByRole('option')).toHaveText(['None of these', 'Train']);
  await settings.getByRole('button', { name: 'Undo' }).click();
  await expect(chooser.getByRole('option')).toHaveText(['None of these', 'Late', 'Train']);

  await settings.getByRole('button', { name: 'Reset all settings' }).click();
  await expect(html(page)).not.toHaveAttribute('data-theme');
  await settings.getByRole('button', { name: 'Undo' }).click();
  await expect(html(page)).toHaveAttribute('data-theme', 'night');
});

// Firefox does not tell its driver of the download of a blob.
test('a file takes settings and profiles to a browser that has none @chromium', async ({ page }) => {
  await page.goto(kinds.chapter);
  let settings = await openSettings(page, true);
  await choose(settings, 'Sepia');
  await settings.getByLabel('Name', { exact: true }).fill('Beach');
  await settings.getByRole('button', { name: 'Save' }).click();
  const downloading = page.waitForEvent('download');
  await settings.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('fleuron.json');
  const buffer = readFileSync(await download.path());

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(html(page)).not.toHaveAttribute('data-theme');
  settings = await openSettings(page, true);
  await settings
    .getByLabel('Import')
    .setInputFiles({ name: 'fleuron.json', mimeType: 'application/json', buffer });
  await expect(report(settings)).toHaveText('Taken in: settings, 1 profile.');
  await expect(html(page)).toHaveAttribute('data-theme', 'sepia');
  await expect(settings.getByRole('combobox', { name: 'Profile' })).toHaveValue('Beach');
});

test('a file is taken in as far as it is understood, and one of another kind not at all', async ({
  page,
}) => {
  await page.goto(kinds.chapter);
  const settings = await openSettings(page, true);
  const give = (text: string) =>
    settings
      .getByLabel('Import')
      .setInputFiles({ name: 'file.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await give('{"fleuron":1,"settings":{"theme":"sepia","size":"big"},"profiles":7}');
  await expect(report(settings)).toHaveText('Taken in: settings.');
  await expect(html(page)).toHaveAttribute('data-theme', 'sepia');
  for (const text of ['{"eggs":12}', 'eggs', '']) {
    await give('{"fleuron":2}');
    await expect(report(settings)).toHaveText(
      'This file was written by a newer Fleuron. Nothing was changed.',
    );
    await give(text);
    await expect(report(settings)).toHaveText('This is not a file that Fleuron wrote. Nothing was changed.');
  }
  await expect(html(page)).toHaveAttribute('data-theme', 'sepia');
});

for (const { lang, dir, absent, present } of [
  {
    lang: 'ar',
    dir: 'rtl',
    absent: ['Hyphenate words', 'Letter spacing', 'Word spacing'],
    present: 'Line length',
  },
  {
    lang: 'ja',
    dir: 'ltr',
    absent: ['Alignment', 'Hyphenate words', 'First-line indent', 'Word spacing'],
    present: 'Letter spacing',
  },
])
  test(`what a script does not know is not offered in it: ${lang}`, async ({ page }) => {
    await inLanguage(page, lang, dir);
    await page.goto(kinds.chapter);
    const settings = await openSettings(page, true);
    await expect(settings.getByText(present, { exact: true })).toBeVisible();
    for (const label of absent) await expect(settings.getByText(label, { exact: true })).toHaveCount(0);
  });
