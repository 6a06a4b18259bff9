/** Reading in pages: every word on one of them, each way of turning them, and the place held through what changes. */
import type { Page } from '@playwright/test';
import { choices, type Settings, settingsKey } from '../../src/reader/settings/settings.ts';
import { pagedLibrary } from './pagedLibrary.ts';
import { choose, isInView } from './reading.ts';
import { test as base, expect, served } from './site.ts';

const test = base.extend({
  site: served(pagedLibrary),
});

const status = (page: Page) => page.locator('.status p');
const next = (page: Page) => page.getByRole('button', { name: 'Next page' });
const previous = (page: Page) => page.getByRole('button', { name: 'Previous page' });

/** Opens a chapter with these settings kept, as from a visit before. */
async function read(page: Page, path: string, settings: Settings = {}): Promise<void> {
  const kept: Settings = { flow: 'paged', motion: 'reduced', ...settings };
  await page.addInitScript(
    ([key, value]) => {
      if (!sessionStorage.getItem('begun')) localStorage.setItem(key, value);
      sessionStorage.setItem('begun', 'yes');
    },
    [settingsKey, JSON.stringify(kept)] as const,
  );
  await page.goto(path);
  if (kept.flow === 'paged') await expect(status(page)).toContainText('Page');
}

async function where(page: Page): Promise<{ page: number; pages: number }> {
  const [, at = '', of = ''] = (await status(page).textContent())?.match(/Page ([\d,]+) of ([\d,]+)/) ?? [];
  const number = (text: string) => Number(text.replaceAll(',', ''));
  return { page: number(at), pages: number(of) };
}

const onPage = (page: Page, at: number) => expect(status(page)).toContainText(new RegExp(`^Page ${at} `));

/** The words on the page that is shown, by their place in the chapter; what is cut by its edge; how far it lies off. */
function seen(page: Page) {
  return page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    const pane = main.getBoundingClientRect();
    const isBeside = (box: DOMRect) => box.right < pane.left + 1 || box.left > pane.right - 1;
    const isWithin = (box: DOMRect) =>
      box.left > pane.left - 1 &&
      box.right < pane.right + 1 &&
      box.top > pane.top - 1 &&
      box.bottom < pane.bottom + 1;
    const whole: number[] = [];
    const cut: string[] = [];
    let words = 0;
    const texts = document.createTreeWalker(main.querySelector('article') as Node, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const holder = text.parentElement?.closest('p, li, pre, table, h1, h2');
      const isElsewhere = holder && [...holder.getClientRects()].every(isBeside);
      if (isElsewhere) {
        words += text.textContent?.match(/\S+/g)?.length ?? 0;
        continue;
      }
      // What lies in a box that scrolls can be reached there, if the box is on the page.
      const scroller = text.parentElement?.closest('pre, table');
      for (const { index, 0: word } of text.textContent?.matchAll(/\S+/g) ?? []) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const boxes = [...(scroller ?? range).getClientRects()].filter(
          (box) => box.width > 0 && !isBeside(box),
        );
        if (!boxes.every(isWithin)) cut.push(word);
        else if (boxes.length > 0) whole.push(words);
        words += 1;
      }
    }
    const rest = Math.abs(main.scrollLeft) % pane.width;
    return { whole, cut, words, off: Math.min(rest, pane.width - rest) };
  });
}

/** Where a browser has scrolled the pages by itself, the reader's script answers in the next frame. */
const atAnEdge = (page: Page) => expect.poll(async () => (await seen(page)).off).toBeLessThan(1);

