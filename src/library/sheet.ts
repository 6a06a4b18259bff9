/**
 * The one style sheet that a page asks for: the faces, the site's own rules, and what the author and the work add.
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

/** The sheet of pages with this accent. In a build it is made once. */
export function sheetFor(accent: Accent | undefined): Sheet {
  const key = JSON.stringify(accent ?? null);
  const known = import.meta.env.DEV ? undefined : made.get(key);
  if (known) return known;
  const faces = [...componentDataByCssVariable.values()].map(({ css }) => css);
  const css = [rules, ...faces, authorsCss(accent)].join('');
  const name = `_astro/look.${createHash('sha256').update(css).digest('hex').slice(0, 8)}`;
  const sheet = { name, css, url: assetUrl(`${name}.css`) };
  made.set(key, sheet);
  return sheet;
}
