/** What the browser keeps of a reader: whatever it holds, reading goes on; whatever two tabs do, nothing read is lost. */
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { exportPlaces, importPlaces } from '../src/reader/places/data.ts';
import {
  duration,
  follow,
  learn,
  pace,
  parsePaces,
  type Stretch,
  timeLeft,
  timeLeftText,
  typical,
} from '../src/reader/places/pace.ts';
import { type KeptPlace, parsePlace, placeKey } from '../src/reader/places/place.ts';
import {
  forgetPlaces,
  keepLast,
  keepPlace,
  keptWorks,
  lastReads,
  mergePlaces,
  parseLast,
  parseSeen,
  placesIn,
} from '../src/reader/places/places.ts';
import { survivor } from '../src/reader/places/returning.ts';
import { standing } from '../src/reader/places/standing.ts';
import { chaptersSince, noteChapters } from '../src/reader/shelves/news.ts';

const site = { documentElement: { dataset: { base: '/stories/' } } };
let stored: Record<string, string>;

beforeEach(() => browserWith({}));

/** A browser that holds these keys; `refuse` makes every writing fail, as a full or forbidden storage does. */
function browserWith(content: Record<string, string>, refuse = false): void {
  stored = { ...content };
  const methods = {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      if (refuse) throw new DOMException('', 'QuotaExceededError');
      stored[key] = value;
    },
    removeItem: (key: string) => delete stored[key],
  };
  vi.stubGlobal('document', site);
  vi.stubGlobal(
    'localStorage',
    new Proxy(methods, {
      ownKeys: () => Object.keys(stored),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
}

const past = fc.integer({ min: 1, max: 1_700_000_000_000 });
const somePlace: fc.Arbitrary<KeptPlace> = fc.record(
  {
    at: past,
    id: fc.stringMatching(/^p[0-9a-z]{8}$/),
    offset: fc.nat(5000),
    progression: fc.integer({ min: 0, max: 1000 }).map((share) => share / 1000),
    near: fc.array(fc.stringMatching(/^p[0-9a-z]{8}$/), { maxLength: 2 }),
    finished: past,
  },
  { requiredKeys: ['at', 'id', 'offset', 'progression', 'near'] },
);
const slug = fc.stringMatching(/^[a-zà-ÿ一-龟_-][a-z0-9_-]{0,11}$/);
const libraries = fc.dictionary(slug, fc.dictionary(slug, somePlace, { minKeys: 1, maxKeys: 4 }), {
  maxKeys: 4,
});

test('whatever is stored, it is read without a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (junk) => {
      parsePlace(junk);
      parseLast(junk);
      parseSeen(junk);
      expect(pace('en')).toBe(238);
      parsePaces(junk);
      expect(importPlaces(junk)).toBeGreaterThanOrEqual(0);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), slug, slug, (junk, work, chapter) => {
      browserWith({
        [placeKey(work, chapter)]: JSON.stringify(junk),
        [placeKey(work)]: '{',
        'fleuron.pace.1:/stories/': 'x',
      });
      expect(placesIn(work).size).toBeLessThanOrEqual(1);
      expect(pace('en')).toBe(238);
      exportPlaces();
    }),
  );
});

test('a place survives being stored; what was tampered with comes within bounds', () => {
  fc.assert(
    fc.property(somePlace, (place) => {
      expect(parsePlace(JSON.parse(JSON.stringify(place)))).toEqual(place);
    }),
  );
  const later = Date.now() + 1e9;
  const place = parsePlace({
    at: later,
    id: '<b>',
    offset: -4,
    progression: 7,
    near: ['x', 3, 'y', 'z'],
    finished: 'yes',
  });
  expect(place).toMatchObject({ id: '', offset: 0, progression: 1, near: ['x', 'y'] });
  expect(place?.at, 'a clock that ran ahead does not win for ever').toBeLessThanOrEqual(Date.now());
  expect(place).not.toHaveProperty('finished');
});

test('of two places the later one stays, and what was finished stays finished', () => {
  fc.assert(
    fc.property(somePlace, somePlace, (one, other) => {
      const merged = mergePlaces(one, other);
      expect(merged.at).toBe(Math.max(one.at, other.at));
      expect(merged.id).toBe(one.at > other.at ? one.id : other.id);
      expect(Boolean(merged.finished)).toBe(Boolean(one.finished || other.finished));
      expect(mergePlaces(merged, other)).toEqual(merged);
      expect(mergePlaces(merged, one).finished).toBe(merged.finished);
    }),
  );
});

test('two tabs in a work lose nothing of each other', () => {
  const at = Date.now() - 5000;
  const place = { id: 'paaaaaaaa', offset: 0, near: [] };
  keepPlace('kiln', 'ash', { ...place, at: at + 2, progression: 1, finished: at + 2 });
  keepPlace('kiln', 'ash', { ...place, at, progression: 0.2 });
  keepPlace('kiln', 'ember', { ...place, at: at + 1, progression: 0.5 });
  keepLast('kiln', { at: at + 2, chapter: 'ember', heading: 'Ember', progression: 0 });
  keepLast('kiln', { at, chapter: 'ash', heading: 'Ash', progression: 0.2 });
  expect(placesIn('kiln').get('ash')).toMatchObject({ progression: 1, finished: at + 2 });
  expect(placesIn('kiln').size).toBe(2);
  expect(lastReads().get('kiln')?.chapter).toBe('ember');
});

