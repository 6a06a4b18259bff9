import { element } from '../dom.ts';
import { type Fragment, type Pages, pageOf, shareRead } from './pages.ts';

/** What the columns of a chapter measure: asked for once a layout, since each answer may cost one. */
export class Columns {
  size: Pages = { width: 1, way: 1 };
  /** How many pages. */
  count = 1;
  #fragments: Fragment[] = [];
  /** Reaches to the last page's end, which text alone would not: there the window stops. */
  readonly #end = element('div', { class: 'pages-end' });
  readonly #gaps: Element[];
  /** The last block of the text, which comes along where the links after it would have a page to themselves. */
  readonly #last: Element | null;
  readonly #reader: HTMLElement;
  readonly #view: HTMLElement;

  constructor(reader: HTMLElement, view: HTMLElement) {
    this.#reader = reader;
    this.#view = view;
    this.#gaps = [...reader.querySelectorAll('hr.gap')];
    this.#last = reader.querySelector('article > :last-child:not(.story), .story:last-child > :last-child');
    // What heads it stays with it.
    while (this.#last?.previousElementSibling?.matches('.story > :is(hr, h2, h3, h4, h5, h6, .label)'))
      this.#last = this.#last.previousElementSibling;
    view.append(this.#end);
  }

  /** Tells the page of boxes, all of them measured at this moment. */
  ruler(): (box: DOMRect) => number {
    const first = this.#reader.getBoundingClientRect();
    return (box) => pageOf(box, first, this.size);
  }

  /** Whether what was measured no longer holds, since the window has another width. */
  get isStale(): boolean {
    return this.#view.getBoundingClientRect().width !== this.size.width;
  }

  measure(): void {
    const { width } = this.#view.getBoundingClientRect();
    this.size = { width, way: getComputedStyle(this.#view).direction === 'rtl' ? -1 : 1 };
    this.#last?.removeAttribute('data-with-links');
    if (this.#linksAreAlone()) this.#last?.setAttribute('data-with-links', '');
    const at = this.ruler();
    this.count = Math.max(0, ...this.#boxes().flat().map(at)) + 1;
    const story = this.#reader.querySelector('.story') ?? this.#reader;
    this.#fragments = [...story.getClientRects()].map((box) => ({ page: at(box), height: box.height }));
    const { top } = this.#reader.getBoundingClientRect();
    const isHead = this.#gaps.map((gap) => gap.getBoundingClientRect().top - top < 1);
    this.#gaps.forEach((gap, i) => {
      gap.toggleAttribute('data-head', isHead[i]);
    });
    this.#end.style.insetInlineStart = `${this.count * width - 1}px`;
  }

  #boxes(): DOMRect[][] {
    return [...this.#reader.children].map((part) => [...part.getClientRects()]);
  }

  /** Whether a page has but the links, and what would come along leaves no hole where it was. */
  #linksAreAlone(): boolean {
    const at = this.ruler();
    const [text = 0, links = 0] = this.#boxes().map((boxes) => Math.max(0, ...boxes.map(at)));
    const heights: number[] = [];
    for (let block = this.#last; block; block = block.nextElementSibling)
      heights.push(...[...block.getClientRects()].map(({ height }) => height));
    // A title alone on its page is worse than links alone on theirs.
    const before = this.#last?.previousElementSibling ?? this.#last?.parentElement?.previousElementSibling;
    if (before?.matches('.title-page')) return false;
    return links > text && Math.max(...heights) < this.#reader.clientHeight / 2;
  }

  /** Share of the story that lies before the end of a page, from 0 to 1. */
  read(page: number): number {
    return shareRead(this.#fragments, page);
  }

  remove(): void {
    this.#end.remove();
    this.#last?.removeAttribute('data-with-links');
    for (const gap of this.#gaps) gap.removeAttribute('data-head');
  }
}
