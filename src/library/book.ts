/** A Book is one assembled work: its metadata and its spine, as pages and formats use it. */
import { type CollectionEntry, getCollection } from 'astro:content';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import { native } from './native.ts';
import { chapterUrl, workUrl } from './urls.ts';

const { cachedManuscript } = native('src/library/manuscripts.ts') as typeof import('./manuscripts.ts');

type WorkData = CollectionEntry<'works'>['data'];
type ChapterData = CollectionEntry<'chapters'>['data'];

export interface Book
  extends Pick<
    WorkData,
    'title' | 'authors' | 'summary' | 'language' | 'status' | 'ornament' | 'accent' | 'words'
  > {
  slug: string;
  direction: 'ltr' | 'rtl';
  url: string;
  /** The chapters in reading order. */
  spine: BookChapter[];
}

export interface BookChapter
  extends Pick<
    ChapterData,
    | 'slug'
    | 'title'
    | 'label'
    | 'number'
    | 'kind'
    | 'language'
    | 'words'
    | 'scenes'
    | 'changed'
    | 'manuscript'
    | 'part'
  > {
  /** What stands at its head and in lists: its title, else its label, else its number. */
  heading: string;
  url: string;
  noteCount: number;
}

let assembled: Promise<Book[]> | undefined;

/** Every work, by title. In a build the books are assembled once for all pages. */
export function books(): Promise<Book[]> {
  if (import.meta.env.DEV) return assemble();
  assembled ??= assemble();
  return assembled;
}

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
      const { chapters: spine, ...rest } = data;
      return {
        ...rest,
        slug: id,
        direction: direction(data.language),
        url: workUrl(id),
        spine: spine.flatMap(({ id: chapterId }) => {
          const chapter = chapters.get(chapterId);
          return chapter ? [bookChapter(id, chapter)] : [];
        }),
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

function bookChapter(work: string, data: ChapterData): BookChapter {
  const { notes, work: _, ...rest } = data;
  return {
    ...rest,
    heading: data.title ?? data.label ?? (data.number === undefined ? 'A note' : `Chapter ${data.number}`),
    url: chapterUrl(work, data.slug),
    noteCount: notes.length,
  };
}

function direction(language: string): 'ltr' | 'rtl' {
  return new Intl.Locale(language).getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}
