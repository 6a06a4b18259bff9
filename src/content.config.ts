import { native } from './library/native.ts';

/**
 * The collections, as Astro asks for them here. Node loads them by itself: Vite, which reads this file, would transform
 * all that they are made of anew in each build.
 */
export const { collections } = native('src/entries.ts') as typeof import('./entries.ts');
