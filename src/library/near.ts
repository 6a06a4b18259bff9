/** Which word an author meant: one is proposed only where it is near, since a far one sends them the wrong way. */
import { closest, distance } from 'fastest-levenshtein';

const lettersOf = (word: string) => [...word].sort().join('');

/** Whether one is the other with at most a third of its letters wrong, or all of them in another order. */
export const isNear = (word: string, other: string): boolean =>
  lettersOf(word) === lettersOf(other) || distance(word, other) <= Math.max(word.length, other.length) / 3;

/** The nearest of these words, capitals aside, if one is near. */
export function nearOf(word: string, words: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  const smalls = words.map((each) => each.toLowerCase());
  const near = words.length > 0 ? words[smalls.indexOf(closest(small, smalls))] : undefined;
  return near !== undefined && isNear(small, near.toLowerCase()) ? near : undefined;
}
