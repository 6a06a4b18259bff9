/** The pages of the built site, found in its folder. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const folder = process.env['FLEURON_DIST'] ?? 'dist';
const { address } =
  parse(readFileSync(join(process.env['FLEURON_CONTENT'] ?? 'content', 'site.yaml'), 'utf8')) ?? {};
export const basePath = address ? new URL(address).pathname.replace(/\/?$/, '/') : '/';

/** Addresses of every page, relative to the front page: '' · 'work/' · 'work/chapter/' · '404.html'. */
export const pages = globSync('**/*.html', { cwd: folder })
  .map((path) => path.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
  .sort();

export const chapters = pages.filter((path) => sourceOf(path).includes('<story-reader'));

/** A chapter with one before it and one behind. */
const chapter =
  chapters.find((path) => /rel="?prev/.test(sourceOf(path)) && /rel="?next/.test(sourceOf(path))) ??
  chapters[0] ??
  '';

const work = chapter.replace(/[^/]+\/$/, '');

/** One page of each kind. */
export const kinds = {
  front: '',
  work,
  chapter,
  whole: `${work}all/`,
  list: 'works/',
  names: 'author/',
  browse: 'browse/',
  missing: '404.html',
};

/** The page's HTML as it was built. */
export function sourceOf(path: string): string {
  return readFileSync(join(folder, path.endsWith('.html') ? path : join(path, 'index.html')), 'utf8');
}
