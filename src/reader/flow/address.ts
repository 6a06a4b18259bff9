/** What a chapter's address and its entry in the browser's history say of the place in it. */

import { record } from '../storage.ts';
import type { Place } from './flow.ts';

/** The end of a chapter, for those who turn back into it. */
export const endOfChapter = '#end';

/** The place that this entry of the history was left at, where its flow kept one. */
export function visited(state: unknown = history.state): Place | undefined {
  const { id, offset } = record(record(state)['place']);
  return typeof id === 'string' && typeof offset === 'number' ? { id, offset } : undefined;
}

/** Keeps a place in this entry, or none. Browsers refuse when it happens too often; the next time will do. */
export function keepVisited(place: Place | undefined): void {
  const kept = visited();
  if (kept?.id === place?.id && kept?.offset === place?.offset) return;
  try {
    history.replaceState({ ...record(history.state), place }, '');
  } catch {}
}
