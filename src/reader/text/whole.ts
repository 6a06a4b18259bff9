/**
 * The chapter that the page belongs to, where `page-words` has given it several: its address, how far into it a place
 * on this page is, and which page a paragraph is on.
 */
import { base } from '../places/place.ts';
import { located } from './position.ts';

/** Something on a page of the chapter that a link can name. */
export interface Located {
  id: string;
  /** Address of the page, where that is another than this one. */
  page?: string;
}

/** Path of a chapter: of its first page, if it has several. */
export const chapterPath = (work = '', chapter = ''): string =>
  `${base()}${encodeURIComponent(work)}/${encodeURIComponent(chapter)}/`;

/** The same of the chapter that the page belongs to. */
export function ownPath(): string {
  const { work, chapter } = document.querySelector<HTMLElement>('story-reader')?.dataset ?? {};
  return chapterPath(work, chapter);
}

let whole: Promise<Located[]> | undefined;

/** The chapter's paragraphs and breaks in reading order. Its first page knows those of the others, which fetch it. */
export function wholeChapter(): Promise<Located[]> {
  whole ??= find().catch(() => located().map(({ id }) => ({ id })));
  return whole;
}

async function find(): Promise<Located[]> {
  const begin = document.querySelector<HTMLElement>('story-reader')?.dataset['begin'];
  const first = begin === undefined || Number(begin) === 0 ? document : await fetchFirst();
  const links = [...first.querySelectorAll<HTMLAnchorElement>('.elsewhere a')];
  const places = [
    ...located(first).map(({ id }) => ({ id, page: ownPath() })),
    ...links.map(({ id, pathname }) => ({ id, page: pathname })),
  ];
  return places.map(({ id, page }) => (page === location.pathname ? { id } : { id, page }));
}

async function fetchFirst(): Promise<Document> {
  const answer = await fetch(ownPath());
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
