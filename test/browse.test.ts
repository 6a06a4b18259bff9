/** What the browse page finds in an index, and the address that asks for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BrowseIndex,
  formatQuery,
  parseQuery,
  search,
  sorts,
} from '../src/reader/shelves/browse-query.ts';

const index: BrowseIndex = {
  names: ['fandom:Four Fires', 'tag:fires', 'tag:cats', 'author:Ysolde Märrow'],
  works: [
    {
      t: 'The Kiln',
      u: '/kiln/',
      a: ['Ysolde Märrow'],
      w: 9000,
      c: 3,
      l: 'en',
      s: 'ongoing',
      r: 'Mature',
      d: '2021-03-06',
      p: '2021-03-01',
      n: [0, 1, 3],
    },
    {
      t: 'Oven',
      u: '/oven/',
      a: ['Ysolde Märrow'],
      w: 500,
      c: 1,
      l: 'de',
      s: 'complete',
      d: '2020-01-01',
      p: '2020-01-01',
      n: [0, 2, 3],
    },
    { t: 'A Cat', u: '/cat/', a: [], w: 2000, c: 1, l: 'en', s: 'complete', n: [1, 2] },
  ],
};
const found = (query: string) => search(index, parseQuery(query)).map(({ t }) => t);

test.each([
  ['', ['The Kiln', 'Oven', 'A Cat']],
  ['?all=tag:fires&all=fandom:Four+Fires', ['The Kiln']],
  ['?any=tag:cats&any=fandom:Four+Fires', ['The Kiln', 'Oven', 'A Cat']],
  ['?not=tag:cats', ['The Kiln']],
  ['?all=tag:nothing', []],
  ['?not=tag:nothing', ['The Kiln', 'Oven', 'A Cat']],
  ['?status=complete&language=en', ['A Cat']],
  ['?rating=Mature', ['The Kiln']],
  ['?least=1000&most=5000', ['A Cat']],
  ['?q=marrow+KILN', ['The Kiln']],
  ['?sort=title', ['A Cat', 'Oven', 'The Kiln']],
  ['?sort=words', ['The Kiln', 'A Cat', 'Oven']],
  ['?sort=short', ['Oven', 'A Cat', 'The Kiln']],
  ['?sort=constructor&least=x&most=-3', ['The Kiln', 'Oven', 'A Cat']],
])('%s finds %j', (query, titles) => {
  expect(found(query)).toEqual(titles);
});

test('an address says all that is asked for', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }).filter(Boolean), { maxLength: 3 });
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const query = fc.record({
    all: names,
    any: names,
    not: names,
    q: text,
    status: text,
    rating: text,
    language: text,
    least: fc.nat(),
    most: fc.nat(),
    sort: fc.constantFrom(...(Object.keys(sorts) as (keyof typeof sorts)[])),
  });
  fc.assert(
    fc.property(query, (asked) => {
      expect(parseQuery(formatQuery(asked))).toEqual(asked);
    }),
  );
});
