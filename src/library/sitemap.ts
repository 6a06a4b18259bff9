/** The pages of the site for search engines, each with the time of its last change where git knows it. */
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import type { Book } from './book.ts';
import { absoluteUrl, assetUrl, homeUrl } from './urls.ts';

interface Page {
  url: string;
  changed: string | undefined;
}

/** The most addresses that one file may have (sitemaps.org). */
const most = 50_000;
const namespace = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

/** `sitemap.xml`; of a site with more pages than one file may have, it names the files that have them. */
export function sitemaps(books: Book[]): { name: string; text: string }[] {
  const pages = pagesOf(books);
  if (pages.length <= most) return [{ name: 'sitemap.xml', text: listed('urlset', 'url', pages) }];
  const parts = Array.from({ length: Math.ceil(pages.length / most) }, (_, i) => ({
    name: `sitemap-${i + 1}.xml`,
    pages: pages.slice(i * most, (i + 1) * most),
  }));
  const index = parts.map(({ name, pages }) => ({ url: assetUrl(name), changed: latest(pages) }));
  return [
    { name: 'sitemap.xml', text: listed('sitemapindex', 'sitemap', index) },
    ...parts.map(({ name, pages }) => ({ name, text: listed('urlset', 'url', pages) })),
  ];
}

function pagesOf(books: Book[]): Page[] {
  const listed = books.filter(({ unlisted }) => !unlisted);
  const works = listed.flatMap(({ url, spine }) => {
    const chapters = spine.map((chapter) => ({ url: chapter.url, changed: chapter.changed }));
    return [{ url, changed: latest(chapters) }, ...chapters];
  });
  return [{ url: homeUrl(), changed: latest(works) }, ...works];
}

const latest = (pages: Page[]): string | undefined =>
  pages.reduce<string | undefined>(
    (last, { changed }) => (changed && changed > (last ?? '') ? changed : last),
    undefined,
  );

function listed(root: string, item: string, pages: Page[]): string {
  const items = pages.map(({ url, changed }) =>
    x(item, [x('loc', absoluteUrl(url)), ...(changed ? [x('lastmod', changed)] : [])]),
  );
  return toXml([
    { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
    x(root, namespace, items),
  ]);
}
