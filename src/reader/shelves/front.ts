/** The front page for somebody who has read here: what to go on with, latest first, and what is new in it. */
import css from '../../styles/front-shelf.css?inline';
import { adopt, element } from '../dom.ts';
import { base } from '../places/place.ts';
import { type LastRead, lastKey, lastReads } from '../places/places.ts';
import { write } from '../storage.ts';
import type { BrowseIndex } from './browse-query.ts';
import { chaptersSince, lookAgain } from './news.ts';

/** A work that was begun and is on this page. */
interface Begun {
  work: string;
  entry: HTMLElement;
  last: LastRead;
  /** Chapters that came since. */
  fresh: number;
}

let more = false;

/** Begun works that the page does not list. */
const elsewhere = new Map<string, HTMLElement>();

export function frontShelf(shelf: HTMLElement): () => void {
  adopt(css);
  const show = () => draw(shelf);
  const { index } = shelf.dataset;
  if (index) findElsewhere(index).then(show, () => undefined);
  return show;
}

/** Finds in the index of the library what the front page has no room for. */
async function findElsewhere(index: string): Promise<void> {
  const shown = new Set(
    [...document.querySelectorAll<HTMLElement>('[data-work]')].map((entry) => entry.dataset['work']),
  );
  const missing = [...lastReads()].filter(([work]) => !shown.has(work));
  if (missing.length === 0) return;
  const { works } = (await (await fetch(index)).json()) as BrowseIndex;
  const known = new Map(works.map((work) => [work.u, work]));
  for (const [slug] of missing) {
    const work = known.get(`${base()}${encodeURIComponent(slug)}/`);
    if (!work) continue;
    const title = element('h2', {}, element('a', { href: work.u }, work.t));
    elsewhere.set(slug, element('article', { lang: work.l, 'data-chapters': String(work.c) }, title));
  }
}

function draw(shelf: HTMLElement): void {
  const begun = begunWorks();
  for (const old of document.querySelectorAll('.standing')) old.remove();
  for (const each of begun) each.entry.append(standingOf(each));
  const open = begun.filter(canGoOn);
  const [latest, ...others] = open;
  shelf.replaceChildren();
  shelf.classList.toggle('open', more && others.length > 0);
  if (!latest) {
    shelf.removeAttribute('aria-label');
    return;
  }
  const shown = more ? open : [latest];
  shelf.setAttribute('aria-label', 'Continue reading');
  shelf.append(element('ul', { class: 'begun' }, ...shown.map((each) => itemOf(each, shelf))));
  if (others.length > 0) shelf.append(moreButton(others.length, shelf));
}

function begunWorks(): Begun[] {
  const entries = new Map(
    [...document.querySelectorAll<HTMLElement>('[data-work]')].map((entry) => [entry.dataset['work'], entry]),
  );
  return [...lastReads()].flatMap(([work, last]) => {
    const entry = entries.get(work) ?? elsewhere.get(work);
    return entry ? [{ work, entry, last, fresh: freshIn(work, last, entry) }] : [];
  });
}

function freshIn(work: string, last: LastRead, entry: HTMLElement): number {
  const count = Number(entry.dataset['chapters']) || 0;
  return chaptersSince(lookAgain(work, count, last.at), last.at, count);
}

const words = (text: string, kind?: string) => element('bdi', { lang: 'en', class: kind }, text);

/** A work read up to its latest chapter waits for the next. */
const canGoOn = ({ last, fresh }: Begun) => last.progression < 1 || fresh > 0;

const newChapters = (fresh: number) => `${fresh} new ${fresh === 1 ? 'chapter' : 'chapters'}`;

const percent = (progression: number) => `${Math.round(progression * 100)}%`;

/** How far one has come, in a line below the entry. */
function standingOf(begun: Begun): HTMLElement {
  const { last, fresh } = begun;
  const said = last.progression === 1 ? 'Read' : last.progression > 0 ? 'Reading' : 'Next';
  return element(
    'p',
    { class: 'standing' },
    words(last.progression < 1 ? `${said}: ` : said),
    last.progression < 1 && element('bdi', {}, whereIn(begun)),
    fresh > 0 && words(newChapters(fresh), 'fresh'),
  );
}

/** The chapter, unless it is all there is, and how much of it is read. */
function whereIn({ entry, last: { heading, progression } }: Begun): string {
  const title = entry.querySelector('h2')?.textContent?.trim();
  return [heading !== title && heading, progression > 0 && percent(progression)].filter(Boolean).join(' · ');
}

function itemOf(begun: Begun, shelf: HTMLElement): HTMLElement {
  const { work, entry, last, fresh } = begun;
  const title = entry.querySelector<HTMLAnchorElement>('h2 a');
  const waited = last.progression === 1;
  // Which chapter follows the one that was the latest, only the work's own page knows.
  const address = waited ? title?.href : `${title?.href}${encodeURIComponent(last.chapter)}/`;
  const link = element(
    'a',
    { href: address, class: 'go-on' },
    element(
      'span',
      { class: 'title' },
      words('Continue: '),
      element('bdi', { lang: entry.lang }, title?.textContent ?? ''),
    ),
    waited
      ? words(newChapters(fresh), 'where')
      : element('bdi', { lang: entry.lang, class: 'where' }, whereIn(begun)),
  );
  const remove = element(
    'button',
    { type: 'button', lang: 'en', 'aria-label': `Remove ${title?.textContent} from this list` },
    '×',
  );
  remove.addEventListener('click', () => {
    write(lastKey(work), undefined);
    draw(shelf);
    shelf.querySelector<HTMLElement>('button')?.focus();
  });
  return element('li', {}, link, remove);
}

function moreButton(count: number, shelf: HTMLElement): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'more', lang: 'en', 'aria-expanded': String(more) },
    more ? 'Fewer' : `${count} more`,
  );
  button.addEventListener('click', () => {
    more = !more;
    draw(shelf);
    shelf.querySelector<HTMLElement>('.more')?.focus();
  });
  return button;
}
