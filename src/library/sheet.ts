/**
 * The style sheets of the site. A page asks for one: the site's rules with the faces they need, and what the author and
 * the work add. A second, with the other faces, is asked for by readers who chose one.
 *
 * Astro's <Font> writes every @font-face into every page, 6 KB each; here they travel once, in a file whose name is
 * made from its content. The module that they come from is the one that <Font> itself reads.
 */
import { createHash } from 'node:crypto';
import { componentDataByCssVariable } from 'virtual:astro:assets/fonts/internal';
import rules from '../styles/index.css?inline';
import type { Accent } from './contrast.ts';
import { authorsCss } from './dress.ts';
import { assetUrl } from './urls.ts';

export interface Sheet {
  /** Path below the site's front page, without `.css`. */
  name: string;
  css: string;
  url: string;
}

const made = new Map<string, Sheet>();

/** The sheet of every page that has this accent. */
export const pageSheet = (accent: Accent | undefined): Sheet =>
  once(`page ${JSON.stringify(accent)}`, () => [rules, ...faces('serif', 'legible'), authorsCss(accent)]);

/** The faces that a reader can choose and no page needs. */
export const faceSheet = (): Sheet => once('faces', () => faces('sans', 'dyslexic'));

const faces = (...names: string[]) =>
  names.map((name) => componentDataByCssVariable.get(`--font-${name}`)?.css ?? '');

/** In a build a sheet is made once; under `npm run dev` its sources change. */
function once(key: string, parts: () => string[]): Sheet {
  const known = import.meta.env.DEV ? undefined : made.get(key);
  if (known) return known;
  const css = parts().join('');
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 8);
  const name = `_astro/${key.replace(/ .*/, '')}.${hash}`;
  const sheet = { name, css, url: assetUrl(`${name}.css`) };
  made.set(key, sheet);
  return sheet;
}
