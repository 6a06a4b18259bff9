/** What search engines are told of a page, in the words of schema.org. Few: a reader's line carries them, too. */
import type { Book as BookFacts, BreadcrumbList, Chapter as ChapterFacts, Thing } from 'schema-dts';
import type { Book, ChapterInBook } from './book.ts';
import { site } from './site.ts';
import { absoluteUrl, homeUrl } from './urls.ts';

export interface Graph {
  '@context': 'https://schema.org';
  '@graph': Thing[];
}

const graph = (...things: Thing[]): Graph => ({ '@context': 'https://schema.org', '@graph': things });

export function factsOfBook(book: Book): Graph {
  const changed = book.spine.flatMap((chapter) => chapter.changed ?? []).sort();
  const facts: BookFacts = {
    '@type': 'Book',
    '@id': absoluteUrl(book.url),
    name: book.title,
    author: book.authors.map((name) => ({ '@type': 'Person', name })),
    inLanguage: book.language,
    ...(book.summary ? { description: book.summary } : {}),
    creativeWorkStatus: book.status,
    ...(changed.length > 0 ? { dateModified: changed.at(-1) ?? '' } : {}),
  };
  return graph(facts, trail([book.title, book.url]));
}

export function factsOfChapter({
  book,
  chapter,
  position,
}: Pick<ChapterInBook, 'book' | 'chapter' | 'position'>): Graph {
  const facts: ChapterFacts = {
    '@type': 'Chapter',
    '@id': absoluteUrl(chapter.url),
    name: chapter.heading,
    position,
    ...(chapter.changed ? { dateModified: chapter.changed } : {}),
    isPartOf: { '@type': 'Book', '@id': absoluteUrl(book.url), name: book.title },
  };
  return graph(facts, trail([book.title, book.url], [chapter.heading, chapter.url]));
}

/** The way from the front page to this one, whose own address goes without saying. */
function trail(...steps: [name: string, url: string][]): BreadcrumbList {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [[site.title, homeUrl()] as const, ...steps].map(([name, url], i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      ...(i < steps.length ? { item: absoluteUrl(url) } : {}),
    })),
  };
}

/** As the content of a `<script>`, which no text in it can end. */
export const inScript = (facts: Graph): string => JSON.stringify(facts).replaceAll('<', '\\u003c');
