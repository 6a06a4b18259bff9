/** The few words the pages say themselves. */

import type { Book, BookChapter, BookTitle } from '../library/book.ts';
import { site } from '../library/site.ts';
import type { FacetKind } from '../library/urls.ts';
import { duration, timeLeft, usualPace } from '../reader/places/pace.ts';

/** Language of those words: parts of a page in another language say so. */
export const interfaceLanguage = 'en';

const number = new Intl.NumberFormat(interfaceLanguage);
const names = new Intl.ListFormat(interfaceLanguage);

/** No line ends between a number and what it counts. */
const counted = (count: number, word: string): string =>
  `${number.format(count)}\u00a0${word}${count === 1 ? '' : 's'}`;

export const wordCount = (count: number): string => counted(count, 'word');

/** How long a chapter is; an announcement is none. */
export const chapterLength = ({ kind, words }: Pick<BookChapter, 'kind' | 'words'>): string =>
  kind === 'announcement' ? 'Announcement' : wordCount(words);

/** How many chapters a book has; announcements are none. */
export const chaptersIn = ({ spine }: Book): number => spine.filter(({ kind }) => kind === 'chapter').length;

export const chapterCount = (book: Book): string => counted(chaptersIn(book), 'chapter');

/** How long a book takes at a usual pace. */
export const readingTime = ({ words, language }: Book): string =>
  `${duration(timeLeft(words, 0, usualPace(language)))} to read`;

export const byline = (authors: string[]): string => `by ${names.format(authors)}`;

/** “Dusk · Page 2 · The Salt Road”; of a story in one piece only the one title. */
export const chapterTitle = (book: BookTitle, { heading }: BookChapter, page = 1): string =>
  [heading, page > 1 && `Page ${page}`, heading !== book.title && book.title].filter(Boolean).join(' · ');

export const pageOf = (page: number, of: number): string => `Page ${page} of ${of}`;

export const chapterDescription = (book: BookTitle, chapter: BookChapter, page = 1): string =>
  withAuthors(chapterTitle(book, chapter, page), book);

/** What a search engine shows of a work; its title says enough where the author gives no summary. */
export const workDescription = (book: Book): string => book.summary || withAuthors(book.title, book);

const withAuthors = (title: string, { authors }: Pick<BookTitle, 'authors'>): string =>
  [title, ...(authors.length > 0 ? [names.format(authors)] : [])].join(' · ');

export const statusName: Record<Book['status'], string> = {
  ongoing: 'Ongoing',
  complete: 'Complete',
  hiatus: 'On hiatus',
};

/** What stands in place of the next chapter where there is none yet. */
export const nothingNext: Record<Book['status'], string> = {
  ongoing: 'This is the latest chapter; the story goes on.',
  complete: 'This was the last chapter.',
  hiatus: 'This is the latest chapter; the story is resting.',
};

const day = new Intl.DateTimeFormat(interfaceLanguage, { dateStyle: 'long', timeZone: 'UTC' });

/** A day `YYYY-MM-DD` as people read it. */
export const dayText = (date: string): string => day.format(new Date(date));

/** What a facet is called: a language in its own words. */
export function facetName({ kind, name }: { kind: FacetKind; name: string }): string {
  if (kind === 'status') return statusName[name as Book['status']];
  if (kind === 'language') return new Intl.DisplayNames(name, { type: 'language' }).of(name) ?? name;
  return name;
}

/** “1 fault, 12 decisions” of what a report says. */
export function reportCount(problems: { severity: string }[]): string {
  const decisions = problems.filter(({ severity }) => severity === 'info').length;
  const said = (count: number, word: string) => (count > 0 ? [counted(count, word)] : []);
  return [...said(problems.length - decisions, 'fault'), ...said(decisions, 'decision')].join(', ');
}

export const workCount = (count: number): string => counted(count, 'work');

/** Title of one page of a list. */
export const pageTitle = (title: string, page: number): string =>
  [title, ...(page > 1 ? [`Page ${page}`] : []), site.title].join(' · ');

/** Names with what stands between them, as a sentence lists them. */
export const listed = (list: string[]) => names.formatToParts(list);

/** What is said of a book under each label, in AO3's order; labels without a word are left out. */
export function facetRows(book: Book): { label: string; kind: FacetKind; names: readonly string[] }[] {
  const rows: [label: string, kind: FacetKind, names: readonly string[]][] = [
    ['Rating', 'rating', book.rating ? [book.rating] : []],
    ['Warnings', 'warning', book.archiveWarnings],
    ['Categories', 'category', book.categories],
    ['Fandoms', 'fandom', book.fandoms],
    ['Relationships', 'relationship', book.relationships],
    ['Characters', 'character', book.characters],
    ['Tags', 'tag', book.tags],
    ['Series', 'series', book.series ? [book.series.name] : []],
    ['Language', 'language', [book.language]],
    ['Status', 'status', [book.status]],
  ];
  return rows.flatMap(([label, kind, names]) => (names.length > 0 ? [{ label, kind, names }] : []));
}
