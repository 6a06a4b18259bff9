/** A reader's places as a part of the file “My data”, without the site's path: a site may move. */

import { read, record } from '../storage.ts';
import { type KeptPlace, parsePlace } from './place.ts';
import { keepLast, keepPlace, keptWorks, lastKey, parseLast, placesIn } from './places.ts';

/** The newest of them are kept where a file holds more: some two million bytes, well under what a browser gives. */
const most = 10_000;

/** `{ <work>: { last?, chapters: { <chapter>: place } } }`, or undefined where nothing is kept. */
export function exportPlaces(): unknown {
  const works = keptWorks().map((work) => {
    const last = read(lastKey(work), parseLast);
    return [work, { ...(last && { last }), chapters: Object.fromEntries(placesIn(work)) }];
  });
  return works.length > 0 ? Object.fromEntries(works) : undefined;
}

/**
 * Takes places in beside those that are here. Of two in one chapter the later one stays; finished stays finished.
 *
 * @returns how many works something was understood and kept of
 */
export function importPlaces(given: unknown): number {
  const taken = new Set<string>();
  for (const [work, chapter, place] of newest(given)) if (keepPlace(work, chapter, place)) taken.add(work);
  for (const [work, { last }] of worksIn(given)) {
    const parsed = parseLast(last);
    if (parsed && keepLast(work, parsed)) taken.add(work);
  }
  return taken.size;
}

function newest(given: unknown) {
  return worksIn(given)
    .flatMap(([work, { chapters }]) =>
      Object.entries(record(chapters)).flatMap(([chapter, stored]): [string, string, KeptPlace][] => {
        const place = isSlug(chapter) ? parsePlace(stored) : undefined;
        return place ? [[work, chapter, place]] : [];
      }),
    )
    .sort(([, , a], [, , b]) => b.at - a.at)
    .slice(0, most);
}

const worksIn = (given: unknown) =>
  Object.entries(record(given))
    .filter(([work]) => isSlug(work))
    .map(([work, value]) => [work, record(value)] as const);

const isSlug = (name: string) => name !== '' && name.length <= 300 && !name.includes('/');
