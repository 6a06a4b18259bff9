/**
 * The library's collections as the loaders made them, for the pages. By Astro's own way, a store that is written to the
 * disk, bundled as one string and read again, an edit among ten thousand chapters takes two seconds more to be seen.
 *
 * Loaders, pages and Astro's configuration each load their modules apart; they share this one where they ask for it
 * by `native`.
 */
import type { Catalogue } from './catalogue.ts';

export type Collection = Exclude<keyof Catalogue, 'problems'>;

/** An entry as `getCollection` gives it. */
export interface LiveEntry {
  id: string;
  data: unknown;
  filePath: string;
  collection: Collection;
}

interface Live {
  collections: Map<Collection, Map<string, LiveEntry>>;
  /** Raised whenever the library is read under `npm run dev`; 0 in a build. */
  edition: number;
  /** Reads it again, once there is a loader: these paths, from the project's root, have changed. */
  renew?: (changed: ReadonlySet<string>) => Promise<void>;
}

export const live: Live = { collections: new Map(), edition: 0 };
