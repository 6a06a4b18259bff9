/**
 * Opens a chapter where its reader left it. What it takes to keep that place loads when the reader first moves, or at
 * once where the whole chapter is in view and nobody has to.
 */
import type { Relocation } from '../flow/flow.ts';
import type { StoryReader } from '../flow/story-reader.ts';
import { read } from '../storage.ts';
import { atEnd, parsePlace, placeKey } from './place.ts';

declare global {
  interface HTMLElementEventMap {
    relocate: CustomEvent<Relocation>;
  }
}

export async function resume(reader: StoryReader): Promise<void> {
  let keeping: Promise<unknown> | undefined;
  let moved: Relocation | undefined;
  let followed = false;
  reader.addEventListener('relocate', ({ detail }) => {
    followed ||= detail.cause === 'link';
    if (detail.cause !== 'reader' && !atEnd(detail)) return;
    moved = detail;
    if (keeping) return;
    keeping = import('./keeping.ts').then(
      async (part) => part.keep(reader, moved ?? detail, (await reader.ready) === 'link' || followed),
      () => {
        keeping = undefined;
      },
    );
  });
  const landed = await reader.ready;
  const kept = read(placeKey(reader.dataset['work'], reader.dataset['chapter']), parsePlace);
  if (landed === 'link' || !kept || atEnd(kept)) return;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A link to words leaves no other trace. On the way back and forward the history knows better where one was.
  if (navigation?.name.includes(':~:') || navigation?.type === 'back_forward') return;
  const there = document.getElementById(kept.id);
  // Of a chapter on several pages the first knows which page the place is on; who asks for another one, wants that.
  if (there?.matches('.elsewhere a')) {
    if (landed === 'start') location.replace((there as HTMLAnchorElement).pathname);
    return;
  }
  if (!there && Number(reader.dataset['begin'])) return;
  if (there) reader.show(kept, 'restore');
  if (landed === 'start' || !there)
    await import('./returning.ts').then((part) => part.welcome(reader, kept)).catch(() => undefined);
}
