import { type Pages, pageAt, scrollOf } from './pages.ts';

/** Milliseconds. */
const slideTime = 180;
/** Stands where the number of a frame would. */
const byFinger = -1;

/**
 * The box that shows one page of many, by being scrolled to its edge. A slide and a finger scroll it, too: that takes
 * no layout, and unlike a transform it does not make an engine paint the whole of a long chapter.
 */
export class PageWindow {
  page = 0;
  #moving = 0;
  readonly #view: HTMLElement;
  readonly #size: () => Pages;

  constructor(view: HTMLElement, size: () => Pages) {
    this.#view = view;
    this.#size = size;
  }

  /** Pixels; less than nothing from the second page on where text runs from right to left. */
  get scroll(): number {
    return this.#view.scrollLeft;
  }

  /** The page that somebody else has scrolled to, as the browser does for its own search. */
  get strayed(): number | undefined {
    const isOff = !this.#moving && Math.abs(this.scroll - this.#edge) > 1;
    return isOff ? pageAt(this.scroll, this.#size()) : undefined;
  }

  get #edge(): number {
    return scrollOf(this.page, this.#size());
  }

  show(page: number): void {
    cancelAnimationFrame(this.#moving);
    this.#moving = 0;
    this.page = page;
    this.#view.scrollLeft = this.#edge;
  }

  drag(pixels: number): void {
    cancelAnimationFrame(this.#moving);
    this.#moving = byFinger;
    this.#view.scrollLeft = this.#edge - pixels;
  }

  /** Comes from there to the page that is shown, unless the reader wants stillness. */
  slide(from: number): void {
    const { motion } = document.documentElement.dataset;
    const to = this.#edge;
    if (motion === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches || from === to) return;
    const begun = performance.now();
    const step = (now: number) => {
      const left = Math.max(0, 1 - Math.max(0, now - begun) / slideTime);
      this.#view.scrollLeft = to + (from - to) * left ** 3;
      this.#moving = left > 0 ? requestAnimationFrame(step) : 0;
    };
    this.#view.scrollLeft = from;
    this.#moving = requestAnimationFrame(step);
  }
}
