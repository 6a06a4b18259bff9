/** The way of a reader through the site, by mouse, by keyboard and without JavaScript. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  chapters,
  expect,
  faultsOf,
  folder,
  kinds,
  pages,
  shiftOf,
  sourceOf,
  test,
  watchShifts,
} from './site.ts';

test('from the front page into a work, a chapter, the next and back', async ({ page }) => {
  const faults = faultsOf(page);

  await page.goto('');
  const home = new URL(page.url()).pathname;
  await page.locator(`main a[href="${home}${kinds.work}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`${home}${kinds.work}$`));
  await page.locator(`main a[href^="${home}${kinds.work}"]`).first().click();
  const first = page.url();
  await expect(page.locator('main p[id]').first()).toBeVisible();

  await page.locator('a[rel~="next"]:visible').first().click();
  await expect(page).not.toHaveURL(first);
  await expect(page.locator('main p[id]').first()).toBeVisible();
  await page.locator('a[rel~="prev"]:visible').first().click();
  await expect(page).toHaveURL(first);
  expect(faults).toEqual([]);
});

test('the first stop of the keyboard is a link that skips to the text', async ({ page }) => {
  await page.goto(kinds.chapter);
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  await expect(skip).toHaveAttribute('href', /^#/);
  await expect(skip).toBeInViewport();
  const target = (await skip.getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  await page.keyboard.press('Tab');
  expect(
    await page
      .locator(':focus')
      .evaluate((at, id) => document.querySelector(id)?.contains(at) ?? false, target),
  ).toBe(true);
});

test('nothing is asked of another site', async ({ page, site }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const path of Object.values(kinds)) await page.goto(path, { waitUntil: 'networkidle' });
  const origin = new URL(site.url).origin;
  expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'))).toEqual([]);
});

test('every link inside the site leads to a page that is there', async ({ request, site }) => {
  const links = new Set<string>();
  for (const path of pages) {
    for (const [, href = ''] of sourceOf(path).matchAll(/<a\s[^>]*?href="?([^"\s>]+)/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), site.url + path);
      if (url.origin !== new URL(site.url).origin) continue;
      if (url.hash)
        expect(sourceOf(within(url, site.url)), `${path} → ${href}`).toMatch(
          new RegExp(`\\sid="?${decodeURIComponent(url.hash.slice(1))}["\\s>]`),
        );
      links.add(url.origin + url.pathname);
    }
  }
  for (const link of links) expect((await request.get(link)).status(), link).toBe(200);
});

const within = (url: URL, front: string) =>
  decodeURIComponent(url.pathname.slice(new URL(front).pathname.length));

test('what any page’s sheet dresses is dressed on every page that has it', () => {
  const classesIn = (css: string) => new Set(css.replace(/"[^"]*"/g, '').match(/(?<=\.)[a-z][\w-]*/g));
  const sheets = new Map(
    globSync('_astro/*.css', { cwd: folder }).map((path) => [
      basename(path),
      classesIn(readFileSync(join(folder, path), 'utf8')),
    ]),
  );
  const anywhere = new Set([...sheets.values()].flatMap((classes) => [...classes]));
  for (const path of pages) {
    const source = sourceOf(path);
    const sheet = sheets.get(basename(/rel="stylesheet" href="([^"]+)/.exec(source)?.[1] ?? ''));
    expect(sheet, path).toBeDefined();
    const used = [...source.matchAll(/ class=(?:"([^"]+)"|([\w-]+))/g)].flatMap(
      ([, many, one]) => many?.split(' ') ?? [one ?? ''],
    );
    expect(new Set(used.filter((name) => anywhere.has(name) && !sheet?.has(name))), path).toEqual(new Set());
  }
});

test('a wrong address gets the site’s own page and a way back', async ({ page }) => {
  const response = await page.goto('no/such/page/');
  expect(response?.status()).toBe(404);
  const home = new URL('../../../', page.url()).pathname;
  await expect(page.locator(`main a[href="${home}"]`).first()).toBeVisible();
});

test('a link to a paragraph lands on it', async ({ page }) => {
  await page.goto(kinds.chapter);
  const paragraph = page.locator('main p[id]').nth(3);
  const id = await paragraph.getAttribute('id');
  await page.goto(`${kinds.chapter}#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('breaks are rules and notes are labelled regions', async ({ page }) => {
  let breaks = 0;
  let notes = 0;
  for (const path of chapters) {
    if (!/<hr|class="note|role="note"/.test(sourceOf(path))) continue;
    await page.goto(path);
    for (const mark of await page.locator('main .break, main .gap').all()) {
      expect(await mark.evaluate((at) => at.tagName)).toBe('HR');
      breaks += 1;
    }
    for (const note of await page.locator('main .note').all()) {
      expect(await note.evaluate((at) => at.tagName)).toBe('ASIDE');
      await expect(note).toHaveAccessibleName(/\S/);
      notes += 1;
    }
  }
  expect(breaks, 'the sample library shows breaks').toBeGreaterThan(0);
  expect(notes, 'the sample library shows notes').toBeGreaterThan(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  // Everything is looked at once, without waiting: where no script runs, Playwright's own waiting does not either.
  test('the text is whole, the links work, no dead control shows @noscript', async ({ page }) => {
    await page.goto(kinds.chapter);
    const written = sourceOf(kinds.chapter).match(/<p id=/g)?.length ?? 0;
    expect(written).toBeGreaterThan(0);
    expect(await page.locator('main p[id]:visible').count()).toBe(written);
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
    const next = await page.locator('a[rel~="next"]:visible').first().getAttribute('href');
    await page.goto(next ?? 'there is no link to the next chapter');
    expect(await page.locator('main p[id]:visible').count()).toBeGreaterThan(0);
  });
});

test.describe('on the narrowest screen', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('no page scrolls sideways', async ({ page }) => {
    for (const path of pages) {
      await page.goto(path);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, path).toBeLessThanOrEqual(0);
    }
  });
});

test('nothing moves while a page loads @chromium', async ({ page }) => {
  await watchShifts(page);
  for (const path of Object.values(kinds)) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    expect(await shiftOf(page), path).toBeLessThan(0.01);
  }
});
