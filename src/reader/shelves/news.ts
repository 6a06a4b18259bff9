/** Which chapters came since somebody last read: told from how many there were each time this browser looked. */
import { parseSeen, type Seen, seenKey } from '../places/places.ts';
import { read, write } from '../storage.ts';

/** How many chapters came since a time, as far as this browser has seen; never negative. */
export function chaptersSince(seen: readonly Seen[], since: number, count: number): number {
  const [, before = count] = seen.findLast(([at]) => at <= since) ?? seen[0] ?? [];
  return Math.max(0, count - before);
}

/** Notes how many chapters there are now, and drops what tells nothing of the time since `last`: two entries stay. */
export function noteChapters(seen: readonly Seen[], now: number, count: number, last: number): Seen[] {
  const from = Math.max(
    0,
    seen.findLastIndex(([at]) => at <= last),
  );
  const [first = [now, count], ...later] = seen.slice(from);
  return (later.at(-1) ?? first)[1] === count ? [first, ...later.slice(-1)] : [first, [now, count]];
}

/** What was seen of a work before; what is there now is noted for the next time. `last` is when one last read in it. */
export function lookAgain(work: string, count: number, last: number | undefined): Seen[] {
  const seen = read(seenKey(work), parseSeen);
  // Who has not begun has missed nothing.
  const noted = noteChapters(last === undefined ? [] : seen, Date.now(), count, last ?? 0);
  if (JSON.stringify(noted) !== JSON.stringify(seen)) write(seenKey(work), noted);
  return seen;
}
