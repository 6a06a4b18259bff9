/** Keeps the place in the chapter being read, learns how fast it is read, and fetches the next one in time. */
import type { Relocation } from '../flow/flow.ts';
import type { StoryReader } from '../flow/story-reader.ts';
import { read } from '../storage.ts';
import { located } from '../text/position.ts';
import { follow, learn, pace, type Stretch, stretchLength, timeLeft } from './pace.ts';
import { atEnd, parsePlace, placeKey } from './place.ts';
import { keepLast, keepPlace, lastKey, parseLast } from './places.ts';
import { prefetchNext, prefetchWithin } from './prefetch.ts';

/** Milliseconds between two writings while somebody scrolls. */
const pause = 1000;

/** From here on the place in this chapter is kept. `visiting` says that a link led to where the page now is. */
export function keep(reader: StoryReader, start: Relocation, visiting: boolean): void {
  const keeper = new Keeper(reader, visiting);
  reader.addEventListener('relocate', ({ detail }) => keeper.follow(detail));
  document.addEventListener('visibilitychange', () => keeper.glance());
  window.addEventListener('pagehide', () => keeper.leave());
  keeper.follow(start);
}

class Keeper {
  readonly #reader: StoryReader;
  readonly #work: string;
  readonly #chapter: string;
  readonly #words: number;
  readonly #language: string;
  readonly #pace: number;
  /** Ids of the paragraphs and breaks, in order. */
  readonly #ids: string[];
  /** After a link was followed, until the reader reads on where it led. */
  #visiting: boolean;
  #stretch: Stretch | undefined;
  #pending: { detail: Relocation; at: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #prefetched = false;
  /** When this page last came into view, on the page's own clock. */
  #seen = performance.now();

  constructor(reader: StoryReader, visiting: boolean) {
    this.#reader = reader;
    this.#work = reader.dataset['work'] ?? '';
    this.#chapter = reader.dataset['chapter'] ?? '';
    this.#words = Number(reader.dataset['words']) || 0;
    this.#language = reader.querySelector('article')?.lang || document.documentElement.lang;
    this.#pace = pace(this.#language);
    this.#ids = located().map(({ id }) => id);
    this.#visiting = visiting;
  }

  follow(detail: Relocation): void {
    if (detail.cause === 'link') this.#visiting = true;
    if (detail.cause !== 'reader') {
      this.#stretch = undefined;
      return;
    }
    this.#measure(detail.progression);
    if (this.#visiting && !this.#isBack(detail)) return;
    this.#pending = { detail, at: Date.now() };
    this.#timer ??= setTimeout(() => this.#flush(), pause);
    const unread = Number(this.#reader.dataset['end'] ?? 1) - detail.progression;
    if (!this.#prefetched && timeLeft(this.#words * unread, 0, this.#pace) < prefetchWithin) {
      this.#prefetched = true;
      prefetchNext();
    }
  }

  /** The page comes into view or leaves it. */
  glance(): void {
    this.#stretch = undefined;
    if (document.visibilityState === 'hidden') this.leave();
    else this.#seen = performance.now();
  }

  leave(): void {
    this.#countShort();
    this.#flush();
  }

  #measure(progression: number): void {
    const { stretch, pace } = follow(
      this.#stretch,
      progression * this.#words,
      performance.now(),
      this.#language,
    );
    this.#stretch = stretch;
    if (!pace) return;
    learn(this.#language, pace);
    if (this.#visiting) this.#settle();
  }

  /** Somebody who reads on where a link led lives there now; the address no longer says where. */
  #settle(): void {
    this.#visiting = false;
    if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  }

  /** Whether a visitor is back where the kept place is, so that nothing is lost by going on from there. */
  #isBack({ progression }: Relocation): boolean {
    const kept = read(placeKey(this.#work, this.#chapter), parsePlace);
    if (kept && Math.abs(kept.progression - progression) * this.#words < stretchLength) this.#settle();
    return !this.#visiting;
  }

  /** A chapter that fits the screen is read without a move: it counts after the time that the fastest reader takes. */
  #countShort(): void {
    const shown = this.#reader.where();
    if (this.#pending || this.#visiting || !shown || !atEnd(shown)) return;
    if (performance.now() - this.#seen < (this.#words / this.#pace / 4) * 60_000) return;
    this.#pending = { detail: { ...shown, cause: 'reader' }, at: Date.now() };
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#pending) return;
    const { detail, at } = this.#pending;
    this.#pending = undefined;
    const announcement = this.#reader.dataset['kind'] === 'announcement';
    if (!announcement) keepPlace(this.#work, this.#chapter, this.#keptPlace(detail, at));
    const waiting = () => read(lastKey(this.#work), parseLast)?.chapter === this.#chapter;
    if (!announcement || (atEnd(detail) && waiting())) keepLast(this.#work, { at, ...this.#goOn(detail) });
  }

  #keptPlace({ place, progression }: Relocation, at: number) {
    const here = this.#ids.indexOf(place.id);
    return {
      ...place,
      at,
      progression: Math.round(progression * 1000) / 1000,
      near: [this.#ids[here + 1], this.#ids[here - 1]].filter((id) => id !== undefined),
      ...(atEnd({ progression }) && { finished: at }),
    };
  }

  /** The chapter to go on with: this one, or the next once this one is read. */
  #goOn({ progression }: Relocation) {
    const next = atEnd({ progression }) && document.querySelector<HTMLAnchorElement>('a[rel="next"]');
    const heading = next ? next.lastChild : this.#reader.querySelector('h1');
    return {
      chapter: next ? slugOf(next) : this.#chapter,
      heading: heading?.textContent?.trim() ?? '',
      progression: next ? 0 : Math.round(progression * 1000) / 1000,
    };
  }
}

const slugOf = ({ pathname }: HTMLAnchorElement) => decodeURIComponent(pathname.split('/').at(-2) ?? '');
