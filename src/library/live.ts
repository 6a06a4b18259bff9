/**
 * The library under `npm run dev`, from the loaders straight to the pages. By Astro's own way, a store that is written
 * to the disk and read again, an edit among ten thousand chapters takes two seconds more.
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
  /** Empty in a build. */
  collections: Map<Collection, Map<string, LiveEntry>>;
  /** Raised whenever the library is read; 0 in a build. */
  edition: number;
  /** Reads it again, once there is a loader: these paths, from the project's root, have changed. */
  renew?: (changed: ReadonlySet<string>) => Promise<void>;
}

export const live: Live = { collections: new Map(), edition: 0 };
