/** What the browser keeps of a reader's way through the works of this site. */

import { keys, read, record, write } from '../storage.ts';
import { base, type KeptPlace, parsePlace, placeKey, time, within } from './place.ts';

/** The chapter to go on with in a work, for pages that do not know the work's chapters. */
export interface LastRead {
  /** When, in milliseconds since 1970. */
  at: number;
  chapter: string;
  heading: string;
  /** Share of the chapter read; 1 where it was the latest chapter and has been read. */
  progression: number;
}

/** How many chapters a work was seen to have, and when. */
export type Seen = [at: number, chapters: number];

const lastBeginning = () => `fleuron.last.1:${base()}`;
export const lastKey = (work: string): string => lastBeginning() + work;
export const seenKey = (work: string): string => `fleuron.seen.1:${base()}${work}`;

export function parseLast(stored: unknown): LastRead | undefined {
  const { at, chapter, heading, progression } = record(stored);
  const moment = time(at);
  if (!moment || typeof chapter !== 'string' || !chapter || chapter.length > 300) return undefined;
  return {
    at: moment,
    chapter,
    heading: typeof heading === 'string' ? heading.slice(0, 120) : '',
    progression: within(progression, 1),
  };
}

export function parseSeen(stored: unknown): Seen[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry): Seen[] => {
    const [at, chapters] = Array.isArray(entry) ? entry : [];
    const moment = time(at);
    return moment && Number.isInteger(chapters) && chapters >= 0 ? [[moment, chapters]] : [];
  });
}

/** Of two places in a chapter the later one, the second where they are of one time; finished stays finished. */
export function mergePlaces(one: KeptPlace | undefined, other: KeptPlace): KeptPlace {
  if (!one) return other;
  const later = one.at > other.at ? one : other;
  const ends = [one.finished, other.finished].filter((end) => end !== undefined);
  return ends.length > 0 ? { ...later, finished: Math.min(...ends) } : later;
}

/** Takes a place in, unless the browser has a later one. Says whether the browser let us. */
export function keepPlace(work: string, chapter: string, place: KeptPlace): boolean {
  const key = placeKey(work, chapter);
  return write(key, mergePlaces(read(key, parsePlace), place));
}

/** Takes in what to go on with, unless another tab has read on since. */
export function keepLast(work: string, last: LastRead): boolean {
  const kept = read(lastKey(work), parseLast);
  return Boolean(kept && kept.at > last.at) || write(lastKey(work), last);
}

/** The kept places of a work by chapter; chapters that are no more are among them. */
export function placesIn(work: string): Map<string, KeptPlace> {
  const beginning = placeKey(work);
  return new Map(
    keys(beginning).flatMap((key): [string, KeptPlace][] => {
      const chapter = key.slice(beginning.length);
      const place = chapter && !chapter.includes('/') ? read(key, parsePlace) : undefined;
      return place ? [[chapter, place]] : [];
    }),
  );
}

/** When the latest of some places was read; undefined where there are none. */
export const lastTime = (places: ReadonlyMap<string, KeptPlace>): number | undefined =>
  places.size > 0 ? Math.max(...[...places.values()].map(({ at }) => at)) : undefined;

/** What to go on with in each work, latest first; works that are no more are among them. */
export function lastReads(): Map<string, LastRead> {
  const found = keys(lastBeginning()).flatMap((key): [string, LastRead][] => {
    const work = key.slice(lastBeginning().length);
    const last = work && !work.includes('/') ? read(key, parseLast) : undefined;
    return last ? [[work, last]] : [];
  });
  return new Map(found.sort(([, a], [, b]) => b.at - a.at));
}

/** Slugs of the works that anything is kept of. */
export function keptWorks(): string[] {
  const beginning = placeKey().slice(0, -1);
  const works = keys(beginning).flatMap((key) => {
    const [work, chapter, ...more] = key.slice(beginning.length).split('/');
    return work && chapter && more.length === 0 ? [work] : [];
  });
  return [...new Set([...works, ...lastReads().keys()])];
}

/** Forgets one work, or every work of this site. */
export function forgetPlaces(work?: string): void {
  for (const each of work === undefined ? keptWorks() : [work]) {
    for (const chapter of placesIn(each).keys()) write(placeKey(each, chapter), undefined);
    write(lastKey(each), undefined);
    write(seenKey(each), undefined);
  }
}
