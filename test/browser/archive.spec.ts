/** The ways of a reader through an archive of three hundred works, and what a machine finds wrong on its pages. */
import type { Page } from '@playwright/test';
import { axe, faults } from '../axe.ts';
import { type Files, serveLibrary } from './library.ts';
import { test as base, expect, faultsOf, served } from './site.ts';

const total = 300;
const pick = <Item>(list: readonly Item[], n: number) => list[n % list.length] as Item;
const fandoms = ['The Quennet Cycle', 'Null Island', 'Saltworks', 'Original Work', '港の灯'];
const ratings = ['General Audiences', 'Teen And Up Audiences', 'Mature', 'Not Rated'];
const authors = [
  'Sanna Oduya',
  'J. R. Tregunna',
  'Ottoline Pask',
  'Ysolde Marrow',
  'يسرى حداد',
  'Anselm Vane',
  'Ada Voss',
];

const paragraph = (n: number) =>
  `On day ${n} the harbour was ${pick(['shut', 'full', 'on fire', 'for sale'], n)}, and ${pick(authors, n)} said so in ${n * 3 + 1} words.\n\n`;
const story = (n: number, length = 6) => Array.from({ length }, (_, i) => paragraph(n * 7 + i)).join('');

/** Every fifth is a serial of volumes, the others stand in a file each. */
function work(n: number): Files {
  const said = [
    `title: "Harbour ${n}"`,
    `authors: ${pick(authors, n)}`,
    `fandoms: ${pick(fandoms, n)}`,
    `tags: [slow tide, tag ${n % 31}]`,
    `rating: ${pick(ratings, n)}`,
    `published: 20${10 + (n % 15)}-0${1 + (n % 9)}-11`,
    `summary: What the harbour was on day ${n * 7}.`,
    ...(n % 4 ? [] : [`series: {name: Harbours ${n % 12}, place: ${n}}`]),
    ...(n % 50 ? [] : ['unlisted: true']),
  ].join('\n');
  if (n % 5) return { [`works/harbour-${n}.txt`]: `---\n${said}\n---\n\n${story(n)}` };
  const folder = `works/harbour-${n}`;
  return {
    [`${folder}/work.yaml`]: `${said}\n`,
    [`${folder}/1-ebb/01-low.txt`]: `---\ncontent-notes: salt\n---\n\n${story(n)}`,
    [`${folder}/1-ebb/02-lower.txt`]: `A/N: Back again.\n\n***\n\n${story(n + 1)}`,
    [`${folder}/2-flood/03-high.txt`]: story(n + 2, n === 5 ? 80 : 8),
  };
}

const test = base.extend({
  site: served(
    () =>
      serveLibrary({
        'site.yaml': 'title: Three hundred harbours\npage-words: 600\n',
        ...Object.assign({}, ...Array.from({ length: total }, (_, i) => work(i + 1))),
      }),
    240_000,
  ),
});

const follow = (page: Page, name: string | RegExp) =>
  page
    .locator('main')
    .getByRole('link', { name, exact: typeof name === 'string' })
    .first()
    .click();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('from the front page to a fandom, through its pages, into a work and to its end', async ({ page }) => {
  const found = faultsOf(page);
  await page.goto('');
  await follow(page, 'Fandoms');
  await follow(page, 'Null Island');
  await expect(heading(page)).toHaveText('Null Island');
  await expect(page.getByText('60 works')).toBeVisible();
  await follow(page, 'Next page');
  await follow(page, 'Next page');
  await expect(page.getByText('Page 3 of 3')).toBeVisible();
  await page.locator('main h2 a').first().click();
  const title = (await heading(page).textContent()) ?? '';
  await follow(page, 'Start reading');
  await expect(page.locator('.story > p').first()).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(title));
  await expect(page.getByText('This was the last chapter.')).toBeVisible();
  expect(found).toEqual([]);
});

test('through a serial: its volumes, its chapters, a long one’s pages, and all of it on one', async ({
  page,
}) => {
  await page.goto('harbour-5/');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Ebb', 'Flood']);
  await follow(page, 'Start reading');
  for (const end of ['low/', 'lower/', 'high/', 'high/2/']) {
    await expect(page).toHaveURL(new RegExp(`/harbour-5/${end}$`));
    if (end !== 'high/2/') await page.locator('a[rel="next"]').click();
  }
  await expect(page.getByText('Page 2 of')).toBeVisible();
  await page.goto('harbour-5/all/');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Ebb', 'Low', 'Lower', 'Flood', 'High']);
});

test('an author’s, a series’ and every list’s works are there, but for those that are unlisted', async ({
  page,
}) => {
  await page.goto('works/');
  await expect(page.getByText('Page 1 of 15')).toBeVisible();
  await page.goto('series/harbours-0/');
  const places = (await page.locator('main h2').allTextContents()).map((title) =>
    Number(title.split(' ')[1]),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places.some((place) => place % 50 === 0)).toBe(false);
  await page.goto('harbour-50/');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
});

test('no kind of page has a fault that a machine can find @chromium', async ({ page }) => {
  const kinds = [
    '',
    'works/',
    'works/2/',
    'new/',
    'browse/',
    'author/',
    'author/sanna-oduya/2/',
    'fandom/',
    'series/harbours-4/',
    'tag/slow-tide/',
    'rating/mature/',
    'language/en/',
    'status/complete/',
    'harbour-5/',
    'harbour-5/all/',
    'harbour-5/lower/',
    'harbour-5/high/2/',
    'harbour-2/chapter-1/',
    'nothing/here/',
  ];
  for (const path of kinds) {
    await page.goto(path);
    await page.evaluate(axe);
    expect.soft(await page.evaluate(faults, { within: 'html' }), path).toEqual([]);
  }
});
