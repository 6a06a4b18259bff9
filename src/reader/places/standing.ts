/** How a reader stands in a work: pure, from its chapters and from what the browser keeps. */
import { atEnd, type KeptPlace } from './place.ts';

export interface ShelfChapter {
  slug: string;
  words: number;
  /** Announcements are no part of the way through a work. */
  announcement: boolean;
}

export type ChapterState = 'finished' | 'here' | 'begun' | 'new';

export interface Standing {
  /** A state a chapter, in order; undefined for one that nothing is known of. */
  states: (ChapterState | undefined)[];
  /** Index of the chapter to go on with: where one read last. Undefined before the first and after the last. */
  next: number | undefined;
  /** Index of the chapter to go on with where one has come furthest, if that is another. */
  furthest: number | undefined;
  /** Words from the chapter to go on with to the end, less what was read of them. */
  words: number;
  /** Whether anything of it has been read. */
  begun: boolean;
}

/** `fresh` is how many chapters came since one last read here: the last ones, or what was put in between. */
export function standing(
  spine: readonly ShelfChapter[],
  places: ReadonlyMap<string, KeptPlace>,
  fresh: number,
): Standing {
  const kept = spine.map(({ slug, announcement }) => (announcement ? undefined : places.get(slug)));
  const onward = (from: number) => spine.findIndex(({ announcement }, i) => i >= from && !announcement);
  /** Where one goes on from a chapter: in it, or with the next one if it is read to the end. */
  const goOn = (from: number) => {
    const place = kept[from];
    return place && !atEnd(place) ? from : onward(from + 1);
  };

  const latest = kept.reduce((best, place, i) => {
    return place && place.at >= (kept[best]?.at ?? 0) ? i : best;
  }, -1);
  const next = goOn(latest);
  const far = kept.findLastIndex(Boolean);
  const furthest = kept[far]?.finished ? onward(far + 1) : goOn(far);
  return {
    states: statesOf(spine, kept, latest, fresh),
    next: known(next),
    furthest: known(furthest === next ? -1 : furthest),
    words: next < 0 ? 0 : wordsFrom(next, spine, kept),
    begun: latest >= 0,
  };
}

const known = (index: number) => (index < 0 ? undefined : index);

function wordsFrom(first: number, spine: readonly ShelfChapter[], kept: readonly (KeptPlace | undefined)[]) {
  return spine.reduce((sum, { words, announcement }, i) => {
    const place = kept[i];
    if (i < first || announcement || (place?.finished && i > first)) return sum;
    return sum + words * (1 - (place && !atEnd(place) ? place.progression : 0));
  }, 0);
}

function statesOf(
  spine: readonly ShelfChapter[],
  kept: readonly (KeptPlace | undefined)[],
  latest: number,
  fresh: number,
) {
  const states = kept.map((place, i): ChapterState | undefined => {
    if (!place) return undefined;
    if (i === latest && !atEnd(place)) return 'here';
    return place.finished ? 'finished' : 'begun';
  });
  // New ones stand last as a rule; one that was put in between is known by not having been opened.
  let left = fresh;
  for (let i = spine.length - 1; i >= 0 && left > 0; i -= 1) {
    if (spine[i]?.announcement || states[i]) continue;
    states[i] = 'new';
    left -= 1;
  }
  return states;
}
