/** The page that has a whole work, most of which is laid out only when it comes near. */
import { chapterText } from '../bench/text.ts';
import { serveLibrary } from './library.ts';
import { test as base, expect, served } from './site.ts';

const chapters = Array.from({ length: 12 }, (_, i) => [
  `works/kiln/${String(i + 1).padStart(2, '0')}.txt`,
  chapterText(i, 1500),
]);

const test = base.extend({
  site: served(() =>
    serveLibrary({ 'works/kiln/work.yaml': 'title: The Kiln\n', ...Object.fromEntries(chapters) }),
  ),
});

test('a chapter that is far off is laid out when it comes near', async ({ page, site }) => {
  await page.goto(`${site.url}kiln/all/`);
  const paragraph = page.locator('.whole > section').nth(8).locator('.story > p').first();
  const isLaidOut = () =>
    paragraph.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
  expect(await isLaidOut()).toBe(false);
  await paragraph.scrollIntoViewIfNeeded();
  await expect.poll(isLaidOut).toBe(true);
});

test('a link to a paragraph far down leads there, and End to the last words', async ({ page, site }) => {
  await page.goto(`${site.url}kiln/all/`);
  const id = await page.locator('.whole > section').nth(8).locator('.story > p').nth(5).getAttribute('id');
  await page.goto(`${site.url}kiln/`);
  await page.goto(`${site.url}kiln/all/#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  await page.keyboard.press('End');
  await expect(page.locator('.story').last().locator('p').last()).toBeInViewport();
});

test('who reads back up has the text held still while the chapters above are laid out', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}kiln/all/#chapter-8`);
  await expect(page.locator('.whole > section').nth(7).locator('h2')).toBeInViewport();
  const step = 300;
  const steps: number[] = [];
  for (let i = 0; i < 60; i += 1) {
    const moved = await page.evaluate(async (step) => {
      const middle = document
        .elementsFromPoint(innerWidth / 2, innerHeight / 3)
        .find((at) => at.matches('p, header, hr'));
      const top = () => middle?.getBoundingClientRect().top ?? Number.NaN;
      const before = top();
      scrollBy({ top: -step, behavior: 'instant' });
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return middle && top() - before;
    }, step);
    if (moved !== undefined) steps.push(moved);
  }
  expect(steps.length).toBeGreaterThan(30);
  for (const moved of steps) expect(Math.abs(moved - step)).toBeLessThan(2);
  await expect(page.locator('.whole > section').nth(7).locator('h2')).not.toBeInViewport();
});
