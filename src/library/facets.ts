/** What works are found by: every author, fandom, tag and so on with its works, gathered in one pass over the books. */
import { getCollection } from 'astro:content';
import { type Book, type BookChapter, books } from './book.ts';
import { Addresses, fold, slugOf } from './names.ts';
import { once } from './once.ts';
import { type FacetKind, facetKinds, facetUrl } from './urls.ts';

export interface Facet {
  kind: FacetKind;
  /** As most works write it; for a language its tag, for a status its word in settings. */
  name: string;
  url: string;
  /** Newest first; those of a series in their order. */
  books: Book[];
  /** What its card says. */
  about?: string | undefined;
  links?: Record<string, string> | undefined;
}

export interface Listing {
  /** Works that are listed, newest first. */
  newest: Book[];
  /** Chapters whose day is known, newest first. */
  chapters: { book: Book; chapter: BookChapter; day: string }[];
  /** Every facet of a kind, by name. */
  facets: Map<FacetKind, Facet[]>;
  /** The ways into the library besides the list of works; kinds that part nothing are none. */
  ways: ('new' | FacetKind)[];
  /** Every facet with its address. */
  addresses: string[];
  /** The facet that a name stands for. */
  find: (kind: FacetKind, name: string) => Facet | undefined;
}

const namesOf: Record<FacetKind, (book: Book) => readonly string[]> = {
  author: ({ authors }) => authors,
  series: ({ series }) => (series ? [series.name] : []),
  fandom: ({ fandoms }) => fandoms,
  relationship: ({ relationships }) => relationships,
  character: ({ characters }) => characters,
  tag: ({ tags }) => tags,
  rating: ({ rating }) => (rating ? [rating] : []),
  warning: ({ archiveWarnings }) => archiveWarnings,
  category: ({ categories }) => categories,
  language: ({ language }) => [language],
  status: ({ status }) => [status],
};

const byName = new Intl.Collator('en', { numeric: true });
const later = (a = '', b = '') => (a < b ? 1 : a > b ? -1 : 0);

/** The lists of the site. In a build they are made once for all pages. */
export const listing = once(async (): Promise<Listing> => {
  const newest = (await books())
    .filter(({ unlisted }) => !unlisted)
    .sort((a, b) => later(a.updated, b.updated));
  const facets = new Map<FacetKind, Facet[]>();
  const found = new Map<string, Facet>();
  for (const kind of Object.keys(facetKinds) as FacetKind[]) {
    const groups = gather(kind, newest);
    facets.set(
      kind,
      [...groups.values()].sort((a, b) => byName.compare(a.name, b.name)),
    );
    for (const [key, facet] of groups) found.set(`${kind} ${key}`, facet);
  }
  await addCards(facets, found);
  for (const { books } of facets.get('series') ?? [])
    books.sort(
      (a, b) =>
        (a.series?.place ?? Infinity) - (b.series?.place ?? Infinity) || later(b.published, a.published),
    );
  const chapters = newest.flatMap(datedChapters).sort((a, b) => later(a.day, b.day));
  const kinds = [...facets].filter(([, all]) => all.length > 1).map(([kind]) => kind);
  return {
    newest,
    chapters,
    facets,
    ways: chapters.length > 0 ? ['new', ...kinds] : kinds,
    addresses: [...found].map(([facet, { url }]) => `${facet} ${url}`),
    find: (kind, name) => found.get(`${kind} ${keyOf(name)}`),
  };
});

/** Astro warns of a collection that is empty: none is asked for that nobody is named of. */
async function addCards(facets: Listing['facets'], found: Map<string, Facet>): Promise<void> {
  const add = (key: string, card: Pick<Facet, 'about' | 'links'>) =>
    Object.assign(found.get(key) ?? {}, card);
  if (facets.get('author')?.length)
    for (const { data } of await getCollection('authors'))
      if (data.about || data.links)
        add(`author ${keyOf(data.name)}`, { about: data.about, links: data.links });
  if (facets.get('series')?.length)
    for (const { data } of await getCollection('series'))
      if (data.summary) add(`series ${keyOf(data.name)}`, { about: data.summary });
}

/** One tag, whatever its capitals and spaces. */
const keyOf = (name: string) => fold(name).replace(/\s+/g, ' ').trim();

interface Group {
  /** How often it is written how. */
  writings: Map<string, number>;
  books: Book[];
}

function gather(kind: FacetKind, listed: Book[]): Map<string, Facet> {
  const groups = new Map<string, Group>();
  for (const book of listed)
    for (const name of namesOf[kind](book)) {
      const key = keyOf(name);
      const group: Group = groups.get(key) ?? { writings: new Map(), books: [] };
      groups.set(key, group);
      group.writings.set(name, (group.writings.get(name) ?? 0) + 1);
      // Two writings of one tag in one work are one.
      if (group.books.at(-1) !== book) group.books.push(book);
    }
  const addresses = new Addresses();
  return new Map(
    [...groups]
      .sort(([a], [b]) => byName.compare(a, b) || (a < b ? -1 : 1))
      .map(([key, { writings, books }]) => {
        const [[name] = [key]] = [...writings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
        const { slug } = addresses.take(slugOfName(kind, key), key);
        return [key, { kind, name, url: facetUrl(kind, slug), books }];
      }),
  );
}

/** “Anselm & Ysolde” and “Anselm/Ysolde” are two; figures alone are the pages of a list. */
function slugOfName(kind: FacetKind, name: string): string {
  const slug = slugOf(name.replace(/&/g, ' and '));
  if (/^\d+$/.test(slug)) return `${kind}-${slug}`;
  return (
    slug ||
    [...name]
      .map((sign) => (sign.codePointAt(0) ?? 0).toString(16))
      .join('-')
      .slice(0, 60)
  );
}

/** A work of one chapter came out with it. */
function datedChapters(book: Book) {
  return book.spine
    .flatMap((chapter) => {
      const day = chapter.date ?? (book.spine.length === 1 ? book.updated : undefined);
      return day ? [{ book, chapter, day }] : [];
    })
    .reverse();
}
