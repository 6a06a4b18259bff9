/** The arithmetic of pages that lie side by side: from a box to its page, and from a page to where it lies. */

/** Edges of a box, in pixels of the screen. */
export interface Edges {
  left: number;
  right: number;
}

export interface Pages {
  /** Pixels from one page to the next. */
  width: number;
  /** Where the next page lies: 1 to the right, -1 to the left. */
  way: 1 | -1;
}

/** Layout engines round to 1/64 pixel or coarser, a column at a time. */
const rounding = 0.5;

/** The page, from 0, on which a box begins. `first` is where the first page lies now. */
export function pageOf(box: Edges, first: Edges, { width, way }: Pages): number {
  const before = way > 0 ? box.left - first.left : first.right - box.right;
  return Math.max(0, Math.floor((before + rounding) / width));
}

/** The `scrollLeft` that shows a page. */
export const scrollOf = (page: number, { width, way }: Pages): number => way * page * width || 0;

/** The page that is shown best at a `scrollLeft`. */
export const pageAt = (scrollLeft: number, { width, way }: Pages): number =>
  Math.max(0, Math.round((way * scrollLeft) / width));

/** A part of a text, and the page it is on. */
export interface Fragment {
  page: number;
  height: number;
}

/** Share of the text that lies before the end of a page, from 0 to 1. */
export function shareRead(fragments: readonly Fragment[], page: number): number {
  let [read, all] = [0, 0];
  for (const { page: at, height } of fragments) {
    all += height;
    if (at <= page) read += height;
  }
  return all > 0 ? read / all : 1;
}
