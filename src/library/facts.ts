/**
 * What search engines are told of a page, in the words of schema.org: what it is found under, and what it is. Few: a
 * reader's line carries them, too.
 */
import type { BreadcrumbList, Thing, WithContext } from 'schema-dts';
import type { Book, ChapterInBook } from './book.ts';
import { site } from './site.ts';
import { absoluteUrl, homeUrl } from './urls.ts';

export type Facts = WithContext<BreadcrumbList>;

/**
 * Google asks for two steps, names the site before them itself, and takes a thing with a name for a step:
 * https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
 */
const facts = (...steps: [above: Thing, page: Thing]): Facts => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: steps.map((item, i) => ({ '@type': 'ListItem', position: i + 1, item })),
});

export function factsOfBook(book: Book): Facts {
  const changed = book.spine.flatMap((chapter) => chapter.changed ?? []).sort();
  return facts(
    { '@type': 'WebSite', '@id': absoluteUrl(homeUrl()), name: site.title },
    {
      '@type': 'Book',
      '@id': absoluteUrl(book.url),
      name: book.title,
      author: book.authors.map((name) => ({ '@type': 'Person', name })),
      inLanguage: book.language,
      ...(book.summary ? { description: book.summary } : {}),
      creativeWorkStatus: book.status,
      ...(changed.length > 0 ? { dateModified: changed.at(-1) ?? '' } : {}),
    },
  );
}

export function factsOfChapter({
  book,
  chapter,
  position,
}: Pick<ChapterInBook, 'book' | 'chapter' | 'position'>): Facts {
  return facts(
    { '@type': 'Book', '@id': absoluteUrl(book.url), name: book.title },
    {
      '@type': 'Chapter',
      '@id': absoluteUrl(chapter.url),
      name: chapter.heading,
      position,
      ...(chapter.changed ? { dateModified: chapter.changed } : {}),
      isPartOf: { '@id': absoluteUrl(book.url) },
    },
  );
}

/** As the content of a `<script>`, which no text in it can end. */
export const inScript = (facts: Facts): string => JSON.stringify(facts).replaceAll('<', '\\u003c');
