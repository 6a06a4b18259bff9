/** What a reader looks for in the library, as the address says it, and the works that fit. */

/** The whole library in figures: names stand once, works name them by their place in the list. */
export interface BrowseIndex {
  /** “fandom:Four Fires”: the kind, a colon, the name. */
  names: string[];
  works: BrowseWork[];
}

/** Short keys: there are thousands of these. */
export interface BrowseWork {
  /** Title, address, authors. */
  t: string;
  u: string;
  a: string[];
  /** Words, chapters. */
  w: number;
  c: number;
  /** Language, status, rating. */
  l: string;
  s: string;
  r?: string;
  /** Days of the first and the latest chapter. */
  p?: string;
  d?: string;
  /** Places of its names in the list. */
  n: number[];
}

export const sorts = {
  updated: 'Newest first',
  published: 'First published',
  title: 'Title',
  words: 'Longest first',
  short: 'Shortest first',
} as const;

export type Sort = keyof typeof sorts;
export type Way = 'all' | 'any' | 'not';

export interface Query extends Record<Way, string[]> {
  /** Words of the title or of an author. */
  q: string;
  status: string;
  rating: string;
  language: string;
  least: number;
  most: number;
  sort: Sort;
}

const ways = ['all', 'any', 'not'] as const;
const choices = ['q', 'status', 'rating', 'language'] as const;
const measures = ['least', 'most'] as const;

/** Reads the part of an address behind “?”. What it does not say, or says wrongly, is not asked for. */
export function parseQuery(search: string): Query {
  const given = new URLSearchParams(search);
  const sort = given.get('sort') ?? '';
  const text = (name: string) => (given.get(name) ?? '').slice(0, 200);
  const number = (name: string) => Math.max(0, Math.floor(Number(given.get(name)))) || 0;
  return {
    all: given.getAll('all').slice(0, 50),
    any: given.getAll('any').slice(0, 50),
    not: given.getAll('not').slice(0, 50),
    q: text('q'),
    status: text('status'),
    rating: text('rating'),
    language: text('language'),
    least: number('least'),
    most: number('most'),
    sort: Object.hasOwn(sorts, sort) ? (sort as Sort) : 'updated',
  };
}

/** The inverse of `parseQuery`, without what is not asked for; empty where nothing is. */
export function formatQuery(query: Query): string {
  const said = new URLSearchParams();
  for (const name of choices) if (query[name]) said.set(name, query[name]);
  for (const name of measures) if (query[name]) said.set(name, String(query[name]));
  for (const way of ways) for (const name of query[way]) said.append(way, name);
  if (query.sort !== 'updated') said.set('sort', query.sort);
  return said.size > 0 ? `?${said}` : '';
}

const byTitle = new Intl.Collator('en', { numeric: true });
const later = (a = '', b = '') => (a < b ? 1 : a > b ? -1 : 0);
const orders: Record<Sort, (a: BrowseWork, b: BrowseWork) => number> = {
  updated: (a, b) => later(a.d, b.d),
  published: (a, b) => later(a.p, b.p),
  title: (a, b) => byTitle.compare(a.t, b.t),
  words: (a, b) => b.w - a.w,
  short: (a, b) => a.w - b.w,
};

/** The works that fit, in the order that is asked for. */
export function search({ names, works }: BrowseIndex, query: Query): BrowseWork[] {
  const places = new Map(names.map((name, i) => [name, i]));
  const placesOf = (way: Way) => query[way].map((name) => places.get(name) ?? -1);
  const [all, any, not] = [placesOf('all'), placesOf('any'), placesOf('not')];
  const words = plain(query.q).split(/\s+/).filter(Boolean);
  const fits = (work: BrowseWork) =>
    (!query.status || work.s === query.status) &&
    (!query.rating || work.r === query.rating) &&
    (!query.language || work.l === query.language) &&
    work.w >= query.least &&
    (!query.most || work.w <= query.most) &&
    all.every((name) => work.n.includes(name)) &&
    (any.length === 0 || any.some((name) => work.n.includes(name))) &&
    !not.some((name) => work.n.includes(name)) &&
    (words.length === 0 || holds(work, words));
  return works.filter(fits).sort(orders[query.sort]);
}

function holds({ t, a }: BrowseWork, words: string[]): boolean {
  const text = plain([t, ...a].join(' '));
  return words.every((word) => text.includes(word));
}

/** Without capitals and accents. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
