/** Marks in the reader's own file of data: by work, without the address of the site. */

import { record } from '../storage.ts';
import { changeMarks, type Mark, markedWorks, marksOf, parseMarks } from './store.ts';

/** Every mark on this site, by the work's slug; undefined where there is none. */
export function exportMarks(): unknown {
  const works = markedWorks().flatMap((work) => {
    const marks = marksOf(work);
    return marks.length > 0 ? [[work, marks] as const] : [];
  });
  return works.length > 0 ? Object.fromEntries(works) : undefined;
}

/**
 * Adds the marks that are not here yet; those here stay as they are.
 *
 * @returns how many were added and kept
 */
export function importMarks(given: unknown): number {
  let added = 0;
  for (const [work, stored] of Object.entries(record(given))) {
    const here = new Set(marksOf(work).map(({ id }) => id));
    const fresh = parseMarks(stored).filter(({ id }) => !here.has(id));
    if (work && fresh.length > 0 && changeMarks(work, (marks) => [...marks, ...fresh].sort(byAge)))
      added += fresh.length;
  }
  return added;
}

const byAge = (a: Mark, b: Mark): number => a.made - b.made;
