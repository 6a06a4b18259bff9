/** The reader's place: where one was, what is read, what is new, through edits, other tabs and a storage that fails. */
import type { BrowserContext, Page } from '@playwright/test';
import type { StoryReader } from '../../src/reader/flow/story-reader.ts';
import { chapters, expect, faultsOf, kinds, sourceOf, test } from './site.ts';

/** The longest chapter with one before it and one behind. */
const [chapter = ''] = chapters
  .filter((path) => /rel="?prev/.test(sourceOf(path)) && /rel="?next/.test(sourceOf(path)))
  .sort((a, b) => sourceOf(b).length - sourceOf(a).length);
const [workSlug = '', chapterSlug = ''] = chapter.split('/');
const work = `${workSlug}/`;
const nextOf = (path: string) => /rel="?next"? href="?([^"\s>]+)/.exec(sourceOf(path))?.[1] ?? '';

const home = (page: Page) => page.evaluate(() => document.documentElement.dataset['base'] ?? '');
const stored = async (page: Page, what: string, path: string) =>
  page.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? 'null'),
    `fleuron.${what}.1:${await home(page)}${path}`,
  );
const keptPlace = (page: Page, path = chapter) => stored(page, 'place', path.replace(/\/$/, ''));

/** Id of the paragraph at the top of what is shown. */
const shown = (page: Page) =>
  page.evaluate(() => document.querySelector<StoryReader>('story-reader:defined')?.where()?.place.id);

/** One screen on. Another face coming in ends a scroll that is under way, since it holds the place: then one presses again. */
async function pressOn(page: Page): Promise<void> {
  const before = await page.evaluate(() => scrollY);
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 2_000 }).toBeGreaterThan(before);
  }).toPass();
}

/** Turns some screens, as somebody who reads, and waits until the browser has kept the place. */
async function readOn(page: Page, screens: number, path = chapter): Promise<string> {
  for (let i = 0; i < screens; i += 1) await pressOn(page);
  await expect
    .poll(async () => {
      const [kept, now] = [await keptPlace(page, path), await shown(page)];
      return Boolean(now) && kept?.id === now;
    })
    .toBe(true);
  return (await shown(page)) ?? '';
}

/** Two frames: what a scroll or a layout sets going has been done by then. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

/** Scrolls on by the wheel, and waits until the browser has kept the place. */
async function turnWheel(page: Page): Promise<string> {
  await page.locator('.story > p').first().hover();
  await page.mouse.wheel(0, 600);
  await expect
    .poll(async () => {
      const [kept, now] = [await keptPlace(page), await shown(page)];
      return Boolean(now) && kept?.id === now;
    })
    .toBe(true);
  return (await shown(page)) ?? '';
}

/** Begins a chapter and leaves it at once: the browser keeps the place then too. */
async function lookInto(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.keyboard.press('PageDown');
  await expect
    .poll(async () => {
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
      return keptPlace(page, path);
    })
    .not.toBeNull();
}

async function readToEnd(page: Page, path = chapter): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('PageDown');
    expect((await keptPlace(page, path))?.finished).toBeGreaterThan(0);
  }).toPass();
}

/** Serves a page as if its author had changed it. */
async function edit(context: BrowserContext, site: string, path: string, change: (html: string) => string) {
  await context.route(site + path, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: change(sourceOf(path)) }),
  );
}

test('who comes back to a chapter is at the same paragraph, and one press from its start', async ({
  page,
}) => {
  await page.goto(chapter);
  const id = await readOn(page, 4);
  await page.goto('');
  const link = page.locator('.continue a').first();
  await expect(link).toHaveAttribute('href', new RegExp(`${chapterSlug}/$`));
  await link.click();
  await expect.poll(() => shown(page)).toBe(id);
  await expect(page.getByRole('status')).toContainText('You were here');
  await page.getByRole('button', { name: 'Start of chapter' }).click();
  await expect(page.locator('.story > p').first()).toBeInViewport();
  expect((await keptPlace(page))?.id, 'looking at the start is not reading').toBe(id);

  await page.goto(chapter);
  await expect.poll(() => shown(page)).toBe(id);
  await page.reload();
  await expect.poll(() => shown(page)).toBe(id);
  await expect(page.getByRole('status'), 'a reload is no return').toHaveCount(0);
});

test('a place whose paragraph was rewritten is found by what stands around it', async ({
  page,
  context,
  site,
}) => {
  await page.goto(chapter);
  const id = await readOn(page, 4);
  const neighbour = await page.evaluate((at) => document.getElementById(at)?.nextElementSibling?.id, id);
  await edit(context, site.url, chapter, (html) => html.replaceAll(id, 'pzzzzzzzz'));
  await page.goto('');
  await page.goto(chapter);
  await expect(page.getByRole('status')).toContainText('changed since');
  await expect(page.locator(`[id="${neighbour}"]`)).toBeInViewport();
});

