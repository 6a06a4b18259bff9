/** Content notes stay open or folded as the reader left the last ones, on every page. */
import { base } from '../places/place.ts';
import { read, write } from '../storage.ts';

const key = () => `fleuron.content-notes.1:${base()}`;

export function keepFolds(): void {
  let open = read(key(), (kept) => kept === true);
  const folds = [...document.querySelectorAll<HTMLDetailsElement>('details.content-notes')];
  const set = () => {
    for (const fold of folds) fold.open = open;
  };
  set();
  for (const fold of folds)
    fold.addEventListener('toggle', () => {
      if (fold.open === open) return;
      open = fold.open;
      write(key(), open || undefined);
      set();
    });
}
