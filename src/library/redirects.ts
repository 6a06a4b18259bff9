/** The old addresses of the site, each with the page of today that it leads to. */
import { getCollection } from 'astro:content';
import { books } from './book.ts';

export interface Redirect {
  /** Without the base path, and without slashes at either end. */
  from: string;
  /** Address and title of the page it leads to. */
  to: { url: string; title: string };
}

export async function redirects(): Promise<Redirect[]> {
  const pages = new Map(
    (await books()).flatMap(
      ({ slug, title, url, spine }) =>
        [
          [slug, { title, url }],
          ...spine.map((chapter) => [
            `${slug}/${chapter.slug}`,
            { title: `${chapter.heading} · ${title}`, url: chapter.url },
          ]),
        ] as [string, Redirect['to']][],
    ),
  );
  return (await getCollection('redirects'))
    .map(({ id, data }) => ({ from: id, to: pages.get(data.to) }))
    .filter((redirect): redirect is Redirect => redirect.to !== undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