test('a place in what was cut away lands in what is left', async ({ page, context, site }) => {
  await page.goto(chapter);
  const id = await readOn(page, 3);
  await edit(context, site.url, chapter, (html) => {
    const before = [...html.slice(0, html.indexOf(id)).matchAll(/<p id=/g)];
    return `${html.slice(0, before.at(-3)?.index)}</div>${html.slice(html.indexOf('</article>'))}`;
  });
  const faults = faultsOf(page);
  await page.goto('');
  await page.goto(chapter);
  await expect(page.getByRole('status')).toContainText('changed since');
  await expect(page.locator('.story')).toBeInViewport();
  expect(faults).toEqual([]);
});

test('a link into a chapter leaves the kept place alone until one reads on there', async ({ page }) => {
  await page.clock.install();
  await page.goto(chapter);
  const id = await readOn(page, 1);
  const paragraphs = page.locator('.story > p');
  const target = await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).getAttribute('id');
  await page.goto('');
  await page.goto(`${chapter}#${target}`);
  await expect(page.locator(`[id="${target}"]`)).toBeInViewport();
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press('PageDown');
    await page.clock.runFor(2000);
  }
  expect((await keptPlace(page))?.id, 'leafing is not reading').toBe(id);
  await page.goto('');
  await page.goto(`${chapter}#${target}`);
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await page.clock.runFor(40_000);
    expect(await shown(page)).toBe((await keptPlace(page))?.id);
  }).toPass();
  expect((await keptPlace(page))?.id).not.toBe(id);
  expect(new URL(page.url()).hash, 'the address no longer says where one is').toBe('');
});

test('after a turn of the wheel, a press of End only looks at the end: the place stays, and nothing is ticked @mouse', async ({
  page,
}) => {
  await page.goto(chapter);
  const id = await turnWheel(page);
  await page.keyboard.press('End');
  await expect
    .poll(() => page.evaluate(() => document.body.scrollHeight - scrollY - innerHeight))
    .toBeLessThan(2);
  await drawn(page);
  await page.goto(work);
  const row = page.locator('.contents > li', { has: page.locator(`a[href$="/${chapterSlug}/"]`) });
  await expect(row).toHaveAttribute('data-state', 'here');
  const kept = await keptPlace(page);
  expect(kept.id).toBe(id);
  expect(kept).not.toHaveProperty('finished');
  await page.goto(chapter);
  await expect.poll(() => shown(page)).toBe(id);
});

test('a chapter read to its end is ticked, and the next one is offered', async ({ page }) => {
  await page.goto(chapter);
  await readToEnd(page);
  await page.goto(work);
  const row = page.locator('.contents > li', { has: page.locator(`a[href$="/${chapterSlug}/"]`) });
  await expect(row).toHaveAttribute('data-state', 'finished');
  const action = page.locator('.beginning > a').first();
  await expect(action).toContainText('Continue');
  await expect(action).toHaveAttribute('href', new RegExp(`${nextOf(chapter)}$`));
  await expect(page.locator('.beginning > p')).toContainText(/ left$/);
  await page.goto('');
  await expect(page.locator('.continue a').first()).toHaveAttribute(
    'href',
    new RegExp(`${nextOf(chapter)}$`),
  );

  await page.goto(chapter);
  await expect(page.locator('h1'), 'read again, it begins at its beginning').toBeInViewport();
  await readOn(page, 2);
  await page.goto(work);
  await expect(row).toHaveAttribute('data-state', 'here');
  expect((await keptPlace(page))?.finished, 'reading again takes nothing back').toBeGreaterThan(0);
});

test('reading an early chapter again offers both that one and the furthest', async ({ page }) => {
  const [first = '', , third = ''] = await inOrder(page);
  await page.goto(third);
  await readOn(page, 2, third);
  await page.goto(first);
  await readOn(page, 2, first);
  await page.goto(work);
  await expect(page.locator('.beginning > a')).toHaveAttribute('href', new RegExp(`${first}$`));
  const furthest = page.locator('.beginning > p a');
  await expect(furthest).toHaveAttribute('href', new RegExp(`${third}$`));
  await expect(furthest).toContainText('Furthest');
});

