import { boxOf, firstPlace, inChapter, isPlace, lastPlace, located } from '../text/position.ts';
import { keepVisited } from './address.ts';
import type { Cause, StartFlow, Target } from './flow.ts';

/** Keys by which a browser scrolls as one reads. Home, End and Tab look for something else. */
const readingKeys = new Set([' ', 'PageDown', 'PageUp', 'ArrowDown', 'ArrowUp']);

/** The chapter as one long page that the browser scrolls. */
export const scrolled: StartFlow = (reader, moved) => {
  const connection = new AbortController();
  const { style } = document.documentElement;
  // The browser would hold a box where we hold a word: it scrolls after us, and as if the reader had.
  style.setProperty('overflow-anchor', 'none');
  // Where it had scrolled to it knows by itself; what pages kept there is old by then.
  keepVisited(undefined);
  let blocks = located(reader);
  const story = reader.querySelector('.story') ?? reader;
  const masthead = document.querySelector('.masthead');
  let held: Target | undefined;
  /** Pixels from the window's top, where the masthead is gone once one has scrolled, down to what is held. */
  let below = 0;
  /** Why the browser would scroll next. */
  let cause: Cause = 'restore';
  /** `scrollY` as it was last seen, or set by us. */
  let seen = scrollY;
  let frame = 0;
  /** Of the chapter, in px, since it was last laid out; 0 until it has been. */
  let height = 0;

  const line = () => Math.max(0, masthead?.getBoundingClientRect().bottom ?? 0);
  /** Distance of lines, in px. */
  const leading = () => Number.parseFloat(getComputedStyle(story).lineHeight);
  /** A line is first as long as half of it shows: what is brought to the top is, wherever its face puts its edges. */
  const first = () => {
    const top = line() + leading() / 2;
    return firstPlace(blocks, ({ bottom }) => bottom <= top);
  };

  function bring(target: Target, down: number): void {
    held = target;
    below = down;
    const box = boxOf(target);
    if (box) scrollTo({ top: box.top + scrollY - down, behavior: 'instant' });
    seen = scrollY;
  }

  const heightNow = () => reader.getBoundingClientRect().height;
  /**
   * With a new layout the browser scrolls by itself: a chapter that becomes shorter takes its end along, if only until
   * its face has come, and a phone that is turned keeps what it holds for the place. What is held comes back to where
   * it was in this frame, once it is laid out.
   */
  const isByLayout = () => held !== undefined && heightNow() !== height;

  function follow(): void {
    if (scrollY === seen || isByLayout()) return;
    seen = scrollY;
    held = scrollY > 0 ? first() : undefined;
    below = held ? (boxOf(held)?.top ?? 0) : 0;
    moved(cause);
  }

  const causes: { [Type in keyof WindowEventMap]?: (event: WindowEventMap[Type]) => Cause | false | null } = {
    wheel: () => 'reader',
    touchmove: () => 'reader',
    keydown: ({ key }) => (readingKeys.has(key) ? 'reader' : 'link'),
    // By its middle button a mouse scrolls, too.
    mousedown: ({ button }) => button === 1 && 'reader',
    hashchange: () => 'link',
    popstate: () => 'link',
    click: ({ target }) => target instanceof Element && target.closest('a') && 'link',
  };
  for (const [type, causeOf] of Object.entries(causes) as [string, (event: Event) => Cause | false | null][])
    addEventListener(
      type,
      (event) => {
        cause = causeOf(event) || cause;
      },
      { passive: true, signal: connection.signal },
    );
  addEventListener(
    'scroll',
    () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(follow);
    },
    connection,
  );
  document.addEventListener('rearranged', () => (blocks = located(reader)), connection);
  const layout = new ResizeObserver(() => {
    height = heightNow();
    if (held) bring(held, below);
    moved('layout');
  });
  layout.observe(reader);

  return {
    get held() {
      return held;
    },
    where() {
      const place = first() ?? lastPlace(blocks);
      const { top, height } = story.getBoundingClientRect();
      return place && { place, progression: inChapter(reader, (innerHeight - top) / height) };
    },
    show(target, why) {
      bring(target, isPlace(target) ? 0 : innerHeight / 4);
      cause = why;
      moved(why);
    },
    turn(by) {
      const before = scrollY;
      const screen = innerHeight - line();
      // Two lines stay in view, for the eye to find its way.
      const step = screen - 2 * leading();
      if (by === 'first' || by === 'last') scrollTo(0, by === 'first' ? 0 : document.body.scrollHeight);
      else scrollBy({ top: by * Math.max(screen / 2, step), behavior: 'instant' });
      cause = 'reader';
      return scrollY !== before;
    },
    stop() {
      style.removeProperty('overflow-anchor');
      connection.abort();
      layout.disconnect();
      cancelAnimationFrame(frame);
    },
  };
};
