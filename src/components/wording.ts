/** The few words the pages say themselves. */
import type { Book, BookChapter } from '../library/book.ts';
import { duration, timeLeft, usualPace } from '../reader/pace.ts';

/** Language of those words: parts of a page in another language say so. */
export const interfaceLanguage = 'en';

const number = new Intl.NumberFormat(interfaceLanguage);
const names = new Intl.ListFormat(interfaceLanguage);

export const wordCount = (count: number): string =>
  `${number.format(count)} ${count === 1 ? 'word' : 'words'}`;

/** How many chapters a book has; announcements are none. */
export const chaptersIn = ({ spine }: Book): number => spine.filter(({ kind }) => kind === 'chapter').length;

export const chapterCount = (book: Book): string => {
  const count = chaptersIn(book);
  return `${number.format(count)} ${count === 1 ? 'chapter' : 'chapters'}`;
};

/** How long a book takes at a usual pace. */
export const readingTime = ({ words, language }: Book): string =>
  `${duration(timeLeft(words, 0, usualPace(language)))} to read`;

export const byline = (authors: string[]): string => `by ${names.format(authors)}`;

/** “Dusk · The Salt Road”; of a story in one piece only the one title. */
export const chapterTitle = (book: Book, { heading }: BookChapter): string =>
  heading === book.title ? heading : `${heading} · ${book.title}`;

export const chapterDescription = (book: Book, chapter: BookChapter): string =>
  [chapterTitle(book, chapter), ...(book.authors.length > 0 ? [names.format(book.authors)] : [])].join(' · ');

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