/** The chapters of the work as its page lists them. */
async function inOrder(page: Page): Promise<string[]> {
  await page.goto(work);
  const slugs = await page
    .locator('.contents a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname.split('/').at(-2)));
  return slugs.map((slug) => `${work}${slug}/`);
}

test('chapters that came since are told on the front page and marked in the contents', async ({
  page,
  context,
  site,
}) => {
  const [first = ''] = await inOrder(page);
  await page.goto(first);
  await readOn(page, 2, first);
  await page.goto('');
  const entry = page.locator(`[data-work="${workSlug}"]`);
  await expect(entry.locator('.standing')).toContainText('Reading');
  await expect(entry.locator('.fresh')).toHaveCount(0);

  const count = Number(await entry.getAttribute('data-chapters'));
  await edit(context, site.url, '', (html) =>
    html.replace(new RegExp(`(data-work="?${workSlug}"? data-chapters="?)${count}`), `$1${count + 1}`),
  );
  await edit(context, site.url, work, (html) =>
    html.replace(
      '</ol>',
      '<li class="chapter" data-words="900"><a href="late-news/">Late News</a></li></ol>',
    ),
  );
  await page.goto('');
  await expect(entry.locator('.fresh')).toHaveText('1 new chapter');
  await page.goto(work);
  await expect(page.locator('.contents > li').last()).toHaveAttribute('data-state', 'new');
  await expect(page.locator('.beginning > p')).toContainText('1 new chapter');
  await page.goto(first);
  await readOn(page, 1, first);
  await page.goto('');
  await expect(entry.locator('.fresh'), 'one was here since').toHaveCount(0);
});

test('a work taken off the list stays read; a forgotten one comes back when asked', async ({ page }) => {
  await page.goto(chapter);
  await readOn(page, 2);
  await page.goto('');
  await page.locator('.continue button').first().click();
  await expect(page.locator('.continue a')).toHaveCount(0);
  await page.goto(work);
  await expect(page.locator('.contents [data-state="here"], .contents > [data-state="here"]')).toHaveCount(1);
  await page.getByRole('button', { name: /forget/i }).click();
  await expect(page.locator('.contents > [data-state]')).toHaveCount(0);
  await expect(page.locator('.beginning > a')).toHaveText('Start reading');
  expect(await keptPlace(page)).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.contents > [data-state="here"]')).toHaveCount(1);
});

test('two tabs in one work keep both their places, and an open page learns of them', async ({
  page,
  context,
}) => {
  const [first = '', second = ''] = await inOrder(page);
  const other = await context.newPage();
  await page.goto(first);
  await readOn(page, 1, first);
  await other.goto(second);
  await readOn(other, 1, second);
  await page.bringToFront();
  await readOn(page, 1, first);
  await other.goto(work);
  await expect(other.locator('.contents > [data-state]')).toHaveCount(2);
  await readToEnd(page, first);
  await expect(other.locator('.contents > [data-state="finished"]')).toHaveCount(1);
});

const broken: [string, (site: string[]) => void][] = [
  [
    'full of junk',
    ([base = '', workSlug = '', chapterSlug = '']) => {
      // Firefox runs this on its empty page too, where there is no storage.
      if (!location.protocol.startsWith('http')) return;
      const junk = [
        '{',
        'null',
        '[]',
        '"x"',
        '{"at":"now","id":7,"near":{}}',
        '{"at":1e999}',
        '[[1],[null,2]]',
      ];
      for (const [i, text] of junk.entries()) {
        for (const what of ['place', 'last', 'seen'])
          localStorage.setItem(
            `fleuron.${what}.1:${base}${workSlug}${what === 'place' ? `/${i}` : ''}`,
            text,
          );
        localStorage.setItem(`fleuron.place.1:${base}${workSlug}/${chapterSlug}`, text);
        localStorage.setItem(`fleuron.pace.1:${base}`, text);
      }
    },
  ],
  [
    'full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'forbidden',
    () => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
    },
  ],
];

for (const [how, breakStorage] of broken) {
  test(`with a storage that is ${how}, every page reads on`, async ({ page, site }) => {
    const faults = faultsOf(page);
    await page.addInitScript(breakStorage, [new URL(site.url).pathname, workSlug, chapterSlug] as [
      string,
      string,
      string,
    ]);
    for (const path of Object.values(kinds)) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.keyboard.press('PageDown');
    }
    await page.goto(chapter);
    for (let i = 0; i < 3; i += 1) {
      await pressOn(page);
    }
    await page.goto(work);
    await expect(page.locator('.beginning > a')).toBeVisible();
    expect(faults.filter((fault) => !/404/.test(fault))).toEqual([]);
  });
}

test('the next chapter is fetched ahead once, near the end, and not where data is saved', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  const next = new URL(nextOf(chapter), site.url).href;
  page.on('request', (request) => request.url() === next && asked.push(request.url()));
  await page.goto(chapter, { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  await readToEnd(page);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageDown');
  await expect.poll(() => asked.length).toBe(1);

  asked.length = 0;
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    localStorage.clear();
  });
  await page.goto(chapter);
  await readToEnd(page);
  expect(asked).toEqual([]);
});

test('what a reader gets moves nothing that stands on the page', async ({ page }) => {
  const tops = () =>
    page
      .locator('.works > li, .contents > li')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top + scrollY));
  const settled = async (path: string) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    return tops();
  };
  const before = [await settled(''), await settled(work)];
  // An announcement keeps no place.
  const read = chapters.filter((each) => each !== chapter && !sourceOf(each).includes('data-kind='));
  for (const path of [...read.slice(0, 5), chapter]) await lookInto(page, path);
  const after = [await settled(''), await settled(work)];
  await expect(page.locator('.contents > [data-state]').first()).toBeVisible();
  expect(after).toEqual(before);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('nothing speaks of a place, and the way in is there @noscript', async ({ page }) => {
    await page.goto('');
    expect(await page.locator('.continue > *').count()).toBe(0);
    expect(await page.locator('.standing, [data-state]').count()).toBe(0);
    await page.goto(work);
    expect(await page.locator('[data-state], .forget').count()).toBe(0);
    expect(await page.locator('.beginning > a').textContent()).toBe('Start reading');
  });
});
