/** What `getCollection` reads, in place of Astro's store. */
import { native } from './native.ts';

const { live } = native('src/library/live.ts') as typeof import('./live.ts');

export default live.collections;
