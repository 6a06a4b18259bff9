/** The old addresses of the site, each with the page of today that it leads to. */
import { type Book, books } from './book.ts';

export interface Redirect {
  /** Without the base path, and without slashes at either end. */
  from: string;
  /** Address and title of the page it leads to. */
  to: { url: string; title: string };
}

export async function redirects(): Promise<Redirect[]> {
  return (await books()).flatMap(redirectsTo).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function redirectsTo({ slug, title, url, spine, aside, was = [] }: Book): Redirect[] {
  const pages = new Map([[slug, { title, url }]]);
  for (const chapter of [...spine, ...aside])
    pages.set(`${slug}/${chapter.slug}`, { title: `${chapter.heading} · ${title}`, url: chapter.url });
  return was.flatMap(({ from, to }) => {
    const page = pages.get(to);
    return page ? [{ from, to: page }] : [];
  });
}