test('a site keeps apart from one below it on the same origin', () => {
  keepPlace('kiln', 'ash', parsePlace({ at: 5, id: 'paaaaaaaa' }) as KeptPlace);
  site.documentElement.dataset.base = '/';
  keepPlace('kiln', 'ash', parsePlace({ at: 6, id: 'pbbbbbbbb' }) as KeptPlace);
  expect(keptWorks()).toEqual(['kiln']);
  expect(placesIn('stories').size).toBe(0);
  forgetPlaces();
  site.documentElement.dataset.base = '/stories/';
  expect(placesIn('kiln').get('ash')?.id).toBe('paaaaaaaa');
});

test('what is exported comes back whole on an empty browser, and changes nothing on the same one', () => {
  fc.assert(
    fc.property(libraries, (library) => {
      browserWith({});
      for (const [work, chapters] of Object.entries(library)) {
        for (const [chapter, place] of Object.entries(chapters)) keepPlace(work, chapter, place);
        keepLast(work, { at: 9, chapter: 'ash', heading: 'Ash', progression: 0.5 });
      }
      const before = { ...stored };
      const file = JSON.parse(JSON.stringify(exportPlaces() ?? null));
      expect(importPlaces(file)).toBe(Object.keys(library).length);
      expect(stored).toEqual(before);
      browserWith({});
      importPlaces(file);
      expect(stored).toEqual(before);
      forgetPlaces();
      expect(stored).toEqual({});
    }),
  );
});

test('an import that comes in halves or in another order ends the same', () => {
  fc.assert(
    fc.property(libraries, libraries, (one, other) => {
      const file = (library: typeof one) =>
        Object.fromEntries(Object.entries(library).map(([work, chapters]) => [work, { chapters }]));
      const times = [one, other].flatMap((library) =>
        Object.values(library).flatMap((chapters) => Object.values(chapters).map(({ at }) => at)),
      );
      fc.pre(new Set(times).size === times.length);
      importPlaces(file(one));
      importPlaces(file(other));
      const ended = { ...stored };
      browserWith({});
      importPlaces(file(other));
      importPlaces(file(one));
      expect(stored).toEqual(ended);
      browserWith({});
    }),
  );
});

test('an import of what no slug can be is left alone, and so is one that storage refuses', () => {
  const place = { at: 5, id: 'paaaaaaaa' };
  const file = {
    'a/b': { chapters: { c: place } },
    kiln: { chapters: { 'x/y': place, '': place } },
    ['k'.repeat(400)]: {},
  };
  expect(importPlaces(file)).toBe(0);
  expect(stored).toEqual({});
  browserWith({}, true);
  expect(importPlaces({ kiln: { chapters: { ash: place } } })).toBe(0);
});

const chapters = (count: number, announcements: number[] = []) =>
  Array.from({ length: count }, (_, i) => ({
    slug: `c${i}`,
    words: 1000,
    announcement: announcements.includes(i),
  }));
const at = (time: number, progression: number, finished = progression === 1): KeptPlace => ({
  at: time,
  id: 'paaaaaaaa',
  offset: 0,
  near: [],
  progression,
  ...(finished && { finished: time }),
});
const kept = (places: Record<number, KeptPlace>) =>
  new Map(Object.entries(places).map(([i, place]) => [`c${i}`, place]));

test('one goes on where one read last, and with the next chapter once that is read', () => {
  expect(standing(chapters(3), kept({}), 0)).toMatchObject({ begun: false, next: 0, words: 3000 });
  expect(standing(chapters(3), kept({ 0: at(1, 0.4) }), 0)).toMatchObject({
    begun: true,
    next: 0,
    furthest: undefined,
    words: 2600,
    states: ['here', undefined, undefined],
  });
  expect(standing(chapters(3), kept({ 0: at(1, 1) }), 0)).toMatchObject({
    next: 1,
    words: 2000,
    states: ['finished', undefined, undefined],
  });
  expect(standing(chapters(2), kept({ 0: at(1, 1), 1: at(2, 1) }), 0)).toMatchObject({
    next: undefined,
    words: 0,
  });
});

test('reading an early chapter again neither unreads it nor forgets how far one had come', () => {
  const places = { 0: at(1, 1), 1: { ...at(9, 0.5), finished: 2 }, 2: at(3, 1), 3: at(4, 0.3) };
  expect(standing(chapters(5), kept(places), 0)).toMatchObject({
    next: 1,
    furthest: 3,
    states: ['finished', 'here', 'finished', 'begun', undefined],
    words: 500 + 700 + 1000,
  });
  // Having finished the furthest one, the way on from there is the next.
  expect(standing(chapters(5), kept({ ...places, 3: at(4, 1) }), 0).furthest).toBe(4);
  expect(standing(chapters(4), kept({ ...places, 3: at(4, 1) }), 0).furthest).toBeUndefined();
});

