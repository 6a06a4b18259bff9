/** A Book is one assembled work: its metadata and its spine, as pages and formats use it. */
import { type CollectionEntry, getCollection } from 'astro:content';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import { type ChapterPage, pagesOfChapter } from './chapterPages.ts';
import { native } from './native.ts';
import { once } from './once.ts';
import { chapterUrl, pageUrl, workUrl } from './urls.ts';
import { withOwnIds } from './wholeWork.ts';

const { cachedManuscript } = native('src/library/manuscripts.ts') as typeof import('./manuscripts.ts');

type WorkData = CollectionEntry<'works'>['data'];
type ChapterData = CollectionEntry<'chapters'>['data'];

export interface Book extends Omit<WorkData, 'chapters'> {
  slug: string;
  direction: 'ltr' | 'rtl';
  url: string;
  /** The chapters in reading order. */
  spine: BookChapter[];
  /** Chapters that only those find who have their address. */
  aside: BookChapter[];
}

export interface BookChapter extends Omit<ChapterData, 'notes' | 'work'> {
  /** What stands at its head and in lists: its title, else its label, else its number. */
  heading: string;
  url: string;
}

/** What is said of a book on its chapters' pages: so little that an edit to one leaves the others as they are. */
export type BookTitle = Pick<
  Book,
  | 'slug'
  | 'title'
  | 'url'
  | 'authors'
  | 'language'
  | 'direction'
  | 'status'
  | 'archiveWarnings'
  | 'accent'
  | 'cover'
  | 'pageWords'
  | 'pending'
  | 'rating'
  | 'unlisted'
>;

/** What stands before or behind a page: another chapter by its heading, or a page of this one. */
export interface Neighbour {
  url: string;
  heading?: string;
  /** Which page of the chapter, from 1. */
  page?: number;
}

/** A page of a chapter, most often its only one, with all that it shows besides the text. */
export interface ChapterInBook {
  book: BookTitle;
  chapter: BookChapter;
  /** From 1 in the spine; 0 of one that is aside. */
  position: number;
  /** Which page of the chapter, from 1, and of how many. */
  page: number;
  of: number;
  previous?: Neighbour;
  next?: Neighbour;
}

/** Every work, by title. In a build the books are assembled once for all pages. */
export const books = once(assemble);

/** The chapters of a book, page by page: those of the spine between their neighbours, then those aside. */
export function chaptersOf(book: Book): ChapterInBook[] {
  const title = titleOf(book);
  const pages = (chapter: BookChapter, at: number): ChapterInBook[] => {
    const of = pageCount(book, chapter);
    const [before, behind] = [book.spine[at - 1], book.spine[at + 1]];
    return Array.from({ length: of }, (_, i) => {
      const page = i + 1;
      const own = (page: number): Neighbour => ({ url: pageUrl(chapter.url, page), page });
      const previous = page > 1 ? own(page - 1) : before && neighbour(before, pageCount(book, before));
      const next = page < of ? own(page + 1) : behind && neighbour(behind, 1);
      return {
        book: title,
        chapter,
        position: at + 1,
        page,
        of,
        ...(previous && { previous }),
        ...(next && { next }),
      };
    });
  };
  const aside = book.aside.flatMap((chapter) => pages(chapter, Number.NaN));
  return [...book.spine.flatMap(pages), ...aside.map((page) => ({ ...page, position: 0 }))];
}

const neighbour = ({ heading, url }: BookChapter, page: number): Neighbour => ({
  heading,
  url: pageUrl(url, page),
});

let last: { chapter: BookChapter; pages: ChapterPage[] } | undefined;
const counts = new WeakMap<BookChapter, number>();

/** The pages that a chapter's text fills. The text of the one asked for last is kept at hand. */
export function chapterPages({ pageWords }: BookTitle, chapter: BookChapter): ChapterPage[] {
  if (last?.chapter === chapter) return last.pages;
  const pages = pagesOfChapter(chapterText(chapter), pageWords, (page) => pageUrl(chapter.url, page));
  counts.set(chapter, pages.length);
  last = { chapter, pages };
  return pages;
}

/** How many pages a chapter has. Only one that is longer than a page may be is looked into. */
export function pageCount(book: BookTitle, chapter: BookChapter): number {
  if (chapter.words <= (book.pageWords ?? Infinity)) return 1;
  return counts.get(chapter) ?? chapterPages(book, chapter).length;
}

function titleOf(book: Book): BookTitle {
  const { slug, title, url, authors, language, direction, status, archiveWarnings } = book;
  const { accent, cover, pageWords, pending, rating, unlisted } = book;
  return {
    ...{ slug, title, url, authors, language, direction, status, archiveWarnings },
    ...(accent && { accent }),
    ...(cover && { cover }),
    ...(pageWords && { pageWords }),
    ...(pending && { pending }),
    ...(rating && { rating }),
    ...(unlisted && { unlisted }),
  };
}

/** Chapters by volume, in reading order: runs that share one, or that have none. */
export function volumes<Chapter extends Pick<BookChapter, 'volume'>>(
  chapters: Chapter[],
): { name: string | undefined; chapters: Chapter[] }[] {
  const runs: { name: string | undefined; chapters: Chapter[] }[] = [];
  for (const chapter of chapters) {
    const run = runs.at(-1);
    if (run && run.name === chapter.volume) run.chapters.push(chapter);
    else runs.push({ name: chapter.volume, chapters: [chapter] });
  }
  return runs;
}

/** The texts of all chapters in the spine, no id twice. */
export const wholeText = ({ spine }: Book) =>
  withOwnIds(
    spine.map((chapter) => ({ ...chapterText(chapter), ...chapter, notes: chapterText(chapter).notes })),
  );

/** The parsed text of a chapter: story and notes as HTML. */
export function chapterText({ manuscript, part }: BookChapter): ManuscriptChapter {
  const chapter = cachedManuscript(manuscript)?.chapters[part];
  if (!chapter) throw new Error(`The manuscript cache lost ${manuscript}; build again.`);
  return chapter;
}

async function assemble(): Promise<Book[]> {
  const chapters = new Map((await getCollection('chapters')).map((entry) => [entry.id, entry.data]));
  return (await getCollection('works'))
    .map(({ id, data }) => {
      const { chapters: ids, ...rest } = data;
      const all = ids.flatMap(({ id: chapterId }) => {
        const chapter = chapters.get(chapterId);
        return chapter ? [bookChapter(id, chapter, ids.length === 1 ? data.title : undefined)] : [];
      });
      return {
        ...rest,
        slug: id,
        direction: direction(data.language),
        url: workUrl(id),
        spine: all.filter(({ unlisted }) => !unlisted),
        aside: all.filter(({ unlisted }) => unlisted),
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** `alone` is the work's title where this is all of it: a story in one piece needs no “Chapter 1”. */
function bookChapter(work: string, data: ChapterData, alone: string | undefined): BookChapter {
  const { notes: _, work: __, ...rest } = data;
  return {
    ...rest,
    heading:
      data.title ?? data.label ?? alone ?? (data.number === undefined ? 'A note' : `Chapter ${data.number}`),
    url: chapterUrl(work, data.slug),
  };
}

function direction(language: string): 'ltr' | 'rtl' {
  return new Intl.Locale(language).getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}
