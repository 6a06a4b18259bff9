/** In the middle of a chapter, in either flow: what befalls a reader there, and that the place is held. */
import type { Page } from '@playwright/test';
import type { Place } from '../../src/reader/flow/flow.ts';
import { choices, type Settings } from '../../src/reader/settings/settings.ts';
import { serveLibrary } from './library.ts';
import { begin, choose, isInView, placeOn } from './reading.ts';
import type { Site } from './server.ts';
import { test as base, chapters, expect, faultsOf, served, sourceOf } from './site.ts';

/** A chapter behind a note that is longer than a window. */
const noted = [
  'Chapter 1: Noted',
  'Author’s note:',
  ...Array.from({ length: 12 }, (_, i) =>
    `${i + 1}. Thank you for your kind words on the last one. `.repeat(3),
  ),
  'End of author’s note',
  '***',
  ...Array.from({ length: 60 }, (_, i) =>
    `${i + 1} times the keeper went up to the lamp. `.repeat(3 + (i % 5)),
  ),
].join('\n\n');

const [chapter = ''] = [...chapters].sort((a, b) => sourceOf(b).length - sourceOf(a).length);

/** Every journey ends without an error in the console, but for what the browser says of the network. */
const test = base.extend<object, { library: Site }>({
  library: served(() => serveLibrary({ 'works/notes/01-noted.txt': noted })),
  page: async ({ page }, use) => {
    const faults = faultsOf(page);
    await use(page);
    expect(faults.filter((fault) => !/^(Failed to load resource|download failed)/.test(fault))).toEqual([]);
  },
});

const keptPlaces = (page: Page): Promise<string> =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.startsWith('fleuron.place'))
      .join(),
  );

/** Goes on by a screen or a page, and waits until the browser keeps the place where that came to rest. */
async function readOn(page: Page): Promise<Place> {
  const before = await placeOn(page);
  await page.keyboard.press('PageDown');
  await expect.poll(() => placeOn(page)).not.toEqual(before);
  const isKept = async () => (await keptPlaces(page)).includes(`"id":"${(await placeOn(page))?.id}"`);
  await expect.poll(isKept).toBe(true);
  return (await placeOn(page)) as Place;
}

async function intoTheMiddle(page: Page, settings: Settings): Promise<Place> {
  await begin(page, { motion: 'reduced', ...settings });
  await page.goto(chapter);
  await page.evaluate(() => document.fonts.ready);
  await expect.poll(() => placeOn(page)).toBeTruthy();
  return readOn(page);
}

/** Opens the chapter with the long note once that stands as the reader would have it. */
async function openNoted(page: Page, { url }: Site, settings: Settings): Promise<void> {
  await begin(page, { motion: 'reduced', ...settings });
  await page.goto(`${url}notes/noted/`);
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('.story')).toContainText('60 times');
  if (settings.notes === 'folded') await expect(page.locator('.note > details')).toBeAttached();
  await expect.poll(() => placeOn(page)).toBeTruthy();
}

/** Two frames: what a scroll or a layout sets going has been done by then. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

async function nearTheEnd(page: Page): Promise<Place> {
  const before = await placeOn(page);
  await page.evaluate(() => {
    const reader = document.querySelector('story-reader');
    reader?.turn('last');
    if (document.documentElement.dataset['flow'] === 'paged') reader?.turn(-1);
    else scrollBy({ top: -200, behavior: 'instant' });
  });
  await expect.poll(() => placeOn(page)).not.toEqual(before);
  await drawn(page);
  return (await placeOn(page)) as Place;
}

/** Selects and highlights the beginning of a paragraph. Gives its words. */
async function highlight(page: Page, index: number): Promise<string> {
  const paragraph = page.locator('.story > p').nth(index);
  await paragraph.scrollIntoViewIfNeeded();
  const words = await paragraph.evaluate((block) => {
    getSelection()?.setBaseAndExtent(block.firstChild as Text, 0, block.firstChild as Text, 20);
    return String(getSelection()).trim();
  });
  await page.keyboard.press('h');
  return words;
}

const painted = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(CSS.highlights.get('highlight-gold') ?? [])].map(String));

