import { chapterPath } from '../text/whole.ts';
import { chapterOnPage, marksOnPage } from './on-page.ts';
import { type Mark, marksOf } from './store.ts';

export interface ChapterMarks {
  heading: string;
  /** Whole address of the chapter. */
  url: string;
  onPage: boolean;
  marks: Mark[];
}

/**
 * A work's marks, chapter by chapter. Which chapter comes first only the pages know: here it is the one whose first mark
 * was made first. Within this page's chapter the text has the order, within others time.
 */
export function marksByChapter(work: string): ChapterMarks[] {
  const chapters = Map.groupBy(marksOf(work), ({ chapter }) => chapter);
  return [...chapters].map(([chapter, kept]) => {
    const onPage = chapter === chapterOnPage;
    return {
      heading: kept.at(-1)?.heading || chapter,
      url: location.origin + chapterPath(work, chapter),
      onPage,
      marks: onPage ? marksOnPage().map(({ mark }) => mark) : kept,
    };
  });
}
