/** A chapter that `page-words` has parted into pages is one chapter to its readers. */
import type { Page } from '@playwright/test';
import { serveLibrary } from './library.ts';
import { test as base, expect, faultsOf, served } from './site.ts';

const found =
  'a kettle, two umbrellas, somebody’s brother, the smell of bread, no answer, an argument, a parrot'.split(
    ', ',
  );
const said =
  'nobody had asked, it was Tuesday, the stairs were wet, she was expected, there had been a letter'.split(
    ', ',
  );
/** Twenty-two words or so, and no two alike. */
const paragraph = (n: number) =>
  `At door ${n} there was ${found[n % 7]}; behind that, ${found[(n * 3 + 1) % 7]}. Number ${n * 37} told her ${said[n % 5]}, and ${said[(n * 2 + 3) % 5]}.\n\n`;
const scene = (n: number) => Array.from({ length: 25 }, (_, i) => paragraph(n * 25 + i)).join('');
const story = [0, 1, 2, 3, 4, 5].map(scene).join('***\n\n');

const test = base.extend({
  site: served(() =>
    serveLibrary({
      'site.yaml': 'page-words: 2400\n',
      'works/doors/work.yaml': 'title: The Doors\n',
      'works/doors/01-morning.md': `The first day.\n\n${scene(9)}`,
      'works/doors/02-noon.md': `${story}\n\nA/N: Thank you for walking with her. More doors on Sunday.\n`,
      'works/doors/03-evening.md': `The last day.\n\n${scene(8)}`,
    }),
  ),
});

const path = (page: Page) => new URL(page.url()).pathname;
const place = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('fleuron.place.1:/doors/noon') ?? 'null'));
/** Id of a paragraph in the middle of the chapter's second page. */
async function idOnSecond(page: Page): Promise<string> {
  await page.goto('doors/noon/2/');
  return (await page.locator('.story p').nth(20).getAttribute('id')) ?? '';
}

test('one goes through its pages as through chapters, there and back', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('doors/morning/');
  for (const next of ['/doors/noon/', '/doors/noon/2/', '/doors/evening/']) {
    await page.locator('a[rel="next"]').click();
    await page.waitForURL(`**${next}`);
  }
  await page.locator('a[rel="prev"]').click();
  await page.waitForURL('**/doors/noon/2/');
  await expect(page.getByText('Page 2 of 2')).toBeVisible();
  await expect(page.getByText('Thank you for walking')).toBeVisible();
  await expect(page).toHaveTitle(/Noon · Page 2 · The Doors/);
  await page.locator('a[rel="prev"]').click();
  await expect.poll(() => path(page)).toBe('/doors/noon/');
  await expect(page.getByText('Thank you for walking')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('each page is canonical for itself, and a card is of the chapter', async ({ page }) => {
  await page.goto('doors/noon/2/');
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', /\/doors\/noon\/2\/$/);
  await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', /\/doors\/noon\/$/);
});

test('a link to a paragraph of the chapter leads to the page that has it', async ({ page }) => {
  const id = await idOnSecond(page);
  await page.goto(`doors/noon/#${id}`);
  await page.waitForURL(`**/doors/noon/2/#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('so does one to a paragraph that was edited since', async ({ page }) => {
  const id = await idOnSecond(page);
  const edited = `${id.slice(0, 5)}zz${id.slice(7)}`;
  await page.goto(`doors/noon/#${edited}`);
  await page.waitForURL(`**/doors/noon/2/#${edited}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('a link that names a page the paragraph is not on any more leads to the right one', async ({ page }) => {
  await page.goto('doors/noon/');
  const id = (await page.locator('.story p').nth(30).getAttribute('id')) ?? '';
  await page.goto(`doors/noon/2/#${id}`);
  await page.waitForURL(`**/doors/noon/#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('without a script the link shows a way to the paragraph @noscript', async ({ browser, page, site }) => {
  const { html } = { html: await (await page.request.get(`${site.url}doors/noon/2/`)).text() };
  const id = [...html.matchAll(/<p id="?(p[0-9a-z]+)/g)][20]?.[1];
  const still = await browser.newPage({ javaScriptEnabled: false });
  await still.goto(`${site.url}doors/noon/#${id}`);
  const way = still.locator('.elsewhere a:visible');
  expect(await way.count()).toBe(1);
  expect(await way.getAttribute('href')).toBe(`/doors/noon/2/#${id}`);
  await still.goto(`${site.url}doors/noon/`);
  expect(await still.locator('.elsewhere a:visible').count()).toBe(0);
  await still.close();
});

for (const flow of ['scrolled', 'paged'])
  test(`who comes back to it is on the page where they were, ${flow}`, async ({ page }) => {
    await page.addInitScript((flow) => {
      if (location.protocol.startsWith('http'))
        localStorage.setItem('fleuron.settings.1', JSON.stringify({ flow }));
    }, flow);
    await page.goto('doors/noon/2/');
    await expect(page.locator(flow === 'paged' ? '.status' : '.story')).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('PageDown');
      expect(await place(page)).not.toBeNull();
    }).toPass();
    const kept = await place(page);
    expect(kept.progression).toBeGreaterThan(0.5);
    await page.goto('');
    await page.locator('.continue a').first().click();
    await page.waitForURL('**/doors/noon/2/');
    await expect(page.getByRole('status')).toContainText('You were here');
    await page.getByRole('button', { name: 'Start of chapter' }).click();
    await expect.poll(() => path(page)).toBe('/doors/noon/');
  });

test('its first page read is not the chapter read', async ({ page }) => {
  await page.goto('doors/noon/');
  await expect(async () => {
    await page.keyboard.press('PageDown');
    expect((await place(page))?.progression).toBeGreaterThan(0.45);
  }).toPass();
  await page.keyboard.press('End');
  expect((await place(page))?.progression).toBeLessThan(0.6);
  expect((await place(page))?.finished).toBeUndefined();
});

test('a bookmark on one page is in the list on another, and leads there', async ({ page }) => {
  await page.goto('doors/noon/2/');
  await page.keyboard.press('b');
  await expect(page.locator('[data-bookmarked]')).toHaveCount(1);
  await page.goto('doors/noon/#content');
  await page.keyboard.press('m');
  const mark = page.locator('.panel-marks li a');
  await expect(mark).toHaveCount(1);
  await expect(mark).toHaveAttribute('href', /^\/doors\/noon\/2\/#/);
  await expect(page.locator('.mark-lost')).toHaveCount(0);
  await mark.click();
  await page.waitForURL('**/doors/noon/2/#*');
});

test('its contents show where one is from every page', async ({ page }) => {
  await page.goto('doors/noon/2/');
  await page.keyboard.press('t');
  await expect(page.locator('.panel-contents [aria-current]')).toHaveAttribute('href', '/doors/noon/');
});

test('a link to a paragraph names the chapter, not its page @chromium', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('doors/noon/2/');
  await page.keyboard.press('l');
  await expect(page.getByRole('status')).toContainText('copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/doors\/noon\/#[ps]/);
});
