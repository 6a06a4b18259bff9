/** Keys: what each asks for, and what none of them ever takes. */
import type { Page } from '@playwright/test';
import { settingsKey } from '../../src/reader/settings/settings.ts';
import { inLanguage } from './language.ts';
import { chapters, expect, kinds, sourceOf, test } from './site.ts';

const neighbour = (rel: 'prev' | 'next') =>
  new RegExp(`${sourceOf(kinds.chapter).match(new RegExp(`<a rel="${rel}" href="([^"]+)"`))?.[1]}$`);
const next = neighbour('next');
const previous = neighbour('prev');
const here = new RegExp(`${kinds.chapter}$`);
const withFootnote = chapters.find((path) => sourceOf(path).includes('data-footnote-ref')) ?? '';

const set = (page: Page, settings: object) =>
  page.addInitScript(([key, kept]) => localStorage.setItem(key, kept), [
    settingsKey,
    JSON.stringify(settings),
  ] as const);

/** Whether a key is left to the browser. */
async function falls(page: Page, key: string): Promise<boolean> {
  await page.evaluate(() => {
    const heard = new Promise<boolean>((resolve) => {
      window.addEventListener('keydown', (event) => {
        if (!/Shift|Control|Alt|Meta/.test(event.key)) resolve(!event.defaultPrevented);
      });
    });
    Object.assign(window, { heard });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { heard: Promise<boolean> }).heard);
}

for (const [keys, address] of [
  [['ArrowRight', ']', 'n'], next],
  [['ArrowLeft', '[', 'p'], previous],
] as const)
  for (const key of keys)
    test(`${key} goes to a neighbour of the chapter`, async ({ page }) => {
      await page.goto(kinds.chapter);
      await page.keyboard.press(key);
      await expect(page).toHaveURL(address);
    });

test('in a book that is read from right to left the arrows change sides', async ({ page }) => {
  await inLanguage(page, 'ar', 'rtl');
  await page.goto(kinds.chapter);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(next);
  await page.goto(kinds.chapter);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(previous);
});

test('the contents open over the chapter, show where one is, and give the focus back', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.keyboard.press('t');
  const contents = page.getByRole('dialog', { name: 'Contents' });
  const current = contents.locator('a[aria-current="page"]');
  await expect(current).toBeFocused();
  await expect(current).toHaveAttribute('href', here);
  await page.keyboard.press('Escape');
  await expect(contents).toHaveCount(0);
  await expect(page).toHaveURL(here);

  await page.getByRole('link', { name: 'Contents' }).first().click();
  await contents.getByRole('link').first().click();
  await expect(page).not.toHaveURL(here);
  await expect(page.locator('main p[id]').first()).toBeVisible();
});

test('without a network the contents say so, and the link to the work stays', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.route(`**/${kinds.work}`, (route) => route.abort());
  await page.keyboard.press('t');
  const contents = page.getByRole('dialog', { name: 'Contents' });
  await expect(contents.getByRole('status')).toHaveText('The contents cannot be fetched now.');
  await expect(contents.getByRole('link')).toHaveAttribute('href', new RegExp(`${kinds.work}$`));
});

test('the help lists the keys and switches them off; then only the browser’s own are left', async ({
  page,
}) => {
  await page.goto(kinds.chapter);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help.getByText('Next paragraph')).toBeVisible();
  await help.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  for (const key of ['?', 's', 't', 'j', '+', ']', 'ArrowRight', 'ArrowLeft'])
    expect(await falls(page, key), key).toBe(true);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(here);
});

test('what scrolls, selects or is held with another key is the browser’s', async ({ page }) => {
  await page.goto(kinds.chapter);
  for (const key of [
    ' ',
    'Shift+ ',
    'PageDown',
    'PageUp',
    'Home',
    'End',
    'ArrowDown',
    'Backspace',
    'Shift+ArrowRight',
    'Shift+ArrowLeft',
    'Control+s',
    'Control+ArrowRight',
    'Alt+n',
    'Meta+j',
    'x',
  ])
    expect(await falls(page, key), key).toBe(true);
  await expect(page).toHaveURL(here);
});

test('a key that has nothing to do on a page is left alone', async ({ page }) => {
  await page.goto('');
  for (const key of ['t', 'b', 'm', 'l', 'r', 'n', 'p', 'j', 'f', 'ArrowRight'])
    expect(await falls(page, key), key).toBe(true);
});

test('typing into a field is only typing', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.keyboard.press('s');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByText('More settings').click();
  const name = settings.getByLabel('Name', { exact: true });
  await name.fill('');
  await name.press('s');
  await name.press('?');
  await name.press('ArrowLeft');
  await name.press(']');
  await expect(name).toHaveValue('s]?');
  await expect(settings).toBeVisible();
  await expect(page).toHaveURL(here);
});

test('the arrows of a choice and of a slider stay theirs', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.keyboard.press('s');
  await page.getByRole('radio', { name: 'System' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('slider', { name: 'Size' }).press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Paper' })).toBeChecked();
  await expect(page).toHaveURL(here);
});

test('a key of another script does what its place on the keyboard says @chromium', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ы', code: 'KeyS', bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('in pages the keys that scrolled are the pages’, and with the shortcuts off still', async ({ page }) => {
  await set(page, { flow: 'paged', keys: 'off' });
  await page.goto(kinds.chapter);
  await page.evaluate(() => {
    const turns: number[] = [];
    Object.assign(window, { turns });
    Object.assign(document.querySelector('story-reader') ?? {}, { turn: (by: number) => turns.push(by) });
  });
  for (const key of ['ArrowRight', 'ArrowLeft', ' ', 'Shift+ ', 'PageDown', 'PageUp'])
    expect(await falls(page, key), key).toBe(false);
  expect(await page.evaluate(() => (window as unknown as { turns: number[] }).turns)).toEqual([
    1, -1, 1, -1, 1, -1,
  ]);
  await page.getByRole('button', { name: 'Settings' }).focus();
  expect(await falls(page, ' ')).toBe(true);
});

test('in pages an arrow turns the page from a footnote’s number, too', async ({ page }) => {
  await set(page, { flow: 'paged', motion: 'reduced' });
  await page.goto(withFootnote);
  await expect(page.locator('.status')).toBeVisible();
  await page.locator('[data-footnote-ref]').first().focus();
  await page.evaluate(() => {
    const turns: number[] = [];
    Object.assign(window, { turns });
    Object.assign(document.querySelector('story-reader') ?? {}, { turn: (by: number) => turns.push(by) });
  });
  for (const key of ['ArrowRight', 'ArrowLeft']) expect(await falls(page, key), key).toBe(false);
  expect(await page.evaluate(() => (window as unknown as { turns: number[] }).turns)).toEqual([1, -1]);
});

test('in pages the keys that scroll are the settings’ while those are open', async ({ page }) => {
  await set(page, { flow: 'paged', motion: 'reduced' });
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: 480 });
  await page.goto(kinds.chapter);
  const status = page.locator('.status p');
  await expect(status).toContainText('Page 1 ');
  await page.keyboard.press('s');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const summary = settings.locator('summary');
  await summary.click();
  const above = async () => (await settings.getByRole('radio', { name: 'System' }).boundingBox())?.y;
  const before = (await above()) ?? 0;
  await page.keyboard.press('PageDown');
  await expect.poll(above).toBeLessThan(before);
  for (const key of ['PageDown', 'PageUp', 'End', 'Home']) expect(await falls(page, key), key).toBe(true);
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(status).toContainText('Page 1 ');
});
