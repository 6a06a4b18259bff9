/** The library as the browse page takes it into the browser. */
import type { BrowseIndex } from '../reader/shelves/browse-query.ts';
import type { Facet, Listing } from './facets.ts';
import type { FacetKind } from './urls.ts';

/** What a reader asks for by name; status, rating and language have a choice of their own. */
const named: FacetKind[] = [
  'fandom',
  'relationship',
  'character',
  'tag',
  'warning',
  'category',
  'series',
  'author',
];

export function browseIndex({ newest, facets }: Listing): BrowseIndex {
  const all = named.flatMap((kind): Facet[] => facets.get(kind) ?? []);
  const places = new Map<string, number[]>(newest.map(({ slug }) => [slug, []]));
  all.forEach(({ books }, i) => {
    for (const { slug } of books) places.get(slug)?.push(i);
  });
  return {
    names: all.map(({ kind, name }) => `${kind}:${name}`),
    works: newest.map(
      ({ slug, title, url, authors, words, spine, language, status, rating, published, updated }) => ({
        t: title,
        u: url,
        a: authors,
        w: words,
        c: spine.filter(({ kind }) => kind === 'chapter').length,
        l: language,
        s: status,
        ...(rating && { r: rating }),
        ...(published && { p: published }),
        ...(updated && { d: updated }),
        n: places.get(slug) ?? [],
      }),
    ),
  };
}
