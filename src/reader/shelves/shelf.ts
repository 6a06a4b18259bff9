/** The pages that list works or chapters: what they show to somebody who has read in them comes to nobody else. */
import { lastReads, placesIn } from '../places/places.ts';
import { lookAgain } from './news.ts';

type Draw = () => void;

export function fill(shelf: HTMLElement): void {
  const { shelf: kind, work } = shelf.dataset;
  if (kind === 'browse') {
    import('./browse.ts').then(({ browse }) => browse(shelf)).catch(() => undefined);
    return;
  }
  let drawing: Promise<Draw> | undefined;
  const draw = () => {
    const kept = work === undefined ? lastReads() : placesIn(work);
    if (!drawing && kept.size === 0) {
      // Whoever begins now is told later of what has come since.
      if (work !== undefined) lookAgain(work, chaptersHere(), undefined);
      return;
    }
    drawing ??= load(shelf);
    drawing.then(
      (drawn) => drawn(),
      () => {
        drawing = undefined;
      },
    );
  };
  draw();
  // Back from a chapter, or another tab was read in.
  for (const event of ['pageshow', 'storage']) window.addEventListener(event, draw);
}

const load = (shelf: HTMLElement): Promise<Draw> =>
  shelf.dataset['shelf'] === 'front'
    ? import('./front.ts').then(({ frontShelf }) => frontShelf(shelf))
    : import('./work.ts').then(({ workShelf }) => workShelf(shelf));

const chaptersHere = () => document.querySelectorAll('.contents > li:not(.announcement)').length;
