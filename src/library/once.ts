import { native } from './native.ts';

const { live } = native('src/library/live.ts') as typeof import('./live.ts');

/** Makes a thing once for all pages of a build; under `npm run dev` anew whenever the library was read. */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  let edition = live.edition;
  return () => {
    if (edition !== live.edition) made = undefined;
    edition = live.edition;
    made ??= make();
    return made;
  };
}
