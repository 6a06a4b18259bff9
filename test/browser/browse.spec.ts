/** The browse page over two thousand works: filters, order, the address that keeps them, and a browser without scripts. */
import type { Page } from '@playwright/test';
import { axe, faults } from '../axe.ts';
import { type Files, serveLibrary } from './library.ts';
import { test as base, expect, served } from './site.ts';

const story = 'The pilot light went out on the eleventh of November.\n\nNobody lit it again.\n';
const total = 2000;

/** Lines of the first works: one name is the beginning of the other. */
const people = ['characters: [Ann, Anna]\n', 'characters: Ann\n', 'characters: Ann\n'];

const files: Files = {
  'site.yaml': 'title: Two thousand\nauthor: Ysolde Marrow\n',
  ...Object.fromEntries(
    Array.from({ length: total }, (_, i) => [
      `works/story-${i + 1}.txt`,
      `---\n${people[i] ?? ''}fandoms: World ${i % 40}\ntags: [tag ${i % 100}, shade ${i % 7}]\nrating: ${i % 5 ? 'G' : 'T'}\npublished: 20${String(10 + (i % 15))}-03-05\nstatus: ${i % 3 ? 'complete' : 'ongoing'}\n---\n\n${story.repeat(1 + (i % 4))}`,
    ]),
  ),
};

const test = base.extend({
  site: served(() => serveLibrary(files), 180_000),
});

const count = (page: Page) => page.locator('.browse .count');
const names = (page: Page) => page.getByLabel('Fandom, character, tag …');
const chips = (page: Page) => page.locator('.chips').getByRole('button');
const add = async (page: Page, way: string, name: string) => {
  await page.getByLabel('How').selectOption(way);
  await names(page).fill(name);
};

test('a reader narrows the library down, and the address keeps it', async ({ page }) => {
  await page.goto('browse/');
  await expect(count(page)).toHaveText('2,000 works');
  await names(page).pressSequentially('World 3');
  await names(page).press('Enter');
  await expect(count(page)).toHaveText('50 works');
  await add(page, 'Without', 'shade 3');
  await page.getByLabel('Status').selectOption('Complete');
  await page.getByLabel('Sort').selectOption('Title');
  const narrowed = await count(page).textContent();
  const first = await page.locator('.found a').first().textContent();
  await page.reload();
  await expect(count(page)).toHaveText(narrowed ?? '');
  await expect(page.locator('.found a').first()).toHaveText(first ?? '');
  await expect(page.getByLabel('Status')).toHaveValue('complete');
  await page.goBack();
  await page.goBack();
  await expect(page.getByLabel('Status')).toHaveValue('');
  await page.getByRole('button', { name: 'Remove: With World 3' }).click();
  await expect(count(page)).not.toHaveText('50 works');
  await page.getByLabel('Title or author').fill('story 1997');
  await page.getByRole('link', { name: 'Story 1997' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Story 1997');
});

test('a name that begins another is taken with Enter, and the other can be typed', async ({ page }) => {
  await page.goto('browse/');
  await names(page).pressSequentially('Anna');
  await expect(chips(page)).toHaveText(['With Anna ×']);
  await expect(count(page)).toHaveText('1\u00a0work');
  await expect(names(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Remove: With Anna' }).click();
  await names(page).pressSequentially('Ann');
  await expect(names(page)).toHaveValue('Ann');
  await expect(chips(page)).toHaveCount(0);
  await names(page).press('Enter');
  await expect(chips(page)).toHaveText(['With Ann ×']);
  await expect(count(page)).toHaveText('3\u00a0works');
});

test('who removes names by keyboard goes on from the next of them, and then from the field', async ({
  page,
}) => {
  await page.goto('browse/');
  for (const name of ['shade 3', 'tag 97']) await add(page, 'With', name);
  await expect(chips(page)).toHaveCount(2);
  await chips(page).first().press('Enter');
  await expect(chips(page)).toHaveText(['With tag 97 ×']);
  await expect(chips(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(0);
  await expect(names(page)).toBeFocused();
});

test('a begun work that the front page has no room for is there to go on with', async ({ page, site }) => {
  const last = { at: Date.now(), chapter: 'chapter-1', heading: 'Chapter 1', progression: 0.5 };
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    `fleuron.last.1:${new URL(site.url).pathname}story-1`,
    JSON.stringify(last),
  ] as const);
  await page.goto('');
  await expect(page.locator('[data-work="story-1"]')).toHaveCount(0);
  await page.getByRole('link', { name: /Continue: Story 1/ }).click();
  await expect(page).toHaveURL(/\/story-1\/chapter-1\/$/);
});

test('works come a portion at a time, and the page is at fault in nothing', async ({ page }) => {
  await page.goto('browse/');
  await expect(page.locator('.found > li')).toHaveCount(40);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('.found > li')).toHaveCount(80);
  await expect(page.locator('.found > li').nth(40).getByRole('link')).toBeFocused();
  await page.evaluate(axe);
  expect(await page.evaluate(faults, { within: 'html' })).toEqual([]);
});

test.describe('without scripts @noscript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lists lead to every work', async ({ page }) => {
    // Followed by address and looked at once: where no script runs, Playwright's own waiting does not either.
    const follow = async (name: string) =>
      page.goto(
        (await page
          .getByRole('link', { name, exact: true })
          .and(page.locator(':visible'))
          .getAttribute('href')) ?? '',
      );
    await page.goto('browse/');
    await follow('all works');
    await follow('Next page');
    expect(await page.locator('main').textContent()).toContain('Page 2 of 100');
    expect(await page.getByRole('link', { name: 'Previous page' }).getAttribute('rel')).toBe('prev');
  });
});
