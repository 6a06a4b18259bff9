/** The one place that knows what an address looks like: base path, trailing slash, order of the parts. */

import { host } from './site.ts';

const { base, origin } = host;

/** What works are found by: the first part of an address, and what the pages call it. */
export const facetKinds = {
  author: 'Authors',
  series: 'Series',
  fandom: 'Fandoms',
  relationship: 'Relationships',
  character: 'Characters',
  tag: 'Tags',
  rating: 'Ratings',
  warning: 'Archive warnings',
  category: 'Categories',
  language: 'Languages',
  status: 'Status',
} as const;

export type FacetKind = keyof typeof facetKinds;

/** Names in the place of a work's or a chapter's that pages of the site have, and files that lie beside the works. */
export const kept = {
  works: [...Object.keys(facetKinds), 'works', 'new', 'browse', 'c'],
  chapters: ['all'],
  files: ['404', '404.html', 'index.html', 'browse.json', 'robots.txt', 'sitemap.xml'],
};

export const homeUrl = (): string => base;

export const workUrl = (work: string): string => `${base}${encodeURIComponent(work)}/`;

export const chapterUrl = (work: string, chapter: string): string =>
  `${workUrl(work)}${encodeURIComponent(chapter)}/`;

/** The whole work on one page. */
export const wholeWorkUrl = (work: string): string => `${workUrl(work)}all/`;

/** The picture of a work; `format` as file names end. */
export const coverUrl = (work: string, format: string): string => `${workUrl(work)}cover.${format}`;

/** A page of a long list: the first has the list's own address. */
export const pageUrl = (list: string, page: number): string => (page > 1 ? `${list}${page}/` : list);

/** Every name of a kind. */
export const facetsUrl = (kind: FacetKind): string => `${base}${kind}/`;

/** The works of an author, of a fandom and so on. */
export const facetUrl = (kind: FacetKind, slug: string): string =>
  `${facetsUrl(kind)}${encodeURIComponent(slug)}/`;

export const worksUrl = (): string => `${base}works/`;
export const newUrl = (): string => `${base}new/`;
export const browseUrl = (): string => `${base}browse/`;

/** What the browse page filters. */
export const indexUrl = (): string => `${base}browse.json`;

/** A page of short addresses, or a place on it. */
export const shortUrl = (page: string, place?: string): string =>
  `${base}c/${page}/${place ? `#${place}` : ''}`;

/** An address that something had before, from its names with “/” between them; without a slash at its end. */
export const oldUrl = (names: string): string => base + names.split('/').map(encodeURIComponent).join('/');

/** A file from `public/`. */
export const assetUrl = (path: string): string => base + path.replace(/^\//, '');

/** The whole address of a page of this site, for canonical links. */
export const absoluteUrl = (path: string): string => new URL(path, origin).href;
