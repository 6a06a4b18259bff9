/** What a chapter costs before it can be read: bytes, requests, and whether anything moves meanwhile. No clock. */
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import { choices, settingsKey } from '../../src/reader/settings/settings.ts';
import { serveLibrary } from './library.ts';
import type { Site } from './server.ts';
import { test as base, chapters, expect, served, shiftOf, sourceOf, watchShifts } from './site.ts';

/** The sample library's own prose: made-up words would compress better than any author's. */
const paragraphs = globSync('content/works/*/*.{txt,md}')
  .filter((path) => /strike|automatic|island/.test(path))
  .sort()
  .flatMap((path) => readFileSync(path, 'utf8').split(/\n\s*\n/))
  .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
  .filter((paragraph) => /[a-z]/.test(paragraph) && /^["“'A-Z]/.test(paragraph))
  .filter((paragraph) => !/^(?:Chapter|A\/N|End [Nn]ote)/.test(paragraph));

/** As many words of it. */
function prose(words: number): string {
  let left = words;
  return paragraphs
    .filter((paragraph) => {
      const taken = left > 0;
      left -= paragraph.split(' ').length;
      return taken;
    })
    .join('\n\n');
}

/** The same as short as talk is: a paragraph a sentence, each with an address of its own. */
const talk = (words: number) => prose(words).replace(/([.!?]["'”’]*) (?=["'“‘A-Z])/g, '$1\n\n');

const test = base.extend<object, { library: Site }>({
  library: served(() =>
    serveLibrary({
      'works/lamps.txt': prose(3000),
      'works/talk.txt': talk(3000),
      'works/salt-road/work.yaml': 'title: The Salt Road\nauthors: Sanna Oduya\n',
      ...Object.fromEntries(
        ['1-dusk', '2-ferry', '3-frost'].map((name) => [`works/salt-road/${name}.txt`, prose(3000)]),
      ),
    }),
  ),
});

const kilobyte = 1024;
const longest = [...chapters].sort((a, b) => sourceOf(b).length - sourceOf(a).length)[0] ?? '';

/** Opens a page for the first time, and gives what the browser got for it, its icon left out. */
async function load(page: Page, url: string): Promise<Response[]> {
  const got: Response[] = [];
  page.on('response', (response) => got.push(response));
  await page.goto(url, { waitUntil: 'networkidle' });
  return got.filter((response) => !response.url().includes('favicon'));
}

const compressed = (data: Buffer | string) => gzipSync(data, { level: 9 }).length;

async function weigh(got: Response[]) {
  const sum = async (type: string) => {
    const bodies = await Promise.all(
      got.filter((response) => response.request().resourceType() === type).map((response) => response.body()),
    );
    return bodies.reduce((total, body) => total + compressed(body), 0);
  };
  const html = (await got[0]?.text()) ?? '';
  const boot = compressed(html) - compressed(html.replace(/<script>.*?<\/script>/gs, ''));
  const [page, sheets, scripts] = [await sum('document'), await sum('stylesheet'), await sum('script')];
  return { whole: page + sheets + scripts, scripts: scripts + boot };
}

for (const [what, address] of [
  ['the longest chapter of the sample library', (site: Site) => site.url + longest],
  ['a chapter of 3,000 words', (_: Site, library: Site) => `${library.url}lamps/chapter-1/`],
] as const) {
  test(`${what} is light, and asks for little @chromium`, async ({ page, site, library }) => {
    const url = address(site, library);
    const got = await load(page, url);
    const { whole, scripts } = await weigh(got);
    expect(whole).toBeLessThanOrEqual(20 * kilobyte);
    expect(scripts).toBeLessThanOrEqual(6 * kilobyte);
    expect(got.length).toBeLessThanOrEqual(6);
    const { origin } = new URL(url);
    expect(got.filter((response) => new URL(response.url()).origin !== origin)).toEqual([]);
  });

  for (const flow of choices.flow)
    test(`${what} stands still while it loads, ${flow} @chromium`, async ({ page, site, library }) => {
      await watchShifts(page);
      await page.addInitScript(
        ([key, kept]) => {
          localStorage.setItem(key, kept);
        },
        [settingsKey, JSON.stringify({ flow })] as const,
      );
      await load(page, address(site, library));
      await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
      if (flow === 'paged') await expect(page.locator('.status p')).toContainText('Page 1 of');
      expect(await shiftOf(page)).toBeLessThan(0.01);
    });
}

for (const [what, address, whole] of [
  ['prose', 'lamps/chapter-1/', 18.5],
  ['nothing but talk', 'talk/chapter-1/', 20],
] as const)
  test(`a chapter of ${what} is light, and a seventh of its page or less is not its text @chromium`, async ({
    page,
    library,
  }) => {
    const got = await load(page, library.url + address);
    expect((await weigh(got)).whole).toBeLessThanOrEqual(whole * kilobyte);
    const { text, rest } = parts(await got[0]?.text());
    expect(rest).toBeLessThanOrEqual(0.15 * text);
  });

test('what a chapter between two others has besides its text is less than three kilobytes @chromium', async ({
  page,
  library,
}) => {
  const { text, rest } = parts(await (await page.request.get(`${library.url}salt-road/ferry/`)).text());
  expect(text).toBeGreaterThan(15_000);
  expect(rest).toBeLessThanOrEqual(2900);
});

/** Bytes of a chapter's page: its story and notes, and all else. */
function parts(html = ''): { text: number; rest: number } {
  const [, story = ''] = html.split('<div class="story prose">');
  const text = Buffer.byteLength(story.slice(0, story.lastIndexOf('</article>')));
  return { text, rest: Buffer.byteLength(html) - text };
}
