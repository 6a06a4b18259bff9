/**
 * The chapter as pages: columns that the style sheet lays side by side, and <main> as the window on one page of them.
 *
 * The window is always scrolled to a page's edge, and everything else follows from that: find-in-page, the focus, a
 * target or a text fragment scroll it as they would any box, and where they leave it is rounded to a page before it
 * is painted.
 */
import css from '../../styles/paged.css?inline';
import layout from '../../styles/pages.css?inline';
import { adopt } from '../dom.ts';
import { boxOf, firstPlace, inChapter, isPlace, lastPlace, located } from '../text/position.ts';
import { endOfChapter, keepVisited, visited } from './address.ts';
import { Columns } from './columns.ts';
import type { Cause, Place, StartFlow, Target } from './flow.ts';
import { PageWindow } from './page-window.ts';
import { pageAt } from './pages.ts';
import { listenToHand } from './pointer.ts';
import { statusLine } from './status-line.ts';

export const paged: StartFlow = (reader, moved) => {
  adopt(layout);
  adopt(css);
  const connection = new AbortController();
  const view = reader.parentElement ?? document.body;
  let blocks = located(reader);
  const columns = new Columns(reader, view);
  const pane = new PageWindow(view, () => columns.size);
  const status = statusLine(reader);
  let place: Place | undefined;
  let held: Target | undefined;

  const on = (target: EventTarget, type: string, act: (event: Event) => void, capture = false) =>
    target.addEventListener(type, act, { capture, signal: connection.signal });

  const news = () => ({
    page: pane.page + 1,
    pages: columns.count,
    progression: inChapter(reader, columns.read(pane.page)),
  });

  function go(to: number, cause: Cause, target?: Target): void {
    const page = Math.min(columns.count - 1, Math.max(0, to));
    pane.show(page);
    const at = columns.ruler();
    place = firstPlace(blocks, (line) => at(line) < page);
    if (target) held = target;
    else if (cause !== 'layout')
      held = page > 0 ? (place ?? reader.lastElementChild ?? undefined) : undefined;
    keepVisited(held && (isPlace(held) ? held : place));
    status.tell(news());
    moved(cause);
  }

  /** What is not drawn, as in a closed note, is on no page. */
  function show(target: Target, cause: Cause): boolean {
    const box = boxOf(target);
    if (box) go(columns.ruler()(box), cause, target);
    return box !== undefined;
  }

  function settle(): void {
    const { strayed } = pane;
    if (strayed !== undefined) go(strayed, 'link');
    view.scrollTop = 0;
    scrollTo(0, 0);
  }

  function layOut(): void {
    // What the browser has just scrolled to is not lost to fonts that come at the same moment.
    if (!columns.isStale) settle();
    columns.measure();
    if (!held || !show(held, 'layout')) go(held ? pane.page : 0, 'layout');
  }

  /** Each entry of the history has its own place, which comes before its address: it was read on from there. */
  function revisit(): void {
    const target = visited() ?? reader.querySelector(':target');
    if (target) show(target, isPlace(target) ? 'restore' : 'link');
    else if (!location.hash) go(0, 'restore');
  }

  /** Not every engine scrolls sideways to what it selects, as where a search found something. */
  function followSelection(): void {
    const selection = getSelection();
    if (!selection?.focusNode || selection.isCollapsed || reader.matches(':active')) return;
    const box = selection.getRangeAt(0).getClientRects()[0];
    const to = box && reader.contains(selection.focusNode) ? columns.ruler()(box) : pane.page;
    if (to !== pane.page) go(to, 'link');
  }

  function turn(by: 1 | -1): boolean {
    const to = pane.page + by;
    if (to < 0 || to >= columns.count) return leave(by);
    const from = pane.scroll;
    go(to, 'reader');
    pane.slide(from);
    return true;
  }

  const hand = {
    way: () => columns.size.way,
    turn: (by: 1 | -1) => void turn(by),
    drag: (pixels: number) => pane.drag(pixels),
    drop(by: -1 | 0 | 1) {
      if (by && turn(by)) return;
      const from = pane.scroll;
      pane.show(pane.page);
      pane.slide(from);
    },
  };

  // Engines make what scrolls a stop of the Tab key, which would lead nowhere.
  view.tabIndex = -1;
  columns.measure();
  // The browser may have been quicker: what it has scrolled to, as to words that an address names, is kept.
  go(pageAt(pane.scroll, columns.size), 'restore');

  const watch = new ResizeObserver(layOut);
  for (const box of [view, ...reader.children]) watch.observe(box);
  on(document.fonts, 'loadingdone', layOut);
  on(document, 'settings', layOut);
  for (const type of ['load', 'toggle']) on(reader, type, layOut, true);
  on(view, 'scroll', settle);
  on(window, 'scroll', settle);
  for (const type of ['popstate', 'hashchange']) on(window, type, revisit);
  on(document, 'selectionchange', followSelection);
  listenToHand(view, hand, connection.signal);
  document.addEventListener('rearranged', () => (blocks = located(reader)), connection);

  return {
    get held() {
      return held;
    },
    where() {
      const at = place ?? lastPlace(blocks);
      return at && { place: at, ...news() };
    },
    show,
    turn(by) {
      if (by === 1 || by === -1) return turn(by);
      go(by === 'first' ? 0 : columns.count - 1, 'link');
      return true;
    },
    stop() {
      connection.abort();
      watch.disconnect();
      pane.show(0);
      columns.remove();
      status.remove();
      view.style.touchAction = '';
      view.removeAttribute('tabindex');
    },
  };
};

/** To the next chapter, or to the end of the one before. */
function leave(by: 1 | -1): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`a[rel="${by > 0 ? 'next' : 'prev'}"]`);
  if (!link) return false;
  if (by > 0) link.click();
  else location.assign(new URL(endOfChapter, link.href));
  return true;
}
