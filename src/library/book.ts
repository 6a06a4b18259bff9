/** A Book is one assembled work: its metadata and its spine, as pages and formats use it. */
import { type CollectionEntry, getCollection } from 'astro:content';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import { native } from './native.ts';
import { once } from './once.ts';
import { chapterUrl, workUrl } from './urls.ts';
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
  noteCount: number;
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
  | 'rating'
  | 'unlisted'
>;

export type Neighbour = Pick<BookChapter, 'heading' | 'url'>;

/** A chapter with all that its page shows besides its text. */
export interface ChapterInBook {
  book: BookTitle;
  chapter: BookChapter;
  /** From 1 in the spine; 0 of one that is aside. */
  position: number;
  previous?: Neighbour;
  next?: Neighbour;
}

/** Every work, by title. In a build the books are assembled once for all pages. */
export const books = once(assemble);

/** The chapters of a book as their pages show them: those of the spine between their neighbours, then those aside. */
export function chaptersOf(book: Book): ChapterInBook[] {
  const title = titleOf(book);
  const between = book.spine.map((chapter, at) => {
    const [previous, next] = [book.spine[at - 1], book.spine[at + 1]];
    return {
      book: title,
      chapter,
      position: at + 1,
      ...(previous && { previous: neighbour(previous) }),
      ...(next && { next: neighbour(next) }),
    };
  });
  return [...between, ...book.aside.map((chapter) => ({ book: title, chapter, position: 0 }))];
}

const neighbour = ({ heading, url }: BookChapter): Neighbour => ({ heading, url });

function titleOf(book: Book): BookTitle {
  const { slug, title, url, authors, language, direction, status, archiveWarnings } = book;
  const { accent, rating, unlisted } = book;
  return {
    ...{ slug, title, url, authors, language, direction, status, archiveWarnings },
    ...(accent && { accent }),
    ...(rating && { rating }),
    ...(unlisted && { unlisted }),
  };
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
  const { notes, work: _, ...rest } = data;
  return {
    ...rest,
    heading:
      data.title ?? data.label ?? alone ?? (data.number === undefined ? 'A note' : `Chapter ${data.number}`),
    url: chapterUrl(work, data.slug),
    noteCount: notes.length,
  };
}

function direction(language: string): 'ltr' | 'rtl' {
  return new Intl.Locale(language).getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}
