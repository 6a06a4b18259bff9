/**
 * Where a link to a paragraph leads once its chapter has been edited. Pure: ids in, a place out.
 *
 * An id says in five parts what stands there (`manuscript/locators.ts` makes it): `p`, or `s` for a scene break, then
 * digits for the words just before it (2), its first words (2), all (4), its last ones (2), those just after it (2).
 * A digit that two ids share tells of a word that was kept, so a bare `#id` carries all the evidence there is.
 */

export interface Landing {
  /** Index into the ids: what to scroll to. */
  index: number;
  /**
   * `exact`: the page has that very id.
   * `moved`: the same words, whose surroundings were edited, or which stand elsewhere now.
   * `near`: edited, split or merged since; this is the nearest survivor.
   * `gone`: its words are not here any more. This stands where they stood, or is the first block of the chapter if
   * what stood around them is gone too.
   */
  how: 'exact' | 'moved' | 'near' | 'gone';
}

const shape = /^[ps][0-9a-hjkmnp-tv-z]{12,}$/;
/** Where each part of an id begins, and the last one ends. */
const [before, first, whole, last, after, end] = [1, 3, 5, 9, 11, 13] as const;
/** So many shared digits of the twelve are no accident. */
const enough = 6;

/**
 * Finds what has become of a link's paragraph.
 *
 * @param wanted the address's fragment, decoded and without its `#`
 * @param ids the page's ids in page order; those that are no locators are passed over
 * @returns undefined where the fragment is no locator, or the page has none
 */
export function resolve(wanted: string, ids: readonly string[]): Landing | undefined {
  const known = [...ids.keys()].filter((i) => shape.test(ids[i] as string));
  if (!shape.test(wanted) || known.length === 0) return undefined;
  const exact = ids.indexOf(wanted);
  if (exact >= 0) return { index: exact, how: 'exact' };

  // Of four words or fewer the first are the last: such text is told from its like by what surrounds it.
  const short = wanted.slice(first, whole) === wanted.slice(last, after);
  let [best, rank, score, own, edges, twins] = [known[0] as number, 0, 0, 0, 0, 0];
  let [gap, evidence, previous] = [best, 3, 0];
  for (const index of known) {
    const shared = (from: number, to: number) => sharedDigits(ids[index] as string, wanted, from, to);
    const [above, below] = [shared(before, first), shared(after, end)];
    // Both digits for one side are more than one for each side.
    if (above ** 2 + previous ** 2 > evidence) [gap, evidence] = [index, above ** 2 + previous ** 2];
    previous = below;
    if (ids[index]?.[0] !== wanted[0]) continue;
    if (shared(first, after) === after - first) twins += 1;
    const all = shared(before, wanted.length);
    const weighed = short ? all + above + below : all;
    if (weighed <= rank) continue;
    [best, rank, score, own] = [index, weighed, all, shared(first, after)];
    edges = [above, shared(first, whole), shared(last, after), below].filter((both) => both === 2).length;
  }
  if (previous ** 2 > evidence) gap = known.at(-1) as number;
  if (own === after - first && twins === 1 && (edges > 2 || !short)) return { index: best, how: 'moved' };
  if (score >= enough || edges > 1) return { index: best, how: 'near' };
  return { index: gap, how: 'gone' };
}

function sharedDigits(a: string, b: string, from: number, to: number): number {
  let shared = 0;
  for (let i = from; i < to; i += 1) if (a[i] === b[i]) shared += 1;
  return shared;
}