for (const path of ['book/second/', 'book/hard/', 'breaks/gaps/', 'hebrew/yam/']) {
  test(`every word of ${path} is on a page, whole`, async ({ page }) => {
    test.slow();
    await read(page, path);
    const times = new Map<number, number>();
    const { pages } = await where(page);
    let words = 0;
    for (let at = 1; at <= pages; at += 1) {
      await onPage(page, at);
      const now = await seen(page);
      expect(now.cut, `cut on page ${at}`).toEqual([]);
      expect(now.off, `page ${at} lies at an edge`).toBeLessThan(1);
      for (const word of now.whole) times.set(word, (times.get(word) ?? 0) + 1);
      words = now.words;
      if (at < pages) await next(page).click();
    }
    expect(words).toBeGreaterThan(500);
    const missing = Array.from({ length: words }, (_, i) => i).filter((i) => !times.has(i));
    expect(missing).toEqual([]);
    // A word that is divided at a page's end is on two.
    expect([...times.values()].filter((n) => n > 1).length).toBeLessThan(pages);
  });
}

test('to the end, on to the next chapter, and back to the end of this one', async ({ page }) => {
  await read(page, 'book/first/');
  const { pages } = await where(page);
  expect(pages).toBeGreaterThan(1);
  for (let at = 1; at <= pages; at += 1) {
    await onPage(page, at);
    await next(page).click();
  }
  await expect(page).toHaveURL(/book\/second\/$/);
  await onPage(page, 1);
  await previous(page).click();
  await expect(page).toHaveURL(/book\/first\//);
  await onPage(page, pages);
  await page.goBack();
  await expect(page).toHaveURL(/book\/second\/$/);
});

test('a picture that comes late moves nothing', async ({ page }) => {
  let send = () => undefined as unknown;
  const asked = new Promise<void>((resolve) => {
    page.route('**/*.png', (route) => {
      send = () => route.continue();
      resolve();
    });
  });
  await page.setViewportSize({ width: 390, height: 700 });
  await read(page, 'pictures/plan/');
  const picture = page.getByAltText('A plan of it');
  await picture.evaluate((it: HTMLImageElement) => {
    it.loading = 'eager';
  });
  await asked;
  const end = () =>
    page
      .locator('.story > p')
      .last()
      .evaluate((last) => [last.getClientRects()[0]?.left, last.getClientRects()[0]?.top]);
  const before = await end();
  send();
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(600);
  expect(await end()).toEqual(before);
});

test('the links at the end have no page to themselves', async ({ page }) => {
  await read(page, 'book/second/');
  /** The last page of the text, less that of the links. */
  const apart = () =>
    page.evaluate(() => {
      const { width } = (document.querySelector('main') as Element).getBoundingClientRect();
      const { left } = (document.querySelector('story-reader') as Element).getBoundingClientRect();
      const [text = 0, links = 0] = ['article', '.chapter-nav'].map((part) =>
        Math.max(
          ...[...(document.querySelector(part)?.getClientRects() ?? [])].map((box) =>
            Math.floor((box.left - left + 1) / width),
          ),
        ),
      );
      return links - text;
    });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  for (let taller = 0; taller < 300; taller += 23) {
    await page.setViewportSize({ width, height: height + taller });
    await expect.poll(apart, `${height + taller} pixels`).toBe(0);
  }
});

/** On which pages parts of a chapter begin, from window to window, of which some leave the links alone. */
async function* beginnings(page: Page, path: string, ...parts: string[]): AsyncGenerator<number[]> {
  await page.setViewportSize({ width: 400, height: 500 });
  await read(page, path, { columns: 'one' });
  for (let height = 400; height < 700; height += 20) {
    await page.setViewportSize({ width: 400, height });
    await page.reload();
    await expect(status(page)).toContainText('Page');
    yield page.evaluate(async (parts) => {
      await document.fonts.ready;
      const { left } = (document.querySelector('story-reader') as Element).getBoundingClientRect();
      const { width } = (document.querySelector('main') as Element).getBoundingClientRect();
      return parts.map((part) => {
        const boxes = [...(document.querySelector(part)?.getClientRects() ?? [])];
        return Math.floor((Math.min(...boxes.map((box) => box.left)) - left + 1) / width);
      });
    }, parts);
  }
}

for (const [path, text] of [
  ['ends/news/', '.story > p'],
  ['ends/note/', '.note'],
] as const)
  test(`a title keeps the one thing that stands under it on its page, in ${path}`, async ({ page }) => {
    let alone = 0;
    for await (const [title, words, links = 0] of beginnings(page, path, 'h1', text, '.chapter-nav')) {
      expect([title, words]).toEqual([0, 0]);
      alone += links;
    }
    expect(alone, 'windows whose links are alone').toBeGreaterThan(0);
  });

test('a scene break is with the last paragraph, wherever that goes', async ({ page }) => {
  let brought = 0;
  for await (const [rule, words] of beginnings(page, 'ends/break/', '.story > hr', '.story > :last-child')) {
    expect(rule).toBe(words);
    brought += await page.locator('[data-with-links]').count();
  }
  expect(brought, 'windows whose links are not alone by it').toBeGreaterThan(0);
});

test('a tall last paragraph is not brought to the links, though a scene break heads it', async ({ page }) => {
  let tall = 0;
  const parts = ['.story > :last-child', '.chapter-nav'];
  for await (const [words = 0, links = 0] of beginnings(page, 'ends/tall/', ...parts)) {
    const share = await page.locator('.story > :last-child').evaluate((last) => {
      const { clientHeight = 1 } = document.querySelector('main') ?? {};
      return Math.max(...[...last.getClientRects()].map(({ height }) => height)) / clientHeight;
    });
    if (share < 0.5) continue;
    await expect(page.locator('[data-with-links]')).toHaveCount(0);
    tall += links - words;
  }
  expect(tall, 'windows whose links are alone').toBeGreaterThan(0);
});

test('the place is held when the window, the letters or the flow change, there and back', async ({
  page,
}) => {
  await read(page, 'book/second/');
  for (let i = 0; i < 3; i += 1) await next(page).click();
  await onPage(page, 4);
  const first = await page.evaluate(() => document.querySelector('story-reader')?.where()?.place);
  const isShown = () =>
    expect.poll(() => page.evaluate(isInView, first), { message: JSON.stringify(first) }).toBe(true);
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: size.height, height: size.width });
  await isShown();
  await page.setViewportSize({ width: 320, height: 480 });
  await isShown();
  await set(page, { size: 180 });
  await isShown();
  await set(page, { flow: 'scrolled' });
  await expect(status(page)).toBeHidden();
  await isShown();
  await set(page, { size: 100 });
  await isShown();
  await set(page, { flow: 'paged' });
  await isShown();
  await page.setViewportSize(size);
  await isShown();
  await onPage(page, 4);
});

