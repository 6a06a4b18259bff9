/** The lists of a built library: who finds a work where, page by page, and who does not. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { shortId } from '../src/library/names.ts';
import { withOwnIds } from '../src/library/wholeWork.ts';
import { buildLibrary } from './browser/library.ts';

// Inside the project: Astro would have builds for outside folders share one scratch folder.
const folder = join('.cache', 'test-listing');
const site = join(folder, 'site');
const story = 'The pilot light went out on the eleventh of November.\n\nNobody lit it again.\n';

const works = Object.fromEntries(
  Array.from({ length: 45 }, (_, i) => [
    `works/work-${i + 1}.txt`,
    `---\nfandoms: ${i % 2 ? 'Four Fires' : 'four fires'}\ntags: [fires, "1984"]\npublished: 2020-01-${String((i % 28) + 1).padStart(2, '0')}\n---\n\n${story}`,
  ]),
);

const files = {
  'site.yaml': 'title: Shelf\naddress: https://example.org/repo/\nauthor: Ysolde Marrow\n',
  'authors/ysolde.yaml':
    'name: Ysolde Marrow\nabout: Keeps kilns.\nlinks: {Letters: "https://example.org/y"}\n',
  ...works,
  'works/kiln/work.yaml':
    'title: The Kiln\nseries: {name: Hearths, place: 2}\nrating: T\narchive-warnings: mcd\nrelationships: ["Anselm & Ysolde", "Anselm/Ysolde"]\nrights: https://example.org/licence\nnote: Be kind.\n',
  'works/kiln/01-ash.txt': `---\ndate: 2021-03-05\ncontent-notes: smoke\n---\n\n${story}`,
  'works/kiln/02-ember.md': `---\ndate: 2021-03-06\n---\n\n${story}\nAn aside.[^1]\n\n[^1]: Below.\n`,
  'works/kiln/03-coal.md': `${story}\nAn aside.[^1]\n\n[^1]: Below.\n`,
  'works/kiln/04-secret.txt': `---\nunlisted: true\naliases: was-elsewhere\n---\n\n${story}`,
  'works/oven/work.yaml': 'title: The Oven\nseries: {name: hearths, place: 1}\nlanguage: de\n',
  'works/oven/01.txt': story,
  'works/hidden.txt': `---\nunlisted: true\ntags: fires\n---\n\n${story}`,
};

const page = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8');
const has = (path: string) => existsSync(join(site, path, 'index.html'));
const titles = (path: string) =>
  [...page(path).matchAll(/<h2[^>]*><a [^>]*>([^<]+)</g)].map(([, title]) => title);

beforeAll(() => buildLibrary(files, folder), 180_000);

test('a long list has pages, each with the one before it and behind it', () => {
  expect(page('fandom/four-fires')).toMatch(/<link rel="next" href="\/repo\/fandom\/four-fires\/2\/"/);
  expect(page('fandom/four-fires')).not.toMatch(/rel="prev"/);
  expect(page('fandom/four-fires/2')).toMatch(/<link rel="prev" href="\/repo\/fandom\/four-fires\/"/);
  expect(page('fandom/four-fires/2')).toContain(
    'rel="canonical" href="https://example.org/repo/fandom/four-fires/2/"',
  );
  expect(has('fandom/four-fires/4')).toBe(false);
  const all = ['', '/2', '/3'].flatMap((part) => titles(`fandom/four-fires${part}`));
  expect(new Set(all).size).toBe(45);
});

test('one tag in two writings is one; figures alone are no page of a list', () => {
  expect(has('fandom/four-fires-2')).toBe(false);
  expect(page('tag/tag-1984')).toContain('<bdi>1984</bdi>');
});

test('lovers and friends are found apart', () => {
  expect(has('relationship/anselm-ysolde')).toBe(true);
  expect(has('relationship/anselm-and-ysolde')).toBe(true);
});

test('a series stands in its order, an author with what the card says', () => {
  expect(titles('series/hearths')).toEqual(['The Oven', 'The Kiln']);
  expect(page('author/ysolde-marrow')).toMatch(
    /Keeps kilns\.[\s\S]*rel="me nofollow" href="https:\/\/example\.org\/y"/,
  );
  expect(page('language/de')).toContain('<bdi>Deutsch</bdi>');
});

test('the page of a work leads to all that it is found by', () => {
  const kiln = page('kiln');
  for (const [kind, slug] of [
    ['rating', 'teen-and-up-audiences'],
    ['warning', 'major-character-death'],
    ['series', 'hearths'],
    ['author', 'ysolde-marrow'],
    ['status', 'ongoing'],
  ] as const) {
    expect(kiln).toContain(`href="/repo/${kind}/${slug}/"`);
    expect(has(`${kind}/${slug}`) && has(kind)).toBe(true);
  }
  expect(kiln).toMatch(/Part\u00a02/);
  expect(kiln).toMatch(/rel="license" href="https:\/\/example\.org\/licence"/);
  expect(kiln).toMatch(/March 5, 2021[\s\S]*Content notes[\s\S]*smoke/);
  expect(kiln).toContain('Be kind.');
});

test('new chapters stand latest first', () => {
  const links = [...page('new').matchAll(/<li>\s*<a href="([^"]+)"/g)].map(([, link]) => link);
  expect(links.slice(0, 2)).toEqual(['/repo/kiln/ember/', '/repo/kiln/ash/']);
  const chapters = links.filter((link = '') => link.split('/').length === 5);
  expect(chapters).toHaveLength(47);
});

test('the front page shows the newest works and the series', () => {
  expect(titles('')[0]).toBe('The Kiln');
  expect(titles('')).toHaveLength(24);
  expect(page('')).toContain('href="/repo/series/hearths/"');
});

test('what is unlisted is there, in no list, and left alone by search engines', () => {
  for (const path of ['hidden', 'hidden/chapter-1', 'kiln/secret'])
    expect(page(path)).toContain('<meta name="robots" content="noindex">');
  for (const path of globSync('**/index.html', { cwd: site })) {
    const text = readFileSync(join(site, path), 'utf8');
    const told = text.includes('/kiln/secret/') || text.includes('/repo/hidden/');
    expect(told, path).toBe(
      /^hidden|kiln.(?:secret|was-elsewhere)/.test(path) || path.includes(shortId('hidden')),
    );
  }
  expect(page('kiln/secret')).not.toContain('rel="shortlink"');
  expect(page(`c/${shortId('hidden')}`)).toContain('<meta name="robots" content="noindex">');
  for (const path of ['sitemap.xml', 'browse.json', '_redirects', 'robots.txt'])
    expect(readFileSync(join(site, path), 'utf8'), path).not.toMatch(/secret|hidden/);
});