for (const flow of choices.flow)
  test.describe(`in the middle of a chapter, ${flow}`, () => {
    test('the window is turned, and back', async ({ page }) => {
      const place = await intoTheMiddle(page, { flow });
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      await page.setViewportSize({ width: height, height: width });
      await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
      await page.setViewportSize({ width, height });
      await expect.poll(() => placeOn(page)).toEqual(place);
    });

    test('another face, larger', async ({ page }) => {
      const place = await intoTheMiddle(page, { flow });
      for (const changes of [{ face: 'dyslexic' }, { size: 160 }, { face: 'sans' }]) {
        await choose(page, changes);
        await page.evaluate(() => document.fonts.ready);
        await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
      }
      await choose(page, { face: 'serif', size: 100 });
      await expect.poll(() => placeOn(page)).toEqual(place);
    });

    test('a face in which the chapter is shorter, near its end', async ({ page }) => {
      await intoTheMiddle(page, { flow, face: 'dyslexic' });
      const place = await nearTheEnd(page);
      for (const face of ['sans', 'legible', 'dyslexic']) {
        await choose(page, { face });
        await page.evaluate(() => document.fonts.ready);
        await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
      }
      await expect.poll(() => placeOn(page)).toEqual(place);
    });

    test('a reload', async ({ page }) => {
      const place = await intoTheMiddle(page, { flow });
      await page.reload();
      await expect.poll(() => placeOn(page)).toEqual(place);
    });

    test('the other flow and a reload, and the same back again', async ({ page }) => {
      const place = await intoTheMiddle(page, { flow });
      for (const other of [choices.flow.find((one) => one !== flow) ?? '', flow]) {
        await choose(page, { flow: other });
        await expect(page.locator('.status')).toHaveCount(other === 'paged' ? 1 : 0);
        await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
        await page.reload();
        await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
      }
    });

    test('notes stand at the end, and the window is turned, and back', async ({ page, library }) => {
      await openNoted(page, library, { flow });
      await choose(page, { notes: 'end' });
      await expect(page.locator('.story + .note')).toBeAttached();
      await readOn(page);
      const place = await readOn(page);
      expect(await page.evaluate(isInView, place)).toBe(true);
      const top = await page.locator(`.story > [id="${place.id}"]`).evaluate((block) => {
        const onScreen = [...block.getClientRects()].filter(
          ({ left, right, bottom }) => right > 0 && left < innerWidth && bottom > 0,
        );
        return Math.min(...onScreen.map(({ top }) => top));
      });
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      expect(top, 'it is at the top').toBeLessThan(height / 4);
      await page.setViewportSize({ width: height, height: width });
      await expect.poll(() => page.evaluate(isInView, place)).toBe(true);
      await page.setViewportSize({ width, height });
      await expect.poll(() => placeOn(page)).toEqual(place);
      await page.reload();
      await expect.poll(() => placeOn(page)).toEqual(place);
    });

    test('past folded notes a key goes through the story', async ({ page, library }) => {
      await openNoted(page, library, { flow, notes: 'folded' });
      for (const index of [0, 1, 2]) {
        await page.keyboard.press('j');
        await expect(page.locator('.story > p').nth(index)).toBeFocused();
      }
      await page.keyboard.press('k');
      await expect(page.locator('.story > p').nth(1)).toBeFocused();
    });

    test('notes are moved to the end, and words of the story are highlighted before and after', async ({
      page,
      library,
    }) => {
      await openNoted(page, library, { flow });
      const words: string[] = [];
      for (const [notes, indices] of [
        [undefined, [20]],
        ['end', [0, 1, 3, 8]],
        ['shown', [2, 30]],
      ] as const) {
        if (notes) await choose(page, { notes });
        await expect(page.locator('.story + .note')).toHaveCount(notes === 'end' ? 1 : 0);
        for (const index of indices) {
          words.push(await highlight(page, index));
          await expect.poll(async () => (await painted(page)).sort()).toEqual(words.sort());
        }
      }
    });

    test('the storage is lost: it costs the places, not the reading', async ({ page }) => {
      await intoTheMiddle(page, { flow });
      await page.evaluate(() => localStorage.clear());
      await readOn(page);
    });

    test('the chapter is printed, and the reader is where they were @chromium', async ({ page }) => {
      const place = await intoTheMiddle(page, { flow });
      await page.pdf();
      expect(await placeOn(page)).toEqual(place);
    });

    test('no face can be fetched, chosen or not', async ({ page }) => {
      await page.route('**/*.woff2', (route) => route.abort());
      const place = await intoTheMiddle(page, { flow });
      await choose(page, { face: 'sans' });
      await expect(page.locator('html')).toHaveAttribute('data-face', 'sans');
      await page.evaluate(() => document.fonts.ready);
      expect(await page.evaluate(isInView, place)).toBe(true);
    });
  });

test('scrolled near its end, a chapter that is short for less than a frame, as before a face comes, takes nobody along', async ({
  page,
}) => {
  await intoTheMiddle(page, { flow: 'scrolled' });
  const place = await nearTheEnd(page);
  await page.evaluate(() => {
    const story = document.querySelector<HTMLElement>('.story');
    for (const size of ['40%', '90%']) {
      story?.style.setProperty('font-size', size);
      story?.getBoundingClientRect();
    }
  });
  await drawn(page);
  expect(await page.evaluate(isInView, place)).toBe(true);
  await page.evaluate(() => document.querySelector<HTMLElement>('.story')?.style.removeProperty('font-size'));
  await expect.poll(() => placeOn(page)).toEqual(place);
});