test('a reload and the way back come to the page that was left', async ({ page }) => {
  await read(page, 'book/second/');
  await next(page).click();
  await next(page).click();
  await onPage(page, 3);
  await page.reload();
  await onPage(page, 3);
  await page.getByRole('link', { name: 'A small library' }).click();
  await expect(page).not.toHaveURL(/book/);
  await page.goBack();
  await onPage(page, 3);
});

test('a footnote is on its page, by its link and by the Tab key, and back is back', async ({ page }) => {
  await read(page, 'book/hard/');
  const note = page.locator('.footnotes li');
  await page.locator('[data-footnote-ref]').focus();
  await page.evaluate(() => {
    location.hash = document.querySelector('.footnotes li')?.id ?? '';
  });
  await expect(note).toBeInViewport();
  await atAnEdge(page);
  // Firefox does not tell Playwright of a return within a page.
  await page.evaluate(() => history.back());
  await onPage(page, 1);

  await page.locator('[data-footnote-ref]').focus();
  const links = await page.locator('article a, article [tabindex="0"], article pre, article table').count();
  for (let i = 0; i < links; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.locator('[data-footnote-backref]:focus').count()) break;
  }
  await expect(page.locator('[data-footnote-backref]')).toBeFocused();
  await expect(page.locator('[data-footnote-backref]')).toBeInViewport();
  await atAnEdge(page);
  expect((await seen(page)).cut).toEqual([]);
});

