import { type CollectionEntry, getCollection } from 'astro:content';
import type { Collection } from './live.ts';
import { native } from './native.ts';

const { live } = native('src/library/live.ts') as typeof import('./live.ts');

/** All entries of a collection. */
export async function entriesOf<Name extends Collection>(name: Name): Promise<CollectionEntry<Name>[]> {
  const shown = live.collections.get(name);
  return shown ? ([...shown.values()] as CollectionEntry<Name>[]) : getCollection(name);
}
