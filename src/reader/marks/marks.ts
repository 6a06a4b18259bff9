/** What a reader does with marks: bookmark, highlight, annotate, change, take away. */

import { notice } from '../panels/notice.ts';
import { anchorAt } from '../text/anchor.ts';
import { blockIndex, blockText, chapterText } from '../text/chapter.ts';
import { here } from '../text/here.ts';
import { selectedWords } from '../text/selection.ts';
import { chapterOnPage, marksOnPage, work } from './on-page.ts';
import { type Colour, changeMarks, colours, longestQuote, type Mark } from './store.ts';

/** Words of a bookmark, to know it by. */
const bookmarked = 90;

/** Bookmarks the paragraph the reader is at; the second time takes the bookmark away. */
export function toggleBookmark(): void {
  const chapter = chapterText();
  const at = here();
  const index = at ? chapter.blocks.indexOf(at.block) : -1;
  if (!at || index < 0) return;
  const there = marksOnPage().filter(
    ({ mark, found }) => mark.kind === 'bookmark' && found && blockIndex(chapter, found.from) === index,
  );
  if (there.length > 0) {
    remove(...there.map(({ mark }) => mark));
    return;
  }
  const start = chapter.starts[index] ?? 0;
  const end = start + blockText(chapter, index).length;
  const from = at.offset > 0 ? Math.max(start, chapter.text.lastIndexOf(' ', start + at.offset) + 1) : start;
  const cut = end - from > bookmarked ? chapter.text.lastIndexOf(' ', from + bookmarked) : end;
  const mark = made('bookmark', from, cut > from ? cut : Math.min(end, from + bookmarked));
  keep(mark, 'Bookmark set.');
}

/** Highlights the selected words. Undefined where none are selected, or too many. */
export function highlight(colour: Colour = colours[0], words = selectedWords()): Mark | undefined {
  if (!words) {
    notice('Select some words of the story first, then highlight them.');
    return undefined;
  }
  const chapter = chapterText();
  const from = chapter.offsetOf(words.startContainer, words.startOffset);
  const to = chapter.offsetOf(words.endContainer, words.endOffset);
  if (to - from > longestQuote) {
    notice(`A highlight holds ${longestQuote} characters; this selection has ${to - from}.`);
    return undefined;
  }
  const mark = made('highlight', from, to, colour);
  getSelection()?.removeAllRanges();
  keep(mark);
  return mark;
}

/** Highlights the selected words and opens their note for writing. */
export async function annotate(words = selectedWords()): Promise<void> {
  const mark = highlight(colours[0], words);
  if (!mark) return;
  const { showMarks } = await import('./panel.ts');
  showMarks(mark.id, true);
}

function made(kind: Mark['kind'], from: number, to: number, colour: Colour = colours[0]): Mark {
  return {
    ...anchorAt(chapterText(), from, to),
    id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    kind,
    chapter: chapterOnPage,
    heading: document.querySelector('h1')?.textContent.trim() ?? '',
    colour,
    note: '',
    made: Date.now(),
  };
}

const unkept = 'This browser keeps nothing for this site: the mark lasts until you leave the page.';

function keep(mark: Mark, done?: string): void {
  const kept = changeMarks(work, (marks) => [...marks, mark]);
  if (!kept) notice(unkept);
  else if (done) notice(done, { label: 'Undo', act: () => remove(mark) });
}

/** Changes a mark's note or colour. */
export function edit(id: string, changes: Partial<Pick<Mark, 'note' | 'colour'>>): void {
  const kept = changeMarks(work, (marks) =>
    marks.map((mark) => (mark.id === id ? { ...mark, ...changes } : mark)),
  );
  if (!kept) notice(unkept);
}

/** Takes marks away; the notice that says so can bring them back. */
export function remove(...gone: Mark[]): void {
  const ids = new Set(gone.map(({ id }) => id));
  changeMarks(work, (marks) => marks.filter(({ id }) => !ids.has(id)));
  const [first] = gone;
  notice(first?.kind === 'highlight' ? 'Highlight removed.' : 'Bookmark removed.', {
    label: 'Undo',
    act: () => {
      changeMarks(work, (marks) => [...marks, ...gone].sort((a, b) => a.made - b.made));
    },
  });
}
