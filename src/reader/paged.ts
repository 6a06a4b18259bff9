/**
 * The chapter as pages: columns that the style sheet lays side by side, and <main> as the window on one page of them.
 *
 * The window is always scrolled to a page's edge, and everything else follows from that: find-in-page, the focus, a
 * target or a text fragment scroll it as they would any box, and where they leave it is rounded to a page before it
 * is painted. Motion is a transform on top, which takes no layout.
 */
import css from '../styles/paged.css?inline';
import { endOfChapter, keepVisited, visited } from './address.ts';
import { adopt, element } from './dom.ts';
import type { Cause, Place, StartFlow, Target } from './flow.ts';
import { type Fragment, pageAt, pageOf, scrollOf, shareRead } from './pages.ts';
import { listenToHand } from './pointer.ts';
import { boxOf, firstPlace, isPlace, lastPlace, located } from './position.ts';
import { statusLine } from './status-line.ts';

const slideTime = 180;

export const paged: StartFlow = (reader, moved) => {
  adopt(css);
  const connection = new AbortController();
  const { signal } = connection;
  const view = reader.parentElement ?? document.body;
  const blocks = located(reader);
  const story = reader.querySelector('.story') ?? reader;
  const gaps = [...reader.querySelectorAll('hr.gap')];
  const status = statusLine(reader);
  /** Reaches to the last page's end, which text alone would not: there the window stops. */
  const end = element('div', { class: 'pages-end' });
  view.append(end);
  // Engines make what scrolls a stop of the Tab key, which would lead nowhere.
  view.tabIndex = -1;

  let size = { width: 1, way: 1 as 1 | -1 };
  let fragments: Fragment[] = [];
  let pages = 1;
  let page = 0;
  let place: Place | undefined;
  let held: Target | undefined;

  /** Tells the page of boxes, all measured at one time. */
  function ruler(): (box: DOMRect) => number {
    const first = reader.getBoundingClientRect();
    return (box) => pageOf(box, first, size);
  }

  function measure(): void {
    const way = getComputedStyle(view).direction === 'rtl' ? -1 : 1;
    size = { width: view.getBoundingClientRect().width, way };
    const at = ruler();
    const boxes = [...reader.children].flatMap((part) => [...part.getClientRects()]);
    pages = Math.max(0, ...boxes.map(at)) + 1;
    fragments = [...story.getClientRects()].map((box) => ({ page: at(box), height: box.height }));
    const { top } = reader.getBoundingClientRect();
    for (const gap of gaps) gap.toggleAttribute('data-head', gap.getBoundingClientRect().top - top < 1);
    end.style.insetInlineStart = `${pages * size.width - 1}px`;
  }

  function go(to: number, cause: Cause, target?: Target): void {
    page = Math.min(pages - 1, Math.max(0, to));
    view.scrollLeft = scrollOf(page, size);
    const at = ruler();
    place = firstPlace(blocks, (line) => at(line) < page);
    if (target) held = target;
    else if (cause !== 'layout')
      held = page > 0 ? (place ?? reader.lastElementChild ?? undefined) : undefined;
    if (place && cause !== 'layout') keepVisited(place);
    status.tell({ page: page + 1, pages, progression: shareRead(fragments, page) });
    moved(cause);
  }

  function show(target: Target, cause: Cause): void {
    const box = boxOf(target);
    if (box) go(ruler()(box), cause, target);
  }

  function layOut(): void {
    measure();
    if (held) show(held, 'layout');
    else go(0, 'layout');
  }

  /** From so many pixels beside its place, the page comes home. */
  function slide(pixels: number): void {
    reader.style.transform = '';
    for (const animation of reader.getAnimations()) animation.cancel();
    const { dataset } = document.documentElement;
    if (!pixels || dataset['motion'] === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches)
      return;
    const transform = [`translateX(${pixels}px)`, 'none'];
    reader.animate({ transform }, { duration: slideTime, easing: 'cubic-bezier(.2, .6, .3, 1)' });
  }

  function turn(by: 1 | -1, from = 0): boolean {
    const to = page + by;
    if (to < 0 || to >= pages) return leave(by);
    go(to, 'reader');
    slide(from + by * size.way * size.width);
    return true;
  }

  function settle(): void {
    const to = pageAt(view.scrollLeft, size);
    if (Math.abs(view.scrollLeft - scrollOf(page, size)) > 1) go(to, 'link');
    view.scrollTop = 0;
    scrollTo(0, 0);
  }

  let dragged = 0;
  const hand = {
    way: () => size.way,
    turn: (by: 1 | -1) => void turn(by),
    drag(pixels: number) {
      const isOff = page + Math.sign(-pixels * size.way);
      dragged = isOff < 0 || isOff >= pages ? pixels / 3 : pixels;
      reader.style.transform = `translateX(${dragged}px)`;
    },
    drop(by: -1 | 0 | 1) {
      if (!by || !turn(by, dragged)) slide(dragged);
    },
  };

  const watch = new ResizeObserver(layOut);
  for (const box of [view, ...reader.children]) watch.observe(box);
  document.fonts.addEventListener('loadingdone', layOut, { signal });
  for (const type of ['load', 'toggle']) reader.addEventListener(type, layOut, { capture: true, signal });
  document.addEventListener('settings', layOut, { signal });
  view.addEventListener('scroll', settle, { signal });
  window.addEventListener('scroll', settle, { signal });
  // Each entry of the history has its own place, which comes before its address: it was read on from there.
  const revisit = () => {
    const target = visited() ?? reader.querySelector(':target');
    if (target) show(target, isPlace(target) ? 'restore' : 'link');
    else if (!location.hash) go(0, 'restore');
  };
  window.addEventListener('popstate', revisit, { signal });
  window.addEventListener('hashchange', revisit, { signal });
  // Not every engine scrolls sideways to what it selects, as where a search found something.
  document.addEventListener(
    'selectionchange',
    () => {
      const selection = getSelection();
      if (!selection?.focusNode || selection.isCollapsed || reader.matches(':active')) return;
      if (!reader.contains(selection.focusNode)) return;
      const box = selection.getRangeAt(0).getClientRects()[0];
      const to = box ? ruler()(box) : page;
      if (to !== page) go(to, 'link');
    },
    { signal },
  );
  listenToHand(view, hand, signal);
  measure();
  // The browser may have been quicker: what it has scrolled to, as to words that an address names, is kept.
  go(pageAt(view.scrollLeft, size), 'restore');

  return {
    get held() {
      return held;
    },
    where: () => {
      const at = place ?? lastPlace(blocks);
      return at && { place: at, progression: shareRead(fragments, page), page: page + 1, pages };
    },
    show,
    turn(by) {
      if (by === 1 || by === -1) return turn(by);
      go(by === 'first' ? 0 : pages - 1, 'link');
      return true;
    },
    stop() {
      connection.abort();
      watch.disconnect();
      slide(0);
      end.remove();
      status.remove();
      for (const gap of gaps) gap.removeAttribute('data-head');
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
