/** The core journeys in WebKit, on the built site. */
import { By, Key, until, type WebElement } from 'selenium-webdriver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type {} from '../../src/reader/flow/story-reader.ts';
import type { Settings } from '../../src/reader/settings/settings.ts';
import { settingsKey } from '../../src/reader/settings/settings.ts';
import { axe, faults } from '../axe.ts';
import { basePath, chapters, folder, kinds, sourceOf } from '../browser/pages.ts';
import { type Site, serve } from '../browser/server.ts';
import { startWebKit, type WebKit } from './webkit.ts';

let webkit: WebKit;
let site: Site;

beforeAll(async () => {
  site = await serve(folder, basePath);
  webkit = await startWebKit(1024, 768);
}, 60_000);

afterAll(async () => {
  await webkit?.close();
  await site?.close();
});

beforeEach(async () => {
  await open('');
  await run(() => localStorage.clear());
});

const open = (path: string) => webkit.driver.get(site.url + path);
const run = <Result, Args extends unknown[]>(script: (...args: Args) => Result, ...args: Args) =>
  webkit.driver.executeScript<Awaited<Result>>(script, ...args);
const find = (css: string) => webkit.driver.wait(until.elementLocated(By.css(css)), 10_000);
const click = async (css: string) => (await find(css)).click();
const press = (...keys: string[]) =>
  webkit.driver
    .actions()
    .sendKeys(...keys)
    .perform();
/** Waits until something is so. */
const comes = (what: string, so: () => Promise<unknown>) => webkit.driver.wait(so, 10_000, what);
const reads = async (css: string, text: RegExp) =>
  comes(`${css} reads ${text}`, async () => text.test(await textOf(await find(css))));
const textOf = (at: WebElement) => at.getText().catch(() => '');
const place = () => run(() => document.querySelector('story-reader')?.where()?.place.id);
const isInView = (id: string) =>
  run((id) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return Boolean(box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
  }, id);

/** Opens a page as it is for somebody who has chosen so. */
async function openWith(path: string, settings: Settings): Promise<void> {
  await run((key, kept) => localStorage.setItem(key, kept), settingsKey, JSON.stringify(settings));
  await open(path);
  if (settings.flow === 'paged') await reads('.status p', /^Page 1 of/);
}

test('a reader comes from the front page to a chapter, the next and back', async () => {
  const { driver } = webkit;
  await click('.work-entry h2 a[href*="null-island"]');
  await click('.contents a');
  await find('.story p');
  const first = await driver.getCurrentUrl();
  await click('.chapter-nav [rel="next"]');
  await comes('another chapter', async () => (await driver.getCurrentUrl()) !== first);
  await find('.story p');
  await click('.chapter-nav [rel="prev"]');
  await driver.wait(until.urlIs(first), 10_000);
});

test('a theme, once chosen, holds', async () => {
  const { driver } = webkit;
  await open(kinds.chapter);
  const paper = () => run(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await paper();
  await click('[data-command="settings"]');
  await (await find('input[name="theme"][value="sepia"]')).findElement(By.xpath('..')).click();
  await find('html[data-theme="sepia"]');
  const chosen = await paper();
  expect(chosen).not.toBe(before);
  await press(Key.ESCAPE);
  await comes('the panel is gone', async () => (await driver.findElements(By.css('.panel'))).length === 0);
  await driver.navigate().refresh();
  expect(await paper()).toBe(chosen);
});

test('pages turn to the end of the chapter, and on into the next', async () => {
  const { driver } = webkit;
  await openWith(kinds.chapter, { flow: 'paged', motion: 'reduced' });
  const here = await driver.getCurrentUrl();
  const pages = Number(/of (\d+)/.exec(await (await find('.status p')).getText())?.[1]);
  expect(pages).toBeGreaterThan(1);
  for (let page = 1; page <= pages; page += 1) {
    await reads('.status p', new RegExp(`^Page ${page} of`));
    await click('.status [data-command="nextPage"]');
  }
  await comes('the next chapter', async () => (await driver.getCurrentUrl()) !== here);
  await reads('.status p', /^Page 1 of/);
});

test('the place is held while the letters grow and shrink, and through a reload', async () => {
  await openWith(kinds.chapter, { flow: 'paged', motion: 'reduced' });
  await press(Key.ARROW_RIGHT);
  await reads('.status p', /^Page 2 of/);
  const id = (await place()) ?? '';
  for (const key of ['+', '+', '+', '-', '-', '-']) {
    const before = await run(() => document.documentElement.style.getPropertyValue('--set-size'));
    await press(key);
    await comes('another size', async () =>
      run((size) => document.documentElement.style.getPropertyValue('--set-size') !== size, before),
    );
    await comes('the place', () => isInView(id));
  }
  await reads('.status p', /^Page 2 of/);
  await webkit.driver.navigate().refresh();
  await reads('.status p', /^Page 2 of/);
});

test('who comes back is at the same paragraph', async () => {
  await open(kinds.chapter);
  await find('.story p');
  await press(Key.PAGE_DOWN);
  await comes('another place', async () => (await run(() => scrollY)) > 0);
  await press(Key.PAGE_DOWN);
  const isKept = () =>
    run(() => {
      const id = document.querySelector('story-reader')?.where()?.place.id;
      return Object.values(localStorage).some((kept) => kept.includes(`"id":"${id}"`));
    });
  await comes('a kept place', isKept);
  await open('');
  await click('.continue .go-on');
  await reads('.notice', /You were here/);
  const id = (await place()) ?? '';
  expect(await isKept(), id).toBe(true);
  expect(await run(() => scrollY)).toBeGreaterThan(0);
});

test('a link made before an edit lands, and says that the text was changed', async () => {
  await open(kinds.chapter);
  const id = await run(() => document.querySelectorAll('.story > p[id]')[12]?.id ?? '');
  const earlier = id.slice(0, 6) + (id[6] === '0' ? '1' : '0') + id.slice(7);
  await open('');
  await open(`${kinds.chapter}#${earlier}`);
  await reads('.notice', /was changed/);
  expect(await isInView(id)).toBe(true);
});

test('a footnote opens beside the line, and the focus goes back', async () => {
  const withFootnote = chapters.find((path) => sourceOf(path).includes('data-footnote-ref')) ?? '';
  await open(withFootnote);
  await click('[data-footnote-ref]');
  await reads('.footnote', /\w{4}/);
  await press(Key.ESCAPE);
  await comes('the note is gone', () => run(() => !document.querySelector('.footnote')));
  expect(await run(() => document.activeElement?.hasAttribute('data-footnote-ref'))).toBe(true);
});

test('a bookmark is there after a reload', async () => {
  await open(kinds.chapter);
  await press('b');
  await find('[data-bookmarked]');
  await webkit.driver.navigate().refresh();
  await find('[data-bookmarked]');
});

for (const flow of ['scrolled', 'paged'])
  test(`neither a chapter nor its settings are at fault, ${flow}`, async () => {
    await openWith(kinds.chapter, { flow });
    await webkit.driver.executeScript(axe);
    const found = (within: string) =>
      webkit.driver.executeScript(`return (${faults})(arguments[0])`, { within });
    expect(await found('html')).toEqual([]);
    await click('[data-command="settings"]');
    await click('.panel-settings summary');
    expect(await found('.panel-settings')).toEqual([]);
  });
