/** Old addresses, as readers' bookmarks meet them. */
import { shortId } from '../../src/library/names.ts';
import { serveLibrary } from './library.ts';
import { test as base, expect, served } from './site.ts';

const line = (n: number) => `The ${n}th lamp stood dark, and nobody said who had put it out.\n\n`;
const story = Array.from({ length: 80 }, (_, n) => line(n)).join('');

const test = base.extend({
  site: served(() =>
    serveLibrary({
      'works/kiln/work.yaml': 'title: The Kiln\naliases: the-stove\n',
      'works/kiln/01-ash.md': `---\naliases: [/archive/2019/ash.html]\n---\n\n${story}`,
    }),
  ),
});

test('an old address leads to the page of today and the paragraph that the link was to', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}kiln/ash/`);
  const id = await page.locator('.story p').nth(60).getAttribute('id');
  for (const old of ['the-stove/ash/', 'archive/2019/ash.html/']) {
    await page.goto(`${site.url}${old}#${id}`, { waitUntil: 'commit' });
    await page.waitForURL(`${site.url}kiln/ash/#${id}`);
    await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  }
});

test('a short link leads to the chapter, and one that was handed out before a renaming does still', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}kiln/ash/`);
  const id = await page.locator('.story p').nth(60).getAttribute('id');
  const short = (await page.locator('link[rel="shortlink"]').getAttribute('href')) ?? '';
  expect(short).toMatch(/^\/c\/[0-9a-z]{8}\/#[0-9a-z]{8}$/);
  for (const link of [short.slice(1), `c/${shortId('the-stove')}/#${shortId('ash')}`]) {
    await page.goto(`${site.url}${link}`, { waitUntil: 'commit' });
    await page.waitForURL(`${site.url}kiln/ash/`);
    await page.goto(`${site.url}${link}/${id}`, { waitUntil: 'commit' });
    await page.waitForURL(`${site.url}kiln/ash/#${id}`);
    await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  }
});

test('a work has a short link, which shows what there is when its chapter is gone', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}kiln/`);
  const short = (await page.locator('link[rel="shortlink"]').getAttribute('href')) ?? '';
  await page.goto(`${site.url}${short.slice(1)}`, { waitUntil: 'commit' });
  await page.waitForURL(`${site.url}kiln/`);
  await page.goto(`${site.url}${short.slice(1)}#00000000`);
  await expect(page).toHaveURL(/#00000000$/);
  await page.getByRole('link', { name: 'Ash', exact: true }).click();
  await page.waitForURL(`${site.url}kiln/ash/`);
});

test('who copies a link is offered a short one @chromium', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${site.url}kiln/ash/`);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Copy a short one' }).click();
  await expect(page.getByRole('status')).toContainText('Copied:');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /\/c\/[0-9a-z]{8}\/#[0-9a-z]{8}\/[ps]/,
  );
});

test('without scripts it leads to the page @noscript', async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.url}the-stove/`, { waitUntil: 'commit' });
  await page.waitForURL(`${site.url}kiln/`);
  await page.close();
});
