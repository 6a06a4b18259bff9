/**
 * Keys of pages. A page shows the props that it is given and nothing else of the library, so that their digest says
 * whether it is as it was.
 */
import { createHash } from 'node:crypto';
import { native } from './native.ts';

const { live } = native('src/library/live.ts') as typeof import('./live.ts');

const known = new WeakMap<object, string>();

/**
 * The digest of plain data. That of an object is kept with it: a book that stands in a hundred lists is gone through
 * once, and data must not change after it was asked about.
 */
export function digest(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const before = known.get(value);
  if (before) return before;
  const said = Array.isArray(value)
    ? `[${value.map(digest)}]`
    : `{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${digest(each)}`)}}`;
  const made = said.length < 64 ? said : createHash('sha1').update(said).digest('base64');
  known.set(value, made);
  return made;
}

/**
 * Paths of `getStaticPaths`, each with its key: that of its props, and of what else its page shows. Under `npm run dev`,
 * where nothing is kept, there are none: those of ten thousand chapters take a quarter of a second.
 */
export const keyed = <Path extends { props?: unknown }>(paths: Path[], also?: unknown) =>
  live.edition > 0 ? paths : paths.map((path) => ({ ...path, cacheKey: digest([path.props, also]) }));
