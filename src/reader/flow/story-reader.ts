import { isPlace } from '../text/position.ts';
import { endOfChapter, visited } from './address.ts';
import type { Cause, Flow, Relocation, StartFlow, Target, Turn } from './flow.ts';
import { scrolled } from './scrolled.ts';

/** How a page began: at a link's target, where this visit of it had been left, or at the top. */
type Landing = 'link' | 'restore' | 'start';

/**
 * The chapter being read: moves through it in the flow that the reader chose, and tells with a `relocate` event
 * where that led.
 */
export class StoryReader extends HTMLElement {
  #connection = new AbortController();
  #flow: Flow | undefined;
  /** Value of `data-flow` that the flow answers, or will once it has loaded. */
  #chosen: string | undefined | null = null;
  #waiting: [Target, Cause] | undefined;
  #land = (_: Landing) => {};
  /** Settled once a flow stands and the page's first place is shown. */
  readonly ready = new Promise<Landing>((land) => {
    this.#land = land;
  });

  connectedCallback(): void {
    this.#connection = new AbortController();
    document.addEventListener('settings', () => this.#follow(), { signal: this.#connection.signal });
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.#flow?.stop();
    this.#flow = undefined;
    this.#chosen = null;
  }

  where(): Omit<Relocation, 'cause'> | undefined {
    return this.#flow?.where();
  }

  /** Shows a target; before a flow stands, as soon as one does. Only `reader` counts as reading. */
  show(target: Target, cause: Cause = isPlace(target) ? 'restore' : 'link'): void {
    if (this.#flow) this.#flow.show(target, cause);
    else this.#waiting = [target, cause];
  }

  /** One screen or page on or back, or to either end. False where there is none. */
  turn(by: Turn): boolean {
    return this.#flow?.turn(by) ?? false;
  }

  /** Takes up the flow that is chosen, at the place where the one before was. */
  async #follow(): Promise<void> {
    const { dataset } = document.documentElement;
    const chosen = dataset['flow'];
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    const held = this.#flow?.held;
    if (held) this.#waiting = [held, 'layout'];
    this.#flow?.stop();
    this.#flow = undefined;
    if (chosen !== 'paged') return this.#begin(scrolled);
    const part = await import('./paged.ts').catch(() => undefined);
    if (chosen !== this.#chosen) return;
    if (part) return this.#begin(part.paged);
    // The network is gone: without its script the paged layout would end at the first page.
    delete dataset['flow'];
    this.#follow();
  }

  #begin(start: StartFlow): void {
    const { landing, target } = this.#landing();
    this.#flow = start(this, (cause) => this.#tell(cause));
    const [shown, cause] = this.#waiting ?? [target, landing === 'restore' ? landing : 'link'];
    this.#waiting = undefined;
    // Where nothing is to be shown, the flow tells of its place once the browser has laid the chapter out. To ask for it
    // before would lay it out twice before the first paint.
    if (shown) this.#flow.show(shown, cause);
    this.#land(landing);
  }

  #tell(cause: Cause): void {
    const now = this.#flow?.where();
    if (!now) return;
    const detail: Relocation = { ...now, cause };
    this.dispatchEvent(new CustomEvent('relocate', { bubbles: true, detail }));
  }

  /** A place in the browser's history comes before an address: somebody has been there and read on. */
  #landing(): { landing: Landing; target?: Target | null | undefined } {
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (visit && /reload|back_forward/.test(visit.type)) return { landing: 'restore', target: visited() };
    if (!location.hash) return { landing: 'start' };
    const target = location.hash === endOfChapter ? this.lastElementChild : this.querySelector(':target');
    return { landing: 'link', target };
  }
}

customElements.define('story-reader', StoryReader);

declare global {
  interface HTMLElementTagNameMap {
    'story-reader': StoryReader;
  }
}
