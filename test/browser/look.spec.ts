/** How a page looks: what each setting does, in which language, with which author's style, on which screen and on paper. */
import type { Page } from '@playwright/test';
import { choices, measures, settingsKey } from '../../src/reader/settings/settings.ts';
import { serveLibrary } from './library.ts';
import type { Site } from './server.ts';
import { test as base, expect, kinds, served, shiftOf, watchShifts } from './site.ts';

const prose = Array.from(
  { length: 8 },
  (_, i) =>
    `Anselm carried the ${i + 2}th bucket up from the well and set it beside the others, and nobody in the yard looked up from the mending, for it had rained on every one of the days before and the rope was as long as ever.`,
).join('\n\n');

const blocks = `---
date: 2024-03-05
content-notes: a high tide
---

A/N: This chapter is ${'very '.repeat(40)}long.

***

# Chapter One: All at once

${prose}

| Hour | Predicted height in fathoms | Observed height in fathoms | Wind over the harbour | Remarks by the keeper |
|---|---|---|---|---|
| 04:00 | 3.2 | 3.1 | north-north-west | incomprehensibilities |

\`\`\`js
const highest = (gauge) => gauge.map(({ level }) => level).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
\`\`\`

\`\`\`status
Name: Harrowgate-the-Unreasonably-Long-Winded-Keeper-of-the-Third-Step: 120/120
\`\`\`

${'unbreakable'.repeat(20)} and https://example.org/${'path/'.repeat(30)} too.[^1]

[21:04] Ebba: is anybody out there

[21:05] Milo: only me and the fog

[21:06] Ebba: tell it good evening

<details><summary>What the fog said</summary>

Nothing at all.

</details>

***

> Dear keeper,
>
> The water stood at the third step.

[^1]: ${'Footnote'.repeat(20)}.[^2]
[^2]: Those who keep a lamp are kept by it, they say in the harbour office.

***

A/N: Next one on Sunday.
`;

const files = {
  'theme.css': `:root { --corner: 11px }
[data-theme="deep-sea"] { color-scheme: dark; --paper: #06222b; --tint: #0b2c37; --ink: #d7e4e4;
  --ink-soft: #a5bcbf; --edge: #7593a0; --leaf: var(--accent, #8fd0c5); --mark: #123c48; }`,
  'works/blocks/work.yaml': 'title: Blocks\nornament: "§ § §"\naccent: "#8a3324"\n',
  'works/blocks/01-every.md': blocks,
  'works/ja/01.txt':
    '第一章\n\n　彼女は窓を開けた。海の匂いがした。灯台の明かりが、遠くでゆっくりと回っている。\n\n「まだ起きていたの」と母が言った。彼女は答えずに、ただ光を数えていた。\n\n　朝になると、霧がすべてを隠していた。誰も来なかった。\n',
  'works/ar/01.txt': 'فتحت النافذة وشمّت رائحة البحر في الليل.\n\nوفي الصباح أخفى الضباب كل شيء عن الرصيف.\n',
};

const test = base.extend<object, { library: Site }>({
  library: served(() => serveLibrary(files)),
});

/** Opens a page as it stands for a reader who had chosen so. */
async function open(page: Page, path: string, settings: Record<string, unknown> = {}): Promise<void> {
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    settingsKey,
    JSON.stringify(settings),
  ] as const);
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
}

const look = (page: Page, selector: string, property: string, pseudo?: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((at, [name, part]) => getComputedStyle(at, part).getPropertyValue(name), [
      property,
      pseudo,
    ] as const);

const number = async (page: Page, selector: string, property: string) =>
  Number.parseFloat(await look(page, selector, property));

const second = '.story > p + p';

test('without a setting a line has about 65 characters', async ({ page, library }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `${library.url}blocks/every/`);
  const perLine = await page
    .locator(second)
    .first()
    .evaluate((paragraph) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      return (paragraph.textContent?.length ?? 0) / (lines.size - 0.5);
    });
  expect(perLine).toBeGreaterThan(58);
  expect(perLine).toBeLessThan(75);
});