test('a link to a paragraph opens at its page', async ({ page }) => {
  await read(page, 'book/second/');
  const id = await page.locator('.story p').nth(20).getAttribute('id');
  await page.goto('about:blank');
  await page.goto(`book/second/#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  await expect.poll(async () => (await where(page)).page).toBeGreaterThan(1);
  await atAnEdge(page);
});

/** Whether the browser finds words at all, and so can go to those that an address names. */
async function hasSearch(page: Page): Promise<boolean> {
  await page.goto('about:blank');
  await page.setContent('<p>lamp</p>');
  return page.evaluate(() => (window as unknown as { find(text: string): boolean }).find('lamp'));
}

test('text that the browser finds is on the page it turns to', async ({ page }) => {
  test.skip(!(await hasSearch(page)), 'this browser has no search');
  await read(page, 'book/second/');
  const words = (await page.locator('.story p').nth(24).textContent())?.slice(0, 40) ?? '';
  await page.evaluate((text) => (window as unknown as { find(text: string): boolean }).find(text), words);
  await expect(page.locator('.story p').nth(24)).toBeInViewport();
  await expect.poll(async () => (await where(page)).page).toBeGreaterThan(1);
  await atAnEdge(page);
});

test('an address that names words opens at their page', async ({ page }) => {
  test.skip(!(await hasSearch(page)), 'this browser has no search');
  await read(page, 'book/second/');
  const paragraph = page.locator('.story p').nth(30);
  const words = (await paragraph.textContent())?.split(' ').slice(1, 6).join(' ') ?? '';
  await page.goto('about:blank');
  await page.goto(`book/second/#:~:text=${encodeURIComponent(words)}`);
  await expect(paragraph).toBeInViewport();
  await atAnEdge(page);
});

test('two pages lie side by side where there is room, one where there is not or where it is wished', async ({
  page,
}) => {
  const columns = () =>
    page.evaluate(() => {
      const pane = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect();
      const lefts = [...(document.querySelector('.story')?.getClientRects() ?? [])].map(({ left }) => left);
      return lefts.filter((left) => left >= pane.left && left < pane.right).length;
    });
  await page.setViewportSize({ width: 1440, height: 900 });
  await read(page, 'book/second/');
  await expect.poll(columns).toBe(2);
  await set(page, { columns: 'one' });
  await expect.poll(columns).toBe(1);
  await set(page, { columns: 'auto' });
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect.poll(columns).toBe(1);
  await set(page, { columns: 'two' });
  await expect.poll(columns).toBe(2);
});

test('a long screen and a wide table scroll on their page', async ({ page }) => {
  await read(page, 'book/hard/');
  for (const name of ['pre', 'table']) {
    const block = page.locator(`.story ${name}`).first();
    await block.evaluate((at) => document.querySelector('story-reader')?.show(at));
    await expect(block).toBeInViewport();
    const { fits, scrolls } = await block.evaluate((at) => {
      const [box, pane] = [at, document.querySelector('main') as HTMLElement].map((it) =>
        it.getBoundingClientRect(),
      );
      return {
        fits:
          box &&
          pane &&
          box.top >= pane.top - 1 &&
          box.bottom <= pane.bottom + 1 &&
          box.right <= pane.right + 1,
        scrolls: at.scrollWidth > at.clientWidth || at.scrollHeight > at.clientHeight,
      };
    });
    expect([name, fits, scrolls]).toEqual([name, true, true]);
  }
});

test('the wheel turns a page a notch, unless it is switched off @mouse', async ({ page }) => {
  await read(page, 'book/second/');
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, 120);
  await onPage(page, 2);
  await page.mouse.wheel(0, -120);
  await onPage(page, 1);
  await set(page, { wheel: 'off' });
  await page.mouse.wheel(0, 120);
  await next(page).click();
  await onPage(page, 2);
});

test('over a screen that can scroll the wheel scrolls it @mouse', async ({ page }) => {
  await read(page, 'book/hard/');
  const code = page.locator('.story pre');
  await code.evaluate((at) => document.querySelector('story-reader')?.show(at));
  const before = await where(page);
  const box = await code.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 100);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => code.evaluate((at) => at.scrollTop)).toBeGreaterThan(0);
  expect(await where(page)).toEqual(before);
});

