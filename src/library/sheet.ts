/**
 * The style sheets of the site. A page asks for one: the rules for its kind with the faces they need, and what the
 * author and the work add. A second, with the other faces and the layout of pages, is asked for by readers who chose them.
 */
import { createHash } from 'node:crypto';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import chosen from '../styles/chosen.css?inline';
import common from '../styles/index.css?inline';
import reading from '../styles/reading.css?inline';
import report from '../styles/report.css?inline';
import scripts from '../styles/scripts.css?inline';
import setApart from '../styles/set-apart.css?inline';
import shelves from '../styles/shelves.css?inline';
import whole from '../styles/whole.css?inline';
import { bootScript } from './bootScripts.ts';
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

/** What a page needs besides the rules of all pages. */
const kinds = {
  shelves: shelves + scripts,
  reading,
  'reading-blocks': reading + setApart,
  'reading-scripts': reading + setApart + scripts,
  'reading-whole': reading + setApart + scripts + whole,
};

export type PageKind = keyof typeof kinds;

/** The letters that Vietnamese alone has, and other scripts: Greek to Arabic, those of East Asia. */
const beyondLatin = /[\u1ea0-\u1ef9\u0370-\u08ff\u3040-\uffdc]/;

/** An element that the sheet for plain prose does not dress. */
const beyondProse = /<(?!\/?(?:p|hr|br|h[2-6]|a|b|i|s|u|em|strong|small|span|sup|sub)\b)/;

/** The kind of a chapter's page, by what is said on it: most have no need of half the rules for the others. */
export function readingKind(
  title: string,
  { html, notes }: Pick<ManuscriptChapter, 'html' | 'notes'>,
): PageKind {
  const texts = [html, ...notes.map((note) => note.html)];
  if ([title, ...texts].some((said) => beyondLatin.test(said))) return 'reading-scripts';
  return texts.some((said) => beyondProse.test(said)) ? 'reading-blocks' : 'reading';
}

/** The sheet of every page of a kind that has this accent. */
export function pageSheet(kind: PageKind, accent?: Accent): Sheet {
  return once(`${kind} ${JSON.stringify(accent)}`, () => [
    common,
    kinds[kind],
    authorsCss(accent),
    import.meta.env.DEV ? report : '',
  ]);
}

/** Every sheet that a page can ask for, where works have these accents. */
export const allSheets = (accents: (Accent | undefined)[]): Sheet[] => [
  chosenSheet(),
  ...(Object.keys(kinds) as PageKind[]).flatMap((kind) => accents.map((accent) => pageSheet(kind, accent))),
];

/** What a reader can choose and no page needs. The script that asks for it has its name. */
export const chosenSheet = (): Sheet => once('chosen', () => [chosen], bootScript);

/** Address of both, without what their names end with. */
export const chosenUrl = (): string => assetUrl(chosenSheet().name);

/** In a build a sheet is made once; under `npm run dev` its sources change. */
function once(key: string, parts: () => string[], namesake = ''): Sheet {
  const known = import.meta.env.DEV ? undefined : made.get(key);
  if (known) return known;
  const css = parts().join('');
  const hash = createHash('sha256')
    .update(css + namesake)
    .digest('hex')
    .slice(0, 8);
  const name = `_astro/${key.replace(/ .*/, '')}.${hash}`;
  const sheet = { name, css, url: assetUrl(`${name}.css`) };
  made.set(key, sheet);
  return sheet;
}
