/** The one place that knows what an address looks like: base path, trailing slash, order of the parts. */

import { host } from './site.ts';

const { base, origin } = host;

export const homeUrl = (): string => base;

export const workUrl = (work: string): string => `${base}${encodeURIComponent(work)}/`;

export const chapterUrl = (work: string, chapter: string): string =>
  `${workUrl(work)}${encodeURIComponent(chapter)}/`;

/** An address that something had before, from its names with “/” between them; without a slash at its end. */
export const oldUrl = (names: string): string => base + names.split('/').map(encodeURIComponent).join('/');

/** A file from `public/`. */
export const assetUrl = (path: string): string => base + path.replace(/^\//, '');

/** The whole address of a page of this site, for canonical links. */
export const absoluteUrl = (path: string): string => new URL(path, origin).href;