const effects: [
  setting: Record<string, number>,
  property: string,
  expected: (px: number, size: number) => number,
][] = [
  [{ size: 150 }, 'font-size', (px) => px * 1.5],
  [{ leading: 120 }, 'line-height', (px) => px * 1.2],
  [{ gap: 1 }, 'margin-top', (_, size) => size],
  [{ indent: 3 }, 'text-indent', (_, size) => size * 3],
  [{ letters: 0.1 }, 'letter-spacing', (_, size) => size * 0.1],
  [{ words: 0.2 }, 'word-spacing', (_, size) => size * 0.2],
  [{ weight: 600 }, 'font-weight', () => 600],
];

for (const [setting, property, expected] of effects) {
  test(`${JSON.stringify(setting)} sets the text’s ${property}`, async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`);
    const before = await number(page, second, property);
    const size = await number(page, second, 'font-size');
    await open(page, `${library.url}blocks/every/`, setting);
    expect(await number(page, second, property)).toBeCloseTo(expected(before, size), 0);
  });
}

test('the measure, the alignment and the hyphens are the reader’s', async ({ page, library }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `${library.url}blocks/every/`);
  const width = await number(page, '.story', 'width');
  expect(await look(page, second, 'hyphens')).toBe('auto');
  await open(page, `${library.url}blocks/every/`, { measure: 39, align: 'justified', hyphens: 'none' });
  expect(await number(page, '.story', 'width')).toBeCloseTo(width * 0.6, 0);
  expect(await look(page, second, 'text-align')).toBe('justify');
  expect(await look(page, 'blockquote > p', 'text-align')).not.toBe('justify');
  expect(await look(page, second, 'hyphens')).toBe('manual');
});

test('a stored number that is out of bounds does no more than the bound', async ({ page, library }) => {
  const beyond = Object.fromEntries(Object.entries(measures).map(([name, { most }]) => [name, most * 1000]));
  const most = Object.fromEntries(Object.entries(measures).map(([name, { most }]) => [name, most]));
  const read = () =>
    page
      .locator(second)
      .first()
      .evaluate((at) => {
        const style = getComputedStyle(at);
        return [
          'font-size',
          'line-height',
          'margin-top',
          'letter-spacing',
          'word-spacing',
          'font-weight',
          'width',
        ].map((name) => style.getPropertyValue(name));
      });
  await open(page, `${library.url}blocks/every/`, most);
  const bound = await read();
  await page.evaluate((numbers) => {
    for (const [name, value] of Object.entries(numbers))
      document.documentElement.style.setProperty(`--set-${name}`, String(value));
  }, beyond);
  expect(await read()).toEqual(bound);
});

const faces = { serif: 'Literata', sans: 'Source Sans 3', legible: 'Atkinson', dyslexic: 'OpenDyslexic' };

for (const [face, name] of Object.entries(faces)) {
  test(`of the faces for a story only ${name} is fetched when it is chosen`, async ({ page, library }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, `${library.url}blocks/every/`, face === choices.face[0] ? {} : { face });
    expect(await look(page, second, 'font-family')).toContain(name);
    const loaded = await page.evaluate(() =>
      [...document.fonts]
        .filter(({ status }) => status === 'loaded')
        .map(({ family }) => family.replaceAll('"', '')),
    );
    const story = loaded.filter((family) => !family.includes('fallback'));
    expect(loaded.some((family) => family.startsWith(name))).toBe(true);
    expect(story.filter((family) => !family.startsWith(name))).toEqual([]);
    const fonts = asked.filter((url) => url.endsWith('.woff2'));
    expect(new Set(fonts).size).toBeLessThanOrEqual(4);
    expect(asked.filter((url) => url.endsWith('.css'))).toHaveLength(face === 'serif' ? 1 : 2);
  });
}

test('figures hang below the line in the story alone', async ({ page, library }) => {
  await open(page, `${library.url}blocks/every/`);
  const figures = (of: string) => look(page, of, 'font-variant-numeric');
  expect(await figures(second)).toContain('oldstyle-nums');
  expect(await figures('.note > p')).not.toContain('oldstyle-nums');
  for (const beside of ['.chat > p', 'td', '.screen']) expect(await figures(beside)).toContain('lining-nums');
});

test('the arrow back from a footnote never stands on a line alone', async ({ page, library }) => {
  await open(page, `${library.url}blocks/every/`);
  const back = page.getByRole('link', { name: 'Back to reference 2' });
  for (let width = 320; width < 700; width += 20) {
    await page.setViewportSize({ width, height: 700 });
    const [words = 0, arrow = 0, over = 0] = await back.evaluate((link) => {
      const range = document.createRange();
      range.setStart(link.parentElement as Node, 0);
      range.setEndBefore(link);
      const lines = [...range.getClientRects()];
      const box = link.getBoundingClientRect();
      const { right } = (link.closest('.story') as Element).getBoundingClientRect();
      return [Math.max(...lines.map(({ bottom }) => bottom)), (box.top + box.bottom) / 2, box.right - right];
    });
    expect(arrow, `${width} pixels wide`).toBeLessThan(words);
    expect(over, `${width} pixels wide`).toBeLessThanOrEqual(0);
  }
});

test('in the contents over a chapter a date begins the line below the title', async ({ page, library }) => {
  await open(page, `${library.url}blocks/every/`);
  await page.keyboard.press('t');
  const entry = page.locator('.panel-contents .contents > li');
  await expect(entry.getByRole('link')).toBeFocused();
  const [label, date] = await Promise.all(
    ['.label', '.date'].map((part) => entry.locator(part).boundingBox()),
  );
  expect(date?.y).toBeGreaterThan(label?.y ?? 0);
  expect(date?.x).toBe(label?.x);
});

test('Arabic is not spaced out or cut, Japanese not justified; nor are their indents ours', async ({
  page,
  library,
}) => {
  const settings = { letters: 0.1, words: 0.3, align: 'justified', indent: 3 };
  await open(page, `${library.url}ar/chapter-1/`, settings);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await look(page, second, 'letter-spacing')).toMatch(/^(?:normal|0px)$/);
  expect(await look(page, second, 'word-spacing')).toBe('0px');
  expect(await look(page, second, 'hyphens')).toBe('manual');
  await open(page, `${library.url}ja/chapter-1/`, settings);
  expect(await look(page, second, 'text-align')).toBe('start');
  expect(await look(page, second, 'word-spacing')).toBe('0px');
  expect(await look(page, second, 'text-indent')).toBe(await look(page, second, 'font-size'));
  expect(await look(page, '.story > p', 'text-indent')).toBe(await look(page, second, 'font-size'));
});

test.describe('the author’s notes', () => {
  const note = (page: Page) => page.getByRole('note', { name: 'Author’s note' });

  test('stand where they were written, as named regions', async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`);
    await expect(note(page)).toHaveCount(2);
    await expect(note(page).first()).toContainText('long');
  });

  test('are folded, and open by a key', async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`, { notes: 'folded' });
    const first = note(page).first();
    await expect(first.getByText('very')).toBeHidden();
    await first.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(first.getByText('very')).toBeVisible();
  });

  test('come after the story, in the order in which they are read', async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`, { notes: 'end' });
    await expect(page.locator('.story + .note')).toContainText('very');
    await expect(page.locator('.note + .note')).toContainText('Sunday');
  });

  test('are hidden, and one line shows them', async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`, { notes: 'hidden' });
    await expect(note(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Show them' }).click();
    await expect(note(page)).toHaveCount(2);
    await expect(note(page).first()).toBeFocused();
    await expect(page.getByRole('button', { name: 'Show them' })).toHaveCount(0);
  });

  test('move nothing that was painted, folded or hidden @chromium', async ({ page, library }) => {
    await watchShifts(page);
    for (const notes of choices.notes) {
      await open(page, `${library.url}blocks/every/`, { notes });
      if (notes === 'folded') await expect(page.locator('.note > details > summary')).toHaveCount(2);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await shiftOf(page), notes).toBeLessThan(0.01);
    }
  });
});

test('an author’s theme, accent and ornament hold until the reader wants the page plain', async ({
  page,
  library,
}) => {
  const colours = () =>
    page.evaluate(() => {
      const link = document.querySelector('.footnotes a, .story a');
      return [
        getComputedStyle(document.documentElement).backgroundColor,
        link && getComputedStyle(link).color,
        getComputedStyle(document.querySelector('hr') ?? document.body, '::before').maskImage,
      ];
    });
  await open(page, `${library.url}blocks/every/`, { theme: 'paper' });
  await expect(page.locator('html')).toHaveAttribute('data-themes', 'deep-sea');
  expect(await colours()).toEqual(['rgb(251, 251, 248)', 'rgb(138, 51, 36)', 'none']);
  await open(page, `${library.url}blocks/every/`, { theme: 'deep-sea' });
  const [paper, link] = await colours();
  expect(paper).toBe('rgb(6, 34, 43)');
  expect(link).not.toBe('rgb(138, 51, 36)');
  await open(page, `${library.url}blocks/every/`, { theme: 'deep-sea', styling: 'plain' });
  const plain = await colours();
  expect(plain[0]).not.toBe('rgb(6, 34, 43)');
  expect(plain[2]).toContain('url(');
  await open(page, `${library.url}blocks/every/`, { theme: 'paper', styling: 'plain' });
  expect((await colours())[1]).toBe('rgb(42, 96, 75)');
});

test.describe('on the narrowest screen, which is also a wide one at 400 %', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const settings of [
    {},
    { size: 250 },
    { face: 'dyslexic', letters: 0.25, words: 0.5 },
    { notes: 'folded' },
  ])
    test(`nothing scrolls sideways with ${JSON.stringify(settings)}`, async ({ page, library }) => {
      for (const path of ['', 'blocks/', 'blocks/every/', 'ja/chapter-1/', 'ar/chapter-1/', '404.html']) {
        await open(page, library.url + path, settings);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, path).toBeLessThanOrEqual(0);
      }
    });

  test('no panel is wider than the window', async ({ page, library }) => {
    await open(page, `${library.url}blocks/every/`);
    for (const [key, name] of [
      ['s', 'Settings'],
      ['t', 'Contents'],
      ['m', 'Marks'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(key);
      const panel = page.getByRole('dialog', { name });
      await expect(panel).toBeVisible();
      for (const fold of await panel.locator('summary').all()) await fold.click();
      const over = await panel
        .locator('.panel-body')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(over, name).toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
      await expect(panel).toHaveCount(0);
    }
  });
});

test('on paper there are no controls, ink is black, and each page says what it is of @chromium', async ({
  page,
  library,
}) => {
  await open(page, `${library.url}blocks/every/`, { theme: 'deep-sea' });
  await page.emulateMedia({ media: 'print' });
  for (const control of ['.masthead', '.chapter-nav', '.skip'])
    await expect(page.locator(control).first()).toBeHidden();
  expect(await page.locator('button:visible').count()).toBe(0);
  await expect(page.getByRole('note').first()).toBeVisible();
  // What is folded in the story nobody can open here; what is said beforehand was folded for a reason.
  expect(await page.getByText('Nothing at all.').evaluate((at) => at.checkVisibility())).toBe(true);
  await expect(page.getByText('Content notes')).toBeHidden();
  expect(await look(page, second, 'color')).toBe('rgb(0, 0, 0)');
  expect(await look(page, 'html', 'background-color')).toBe('rgb(255, 255, 255)');
  expect(await look(page, 'article', 'display', '::before')).toBe('table-header-group');
  expect(await look(page, 'article', 'content', '::before')).toContain('All at once · Blocks');
});

test('with the system’s own colours the break is still drawn @chromium', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, kinds.front);
  const ornament = await look(page, '.with-ornament', 'background-color', '::after');
  expect(ornament).not.toMatch(/transparent|rgba\(.*, 0\)/);
  expect(ornament).not.toBe(await look(page, 'html', 'background-color'));
});

test('what a link leads to is marked, and moves only for those who want motion @chromium', async ({
  page,
  library,
}) => {
  await open(page, `${library.url}blocks/every/`);
  const id = await page.locator(second).first().getAttribute('id');
  const at = `${library.url}blocks/every/#${id}`;
  await open(page, at);
  await page.reload();
  expect(await look(page, `[id="${id}"]`, 'animation-name')).not.toBe('none');
  await open(page, at, { motion: 'reduced' });
  await page.reload();
  expect(await look(page, `[id="${id}"]`, 'animation-name')).toBe('none');
  expect(await look(page, `[id="${id}"]`, 'background-color')).not.toMatch(/rgba\(.*, 0\)/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, at, {});
  await page.reload();
  expect(await look(page, `[id="${id}"]`, 'animation-name')).toBe('none');
});