test('announcements are no part of the way', () => {
  const spine = chapters(4, [0, 2]);
  expect(standing(spine, kept({}), 0)).toMatchObject({ next: 1, words: 2000 });
  expect(standing(spine, kept({ 1: at(1, 1), 2: at(5, 1) }), 0)).toMatchObject({ next: 3, words: 1000 });
});

test('new chapters are the last ones, or those that were put in between', () => {
  expect(standing(chapters(4), kept({ 0: at(1, 0.5) }), 2).states).toEqual(['here', undefined, 'new', 'new']);
  const between = { 0: at(1, 1), 2: at(2, 1), 3: at(3, 1) };
  expect(standing(chapters(4), kept(between), 1).states).toEqual(['finished', 'new', 'finished', 'finished']);
});

test('what came since is told until one reads there again', () => {
  let seen = noteChapters([], 10, 5, 0);
  expect(chaptersSince(seen, 12, 5)).toBe(0);
  expect(chaptersSince(seen, 12, 7), 'two more, read at 12').toBe(2);
  seen = noteChapters(seen, 20, 7, 12);
  expect(chaptersSince(seen, 12, 7), 'looked at again, not read').toBe(2);
  seen = noteChapters(seen, 30, 8, 12);
  expect(chaptersSince(seen, 12, 8)).toBe(3);
  expect(chaptersSince(seen, 31, 8), 'read on').toBe(0);
  expect(chaptersSince(seen, 12, 4), 'chapters taken away').toBe(0);
  expect(chaptersSince([], 12, 4), 'never looked').toBe(0);
});

test('however often one looks, little is kept of it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(2000), fc.nat(9))), (looks) => {
      let now = 0;
      let seen: ReturnType<typeof noteChapters> = [];
      for (const [wait, count, ago] of looks) {
        now += wait;
        seen = noteChapters(seen, now, count, now - ago);
      }
      expect(seen.length).toBeLessThanOrEqual(2);
    }),
  );
});

/** Reads `words` by moving on by so many a time, at so many a minute; the paces that were found. */
function read(words: number, step: number, perMinute: number, language = 'en'): number[] {
  let stretch: Stretch | undefined;
  const found: number[] = [];
  for (let at = 0; at <= words; at += step) {
    const now = (at / perMinute) * 60_000;
    const followed = follow(stretch, at, now, language);
    stretch = followed.stretch;
    if (followed.pace) found.push(followed.pace);
  }
  return found;
}

test('a pace is learnt from reading, not from looking for a place nor from a pause', () => {
  expect(read(3000, 20, 200).every((found) => Math.abs(found - 200) < 1)).toBe(true);
  expect(read(3000, 20, 200).length).toBeGreaterThan(10);
  expect(read(3000, 500, 300).length, 'whole pages at a time').toBeGreaterThan(4);
  expect(read(3000, 20, 5000)).toEqual([]);
  expect(read(600, 20, 20)).toEqual([]);
  expect(read(3000, 20, 900, 'ja').length, 'characters are read by the thousand').toBeGreaterThan(10);
  for (let i = 0; i < 5; i += 1) learn('en', 300);
  expect(pace('en'), 'five measurements are too few').toBe(238);
  for (let i = 0; i < 40; i += 1) learn('en-GB', i % 8 ? 300 : 900);
  expect(pace('en')).toBe(300);
  expect(pace('ja')).toBe(500);
  expect(stored['fleuron.pace.1:/stories/']?.length).toBeLessThan(200);
});

test('a typical pace lies among those measured, and a time left is never negative', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 60, max: 900 }), { minLength: 6 }), (paces) => {
      const found = typical(paces) ?? Number.NaN;
      expect(found).toBeGreaterThanOrEqual(Math.min(...paces));
      expect(found).toBeLessThanOrEqual(Math.max(...paces));
    }),
  );
  fc.assert(
    fc.property(fc.double(), fc.double(), fc.double(), (words, progression, perMinute) => {
      expect(timeLeft(words, progression, perMinute)).toBeGreaterThanOrEqual(0);
    }),
  );
  expect([0.2, 1, 12.4, 75, 100, 500].map(timeLeftText)).toEqual([
    'less than a minute left',
    '1 min left',
    '12 min left',
    'about 1½ h left',
    'about 1½ h left',
    'about 8 h left',
  ]);
  expect(duration(59.7)).toBe('about 1 h');
});

test('a place whose paragraph is gone is found by its neighbours, else by its share', () => {
  const ids = ['p11111111', 'p22222222', 'p33333333', 'p44444444'];
  expect(survivor({ id: 'p33333333', near: [], progression: 0 }, ids)).toBe(2);
  expect(survivor({ id: '', near: [], progression: 0.4 }, ids)).toBe(1);
  expect(survivor({ id: '', near: ['p44444444'], progression: 0 }, ids)).toBe(3);
  expect(survivor({ id: '', near: [], progression: 1 }, [])).toBeUndefined();
});
