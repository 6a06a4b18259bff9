/** When chapters and works came out: as their author says, else as their text's own header does, else as git knows. */
import type { Header } from '../manuscript/manuscript.ts';
import type { ChapterSettings, WorkSettings } from '../schema.ts';
import { dayOf, isToCome } from './dates.ts';
import { commitsOf, dayAt } from './history.ts';

/** A chapter as far as its day goes. */
export interface Dated {
  file: string;
  /** How many chapters its file has. */
  of: number;
  settings: Pick<ChapterSettings, 'date' | 'publish'>;
}

/** What is said of a work's days. */
export interface DatedWork {
  settings: Pick<WorkSettings, 'published' | 'updated'>;
  header: Pick<Header, 'published' | 'updated'>;
}

/** The day that the author gives, or on which it was to be published. */
const saidDay = ({ settings: { date, publish } }: Dated): string | undefined => date ?? publish?.slice(0, 10);

/** Where somebody says when a work was finished or taken over from elsewhere, its commits came later. */
const isOlder = ({ settings, header }: DatedWork) =>
  Boolean(settings.updated ?? header.updated ?? header.published);

/** The day a chapter came out: as said, else that of its file's first commit. */
export function dayOfChapter(chapter: Dated, work: DatedWork): string | undefined {
  const said = saidDay(chapter);
  // Of several chapters in a file git does not know which came when.
  if (said || chapter.of > 1 || isOlder(work)) return said;
  const { first } = commitsOf(chapter.file);
  return first === undefined ? undefined : dayAt(first);
}

/** The first and the latest day of a work with these chapters. */
export function daysOfWork(
  work: DatedWork,
  chapters: Dated[],
): { published: string | undefined; updated: string | undefined } {
  const { settings, header } = work;
  const days = [
    ...chapters.flatMap((chapter) => dayOfChapter(chapter, work) ?? []),
    ...(isOlder(work) ? [] : chapters.flatMap(daysOfFile)),
  ].sort();
  const published = settings.published ?? days[0] ?? past(header.published);
  return { published, updated: settings.updated ?? days.at(-1) ?? past(header.updated) ?? published };
}

/** A file of several chapters has grown whenever it was changed. */
function daysOfFile({ file, of }: Dated): string[] {
  const { first, last } = commitsOf(file);
  return of > 1 && first !== undefined && last !== undefined ? [dayAt(first), dayAt(last)] : [];
}

const past = (text: string | undefined) => {
  const day = text && dayOf(text);
  return day && !isToCome(day) ? day : undefined;
};
