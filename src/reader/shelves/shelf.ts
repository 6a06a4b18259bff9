/** The pages that list works or chapters, for somebody who has read in them. */
import { frontShelf } from './front.ts';
import { workShelf } from './work.ts';

export function fill(shelf: HTMLElement): void {
  if (shelf.dataset['shelf'] === 'browse') {
    import('./browse.ts').then(({ browse }) => browse(shelf)).catch(() => undefined);
    return;
  }
  const draw = shelf.dataset['shelf'] === 'front' ? frontShelf(shelf) : workShelf(shelf);
  draw();
  // Back from a chapter, or another tab was read in.
  for (const event of ['pageshow', 'storage']) window.addEventListener(event, draw);
}