test('a short link to a chapter of a work stays what it is when the work is listed', () => {
  const [, address, place] =
    /rel="shortlink" href="\/repo\/(c\/\w{8})\/#(\w{8})"/.exec(page('hidden/chapter-1')) ?? [];
  expect([address, place]).toEqual([`c/${shortId('hidden')}`, shortId('chapter-1')]);
  expect(page(address ?? '')).toContain(`<a id="${place}" dir="auto" href="/repo/hidden/chapter-1/">`);
});

test('the whole work is on one page, and no id stands twice there', () => {
  const whole = page('kiln/all');
  expect(whole.match(/eleventh of November/g)).toHaveLength(3);
  const ids = [...whole.matchAll(/\sid="?([^"\s>]+)/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of whole.matchAll(/href="?#([^"\s>]+)/g)) expect(ids).toContain(target);
  expect(has('oven/all')).toBe(false);
});

test('every link of every page leads to a page', () => {
  const missing = globSync('**/*.html', { cwd: site }).flatMap((path) =>
    [...readFileSync(join(site, path), 'utf8').matchAll(/\shref="?(\/repo\/[^"#\s>]*\/)["\s>#]/g)]
      .map(([, link = '']) => decodeURIComponent(link.replace('/repo/', '')))
      .filter((link) => !has(link))
      .map((link) => `${path} → ${link}`),
  );
  expect(missing).toEqual([]);
});

test('ids that clash are told apart with the links to them', () => {
  const chapter = (slug: string) => ({ slug, html: '<p id=p1>A<a href=#p1>b</a> id=p1</p>', notes: [] });
  const [first, second] = withOwnIds([chapter('ash'), chapter('ember')]);
  expect(first?.html).toBe('<p id=p1>A<a href=#p1>b</a> id=p1</p>');
  expect(second?.html).toBe('<p id=ember-p1>A<a href=#ember-p1>b</a> id=p1</p>');
});
