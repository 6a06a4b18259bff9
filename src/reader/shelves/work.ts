/** A work's page for somebody who has read in it: ticks, the way on, what is new, and how to be forgotten. */
import css from '../../styles/work-shelf.css?inline';
import { adopt, element } from '../dom.ts';
import { notice } from '../panels/notice.ts';
import { exportPlaces, importPlaces } from '../places/data.ts';
import { duration, pace, timeLeft } from '../places/pace.ts';
import { forgetPlaces, lastTime, placesIn } from '../places/places.ts';
import { type ChapterState, type ShelfChapter, type Standing, standing } from '../places/standing.ts';
import { chaptersSince, lookAgain } from './news.ts';

export function workShelf(page: HTMLElement): () => void {
  adopt(css);
  const shelf = new WorkShelf(page);
  return () => shelf.draw();
}

class WorkShelf {
  readonly #work: string;
  readonly #rows = [...document.querySelectorAll<HTMLElement>('.contents > li')];
  readonly #spine = this.#rows.map(chapterOf);
  readonly #action: HTMLAnchorElement | null;
  readonly #line: HTMLElement | null;
  /** What the page says to somebody who has not read here. */
  readonly #start: { href: string; action: string; line: string };
  readonly #forget = element(
    'button',
    { type: 'button', class: 'forget', lang: 'en' },
    'Forget my place here',
  );

  constructor(page: HTMLElement) {
    this.#work = page.dataset['work'] ?? '';
    this.#action = page.querySelector('a');
    this.#line = page.querySelector('p');
    this.#start = {
      href: this.#action?.href ?? '',
      action: this.#action?.textContent ?? '',
      line: this.#line?.textContent ?? '',
    };
    this.#forget.addEventListener('click', () => this.#forgetWork());
    document.querySelector('main')?.append(this.#forget);
  }

  draw(): void {
    const places = placesIn(this.#work);
    const count = this.#spine.filter(({ announcement }) => !announcement).length;
    const last = lastTime(places);
    const fresh = last === undefined ? 0 : chaptersSince(lookAgain(this.#work, count, last), last, count);
    const stand = standing(this.#spine, places, fresh);
    this.#rows.forEach((row, i) => {
      setState(row, stand.states[i]);
    });
    this.#drawAction(stand);
    this.#drawLine(stand, fresh);
    this.#forget.hidden = places.size === 0;
  }

  #drawAction({ begun, next }: Standing): void {
    if (!this.#action) return;
    const row = begun && next !== undefined && this.#rows[next];
    const link = row ? row.querySelector('a') : undefined;
    this.#action.href = link?.href ?? this.#start.href;
    if (row) this.#action.replaceChildren(words('Continue: '), element('bdi', {}, headingOf(row)));
    else this.#action.replaceChildren(words(begun ? 'Read again' : this.#start.action));
  }

  #drawLine({ begun, next, furthest, words: left }: Standing, fresh: number): void {
    if (!this.#line) return;
    if (!begun) {
      this.#line.replaceChildren(words(this.#start.line));
      return;
    }
    const minutes = timeLeft(left, 0, pace(document.documentElement.lang));
    const said = [
      next === undefined ? 'All read' : `${duration(minutes)} left`,
      fresh > 0 && `${fresh} new ${fresh === 1 ? 'chapter' : 'chapters'}`,
    ].filter(Boolean);
    const row = furthest !== undefined && this.#rows[furthest];
    this.#line.replaceChildren(
      words(said.join(' · ')),
      ...(row ? [words(' · '), this.#furthestLink(row)] : []),
    );
  }

  #furthestLink(row: HTMLElement): HTMLElement {
    return element(
      'a',
      { href: row.querySelector('a')?.href },
      words('Furthest: '),
      element('bdi', {}, headingOf(row)),
    );
  }

  #forgetWork(): void {
    const all = exportPlaces() as Record<string, unknown>;
    const before = { [this.#work]: all[this.#work] };
    forgetPlaces(this.#work);
    this.draw();
    notice('Your place in this work is forgotten.', {
      label: 'Undo',
      act: () => {
        importPlaces(before);
        this.draw();
      },
    });
  }
}

const words = (text: string) => element('bdi', { lang: 'en' }, text);

const headingOf = (row: HTMLElement) => row.querySelector('.heading')?.textContent ?? '';

function chapterOf(row: HTMLElement): ShelfChapter {
  return {
    slug: decodeURIComponent(row.querySelector('a')?.pathname.split('/').at(-2) ?? ''),
    words: Number(row.dataset['words']) || 0,
    announcement: row.classList.contains('announcement'),
  };
}

function setState(row: HTMLElement, state: ChapterState | undefined): void {
  if (state) row.dataset['state'] = state;
  else delete row.dataset['state'];
}
