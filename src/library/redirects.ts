/** The old addresses of the site, each with the page of today that it leads to. */
import { type Book, books, pageCount } from './book.ts';

export interface Redirect {
  /** Without the base path, and without slashes at either end. */
  from: string;
  /** Address and title of the page it leads to. */
  to: { url: string; title: string };
}

export async function redirects(): Promise<Redirect[]> {
  return (await books()).flatMap(redirectsTo).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function redirectsTo(book: Book): Redirect[] {
  const { slug, title, url, spine, aside, was = [] } = book;
  const pages = new Map([[slug, { title, url }]]);
  const taken = new Set<string>();
  for (const chapter of [...spine, ...aside]) {
    const address = `${slug}/${chapter.slug}`;
    pages.set(address, { title: `${chapter.heading} · ${title}`, url: chapter.url });
    for (let page = pageCount(book, chapter); page > 1; page -= 1) taken.add(`${address}/${page}`);
  }
  return was.flatMap(({ from, to }) => {
    const page = pages.get(to);
    return page && !taken.has(from) ? [{ from, to: page }] : [];
  });
}
