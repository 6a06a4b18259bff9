/** A chapter of 30,000 words in a real Chromium: opened, turned, set larger, in pages and, beside it, as one long page. */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Settings, settingsKey } from '../../src/reader/settings/settings.ts';
import { findChromium } from '../browser/browsers.ts';
import { buildLibrary } from '../browser/library.ts';
import { serve } from '../browser/server.ts';
import { chapterText } from './text.ts';

const turns = 30;
const visits = 5;

/** Prints milliseconds: medians, and the longest turn. Builds in `folder`, which may be removed afterwards. */
export async function flows(folder: string): Promise<void> {
  buildLibrary({ 'works/long.txt': chapterText(1, 30_000) }, folder);
  const site = await serve(join(folder, 'site'));
  const { path, args } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args });
  const work = await (await fetch(`${site.url}long/`)).text();
  const [, link] = work.match(/<a[^>]* href="?(\/long\/[^">\s]+\/)/) ?? [];
  if (!link) throw new Error('The long work has no chapter.');
  const chapter = new URL(link, site.url).href;
  try {
    console.log('a chapter of 30,000 words (milliseconds; Chromium, 1280 × 800)');
    console.table({
      paged: await measured(browser, chapter, 'paged'),
      scrolled: await measured(browser, chapter, 'scrolled'),
    });
  } finally {
    await browser.close();
    await site.close();
  }
}

async function measured(browser: Browser, url: string, flow: string) {
  const opened: number[] = [];
  let rest = {};
  for (let visit = 0; visit < visits; visit += 1) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await keep(page, { flow });
    await page.goto(url);
    opened.push(await page.evaluate(opening));
    if (visit === visits - 1) {
      const turned = await page.evaluate(turning, turns);
      rest = {
        'a turn': median(turned),
        'longest turn': rounded(Math.max(...turned)),
        'size changed': median(await page.evaluate(resizing, settingsKey)),
      };
    }
    await page.close();
  }
  return { opened: median(opened), ...rest };
}

const keep = (page: Page, settings: Settings) =>
  page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    settingsKey,
    JSON.stringify(settings),
  ] as const);

/** From the request to the frame after the flow stands. */
async function opening(): Promise<number> {
  const reader = document.querySelector('story-reader');
  if (!reader) throw new Error('This page has nothing to read.');
  await reader.ready;
  await new Promise(requestAnimationFrame);
  return performance.now();
}

/** Each turn with all the layout and style it causes, to the end of its frame. */
async function turning(turns: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < turns; i += 1) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    document.querySelector('story-reader')?.turn(1);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}

async function resizing(key: string): Promise<number[]> {
  const times: number[] = [];
  for (const size of [110, 120, 110, 100, 90]) {
    await new Promise(requestAnimationFrame);
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), size }));
    const start = performance.now();
    window.dispatchEvent(new StorageEvent('storage'));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}

const rounded = (milliseconds: number) => Number(milliseconds.toFixed(1));
const median = (times: number[]) => rounded(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0);
