/** The marks of this chapter on its page: found again in today's text, and painted without touching it. */
import css from '../../styles/marks.css?inline';
import { adopt } from '../dom.ts';
import { type Found, findAnchor } from '../text/anchor.ts';
import { articleOf, blockIndex, blockText, chapterText } from '../text/chapter.ts';
import { resolve } from '../text/locator.ts';
import { type Located, wholeChapter } from '../text/whole.ts';
import { colours, type Mark, marksOf, siteMarks, workOnPage } from './store.ts';

/** A mark of this chapter, and where its words are today; `found` is undefined where they are gone. */
export interface Placed {
  mark: Mark;
  found: Found | undefined;
  /** Address of the chapter's page that has them, where that is another than this one. */
  page?: string;
}

export const work = workOnPage();
export const chapterOnPage = document.querySelector<HTMLElement>('story-reader')?.dataset['chapter'] ?? '';

let placed: Placed[] = [];
let chapterBlocks: readonly Located[] = chapterText().ids.map((id) => ({ id }));

/** This chapter's marks in the order of the text; those whose words are gone stand last. */
export const marksOnPage = (): readonly Placed[] => placed;

/** Finds the stored marks in the text and shows them. */
function paint(): void {
  const chapter = chapterText();
  placed = marksOf(work)
    .filter((mark) => mark.chapter === chapterOnPage)
    .map(place)
    .sort((a, b) => (a.found?.from ?? Infinity) - (b.found?.from ?? Infinity));
  for (const block of document.querySelectorAll('[data-bookmarked]'))
    block.removeAttribute('data-bookmarked');
  for (const { mark, found } of placed)
    if (mark.kind === 'bookmark' && found)
      chapter.blocks[blockIndex(chapter, found.from)]?.setAttribute('data-bookmarked', '');
  for (const colour of colours) paintWords(`highlight-${colour}`, ({ mark }) => mark.colour === colour);
  paintWords('noted', ({ mark }) => mark.note !== '');
}

function paintWords(name: string, chosen: (placed: Placed) => boolean): void {
  const ranges = placed.flatMap((one) =>
    one.mark.kind === 'highlight' && one.found && chosen(one)
      ? [chapterText().range(one.found.from, one.found.to)]
      : [],
  );
  // An engine without highlights still lists the marks.
  CSS.highlights?.set(name, new Highlight(...ranges));
}

function place(mark: Mark): Placed {
  const landing = resolve(
    mark.block,
    chapterBlocks.map(({ id }) => id),
  );
  const { id, page } = (landing?.how !== 'gone' && chapterBlocks[landing?.index ?? -1]) || {};
  if (page) return { mark, found: undefined, page };
  return { mark, found: find(mark, id === undefined ? undefined : chapterText().ids.indexOf(id)) };
}

/** A bookmark's paragraph is enough, whatever became of its first words. */
function find(mark: Mark, near: number | undefined): Found | undefined {
  const chapter = chapterText();
  const found = findAnchor(chapter, mark, near);
  if (found || mark.kind === 'highlight' || near === undefined) return found;
  const from = chapter.starts[near] ?? 0;
  return { from, to: from + blockText(chapter, near).length };
}

/** The highlight under a point of the window. */
function markAt({ clientX, clientY }: MouseEvent): Mark | undefined {
  return placed.find(
    ({ mark, found }) =>
      mark.kind === 'highlight' &&
      found &&
      [...chapterText().range(found.from, found.to).getClientRects()].some(
        ({ left, right, top, bottom }) =>
          clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
      ),
  )?.mark;
}

articleOf()?.addEventListener('click', (event) => {
  if (event.defaultPrevented || !getSelection()?.isCollapsed) return;
  if (event.target instanceof Element && event.target.closest('a, button, summary')) return;
  const mark = markAt(event);
  if (!mark) return;
  event.preventDefault();
  import('./panel.ts').then(({ showMarks }) => showMarks(mark.id));
});
adopt(css);
document.addEventListener('marks', paint);
document.addEventListener('rearranged', paint);
addEventListener('storage', ({ key }) => key === siteMarks() + work && paint());
paint();
if (placed.some(({ mark }) => !chapterText().ids.includes(mark.block)))
  wholeChapter().then((blocks) => {
    chapterBlocks = blocks;
    document.dispatchEvent(new Event('marks'));
  });
