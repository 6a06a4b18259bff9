/** The old addresses of the site, each with the page of today that it leads to. */
import { type Book, books, pageCount } from './book.ts';

export interface RedirectTarget {
  url: string;
  title: string;
  /** What a chapter is called on its work's own pages. */
  heading?: string;
  /** Whether search engines are to leave it alone. */
  unlisted?: boolean;
}

export interface Redirect {
  /** Without the base path, and without slashes at either end. */
  from: string;
  /** Address and title of the page it leads to. */
  to: RedirectTarget;
}

export async function redirects(): Promise<Redirect[]> {
  return (await books()).flatMap(redirectsTo).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function redirectsTo(book: Book): Redirect[] {
  const { slug, was = [] } = book;
  const pages = new Map<string, RedirectTarget>([[slug, bookTarget(book)]]);
  const taken = new Set<string>();
  for (const { from: address, to, chapter } of chapterTargets(book)) {
    pages.set(address, to);
    for (let page = pageCount(book, chapter); page > 1; page -= 1) taken.add(`${address}/${page}`);
  }
  return was.flatMap(({ from, to }) => {
    const page = pages.get(to);
    return page && !taken.has(from) ? [{ from, to: page }] : [];
  });
}

/** A book as redirects lead to it. */
export const bookTarget = ({ title, url, unlisted }: Book): RedirectTarget => ({
  title,
  url,
  ...(unlisted && { unlisted }),
});

/** The chapters of a book as redirects lead to them, each with its address of today. */
export const chapterTargets = (book: Book) =>
  [...book.spine, ...book.aside].map((chapter) => ({
    chapter,
    from: `${book.slug}/${chapter.slug}`,
    to: {
      url: chapter.url,
      title: chapter.heading === book.title ? book.title : `${chapter.heading} · ${book.title}`,
      heading: chapter.heading,
      ...((book.unlisted || chapter.unlisted) && { unlisted: true }),
    },
  }));
