/** Turning pages by hand: taps in the outer thirds, swipes, the wheel. Each can be switched off. */
import { atRest, wheel } from './wheel.ts';

export interface Hand {
  /** Where the next page lies: 1 to the right, -1 to the left. */
  way(): 1 | -1;
  turn(by: 1 | -1): void;
  /** The page follows the finger, this many pixels to the right of its place. */
  drag(pixels: number): void;
  /** The finger has left: the page goes on, back, or to its place. */
  drop(by: -1 | 0 | 1): void;
}

/** What answers a tap itself, or may. */
const active =
  'a, button, input, select, textarea, label, summary, audio, video, [contenteditable], [tabindex="0"], [popover], dialog';
/** Pixels a finger may tremble. */
const slop = 8;
/** Share of the page's width, or pixels a millisecond, from which a swipe turns. */
const [far, fast] = [0.25, 0.4];

const isOn = (name: 'taps' | 'swipes' | 'wheel') => document.documentElement.dataset[name] !== 'off';
const isSelecting = () => getSelection()?.isCollapsed === false;
const isZoomed = () => (visualViewport?.scale ?? 1) > 1.01;

export function listenToHand(view: HTMLElement, hand: Hand, signal: AbortSignal): void {
  let start: PointerEvent | undefined;
  let dragging = false;
  let state = atRest;

  /** What is open or selected is closed or unselected by a tap, which then does nothing else. */
  let occupied = false;
  const drop = (by: -1 | 0 | 1) => {
    start = undefined;
    if (dragging) hand.drop(by);
    dragging = false;
  };

  document.addEventListener(
    'pointerdown',
    (event) => {
      occupied =
        isSelecting() || document.querySelector('[popover="auto"]:popover-open, dialog[open]') !== null;
      drop(0);
      const isFinger =
        event.isPrimary && event.pointerType !== 'mouse' && view.contains(event.target as Node);
      if (isFinger && isOn('swipes') && !occupied && !isZoomed()) start = event;
    },
    { capture: true, signal },
  );
  document.addEventListener(
    'pointermove',
    (event) => {
      if (start?.pointerId !== event.pointerId) return;
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
      if (!dragging && (isSelecting() || Math.abs(y) > slop)) return drop(0);
      dragging ||= Math.abs(x) > slop;
      if (dragging) hand.drag(x);
    },
    { passive: true, signal },
  );
  document.addEventListener(
    'pointerup',
    (event) => {
      if (start?.pointerId !== event.pointerId) return;
      const x = event.clientX - start.clientX;
      const isFar = Math.abs(x) > far * view.clientWidth;
      const isFast = Math.abs(x) > 2 * slop && Math.abs(x) / (event.timeStamp - start.timeStamp) > fast;
      occupied ||= dragging;
      drop(isFar || isFast ? (x * hand.way() < 0 ? 1 : -1) : 0);
    },
    { signal },
  );
  document.addEventListener('pointercancel', () => drop(0), { signal });
  // Two quick turns in the margin are no double click on the word that lies nearest.
  document.addEventListener(
    'mousedown',
    (event) => {
      const { target, detail } = event;
      const isBeside = target instanceof Element && !target.closest(`article, nav, ${active}`);
      if (detail > 1 && isBeside && isOn('taps')) event.preventDefault();
    },
    { signal },
  );

  document.addEventListener(
    'click',
    (event) => {
      const { target, clientX } = event;
      if (!isOn('taps') || event.defaultPrevented || event.button !== 0 || event.detail === 0) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (occupied || isSelecting() || !(target instanceof Element) || target.closest(active)) return;
      if (target !== document.body && target !== document.documentElement && !view.contains(target)) return;
      // A mouse selects words by a double click: it turns in the margins only.
      if ((event as PointerEvent).pointerType === 'mouse' && target.closest('article, nav')) return;
      const third = Math.floor((3 * clientX) / innerWidth);
      if (third !== 1) hand.turn(third === 2 ? hand.way() : (-hand.way() as 1 | -1));
    },
    { signal },
  );

  document.addEventListener(
    'wheel',
    (event) => {
      if (!isOn('wheel') || event.ctrlKey || event.defaultPrevented || isZoomed()) return;
      if (!(event.target instanceof Element) || scrollsItself(event, view)) return;
      if (event.target.closest('[popover], dialog')) return;
      const { deltaX, deltaY } = event;
      const isSideways = Math.abs(deltaX) > Math.abs(deltaY);
      // Only sideways would the browser scroll, too. To stop it otherwise would stop a box that comes under the wheel.
      if (isSideways) event.preventDefault();
      const amount = isSideways ? deltaX * hand.way() : deltaY;
      const seen = wheel(state, amount * (event.deltaMode === 0 ? 1 : 40), event.timeStamp);
      state = seen.state;
      if (seen.turn) hand.turn(seen.turn);
    },
    { passive: false, signal },
  );

  // Who has zoomed in moves the page about under a lens: the finger is the browser's.
  visualViewport?.addEventListener(
    'resize',
    () => {
      view.style.touchAction = isZoomed() ? 'auto' : '';
    },
    { signal },
  );
}

/** Whether a box within the page, such as a long screen of code, can take this turn of the wheel. */
function scrollsItself({ target, deltaX, deltaY }: WheelEvent, view: Element): boolean {
  const isVertical = Math.abs(deltaY) >= Math.abs(deltaX);
  for (let box = target as Element | null; box && box !== view; box = box.parentElement) {
    const [at, room] = isVertical
      ? [box.scrollTop, box.scrollHeight - box.clientHeight]
      : [box.scrollLeft, box.scrollWidth - box.clientWidth];
    if (room < 2 || !/auto|scroll/.test(getComputedStyle(box)[isVertical ? 'overflowY' : 'overflowX']))
      continue;
    const delta = isVertical ? deltaY : deltaX;
    if (delta > 0 ? Math.abs(at) < room - 1 : Math.abs(at) > 1 || at < 0) return true;
  }
  return false;
}