test('a click in the margin turns; one on a word, a link or while words are selected does not @mouse', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await read(page, 'book/hard/');
  await page.mouse.click(980, 400);
  await onPage(page, 2);
  await page.mouse.click(20, 400);
  await onPage(page, 1);
  const words = await page.locator('.story p').nth(2).boundingBox();
  const [x, y] = [(words?.x ?? 0) + 10, (words?.y ?? 0) + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y);
  await page.mouse.move(x + 200, y);
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()).trim())).not.toBe('');
  await page.mouse.click(980, 400);
  await onPage(page, 1);
  await page.mouse.click(980, 400);
  await onPage(page, 2);
  await page.keyboard.press('b');
  await expect(page.getByRole('status')).toContainText('Bookmark set');
  await page.mouse.dblclick(980, 400);
  await onPage(page, 4);
});

test('in a book that runs from right to left so do its pages', async ({ page }) => {
  await read(page, 'hebrew/yam/');
  await next(page).click();
  await onPage(page, 2);
  expect(await page.evaluate(() => document.querySelector('main')?.scrollLeft)).toBeLessThan(0);
});

test('in a book that runs from right to left so do its margins @mouse', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await read(page, 'hebrew/yam/');
  await page.mouse.click(20, 400);
  await onPage(page, 2);
  await page.mouse.click(980, 400);
  await onPage(page, 1);
});

test.describe('by finger @touch', () => {
  test('taps turn in the outer thirds, and not on a link', async ({ page }) => {
    await read(page, 'book/hard/');
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.touchscreen.tap(width - 20, height / 2);
    await onPage(page, 2);
    await page.touchscreen.tap(width / 2, height / 2);
    await page.touchscreen.tap(20, height / 2);
    await onPage(page, 1);
    await page.locator('.work-link a').tap();
    await expect(page).toHaveURL(/book\/$/);
  });

  test('a swipe follows the finger, turns when it is far, and comes back when it is not', async ({
    page,
  }) => {
    await read(page, 'book/second/');
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 400 }] });
    const swipe = async (...path: number[]) => {
      await touch('touchStart', path[0]);
      for (const x of path.slice(1)) await touch('touchMove', x);
    };
    await swipe(300, 280, 240, 180);
    await expect
      .poll(() => page.evaluate(() => document.querySelector('main')?.scrollLeft))
      .toBeGreaterThan(80);
    await touch('touchEnd');
    await onPage(page, 2);
    await swipe(100, 120, 300);
    await touch('touchEnd');
    await onPage(page, 1);
    await set(page, { swipes: 'off' });
    await swipe(300, 280, 100);
    await touch('touchEnd');
    await next(page).click();
    await onPage(page, 2);
  });
});

test('a page printed from paged flow is the whole chapter @chromium', async ({ page }) => {
  await read(page, 'book/second/');
  await page.emulateMedia({ media: 'print' });
  const last = page.locator('.story > p').last();
  const { right, width } = await last.evaluate((at) => ({
    right: at.getBoundingClientRect().right,
    width: document.documentElement.clientWidth,
  }));
  expect(right).toBeLessThanOrEqual(width + 1);
  await expect(status(page)).toBeHidden();
  await page.emulateMedia({ media: null });
  await onPage(page, 1);
});

for (const flow of choices.flow)
  test(`going by paragraphs takes the focus along, ${flow}`, async ({ page }) => {
    await read(page, 'book/second/', { flow });
    const paragraphs = page.locator('.story p');
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('j');
      await expect(paragraphs.nth(i)).toBeFocused();
    }
    await expect(paragraphs.nth(11)).toBeInViewport();
    await page.keyboard.press('k');
    await expect(paragraphs.nth(10)).toBeFocused();
  });

/** Chooses settings in another tab, and waits for the flow that they make. */
async function set(page: Page, changes: Settings): Promise<void> {
  await choose(page, changes);
  if (changes.flow === 'paged') await expect(status(page)).toContainText('Page');
  if (changes.flow === 'scrolled') await expect(status(page)).toHaveCount(0);
}
