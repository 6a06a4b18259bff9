/**
 * The chapter as one string, and the way between a position in it and one in the page.
 *
 * Links, marks and the voice think in characters of this string; only here do they meet the tree.
 */

import type { StoryReader } from '../flow/story-reader.ts';
import { located } from './position.ts';

/** A chapter's blocks, one after the other with a line's end between them; lines within a block end so, too. */
export interface PlainText {
  text: string;
  /** Ids of the blocks, in page order, and where each begins in `text`. */
  ids: readonly string[];
  starts: readonly number[];
}

/** Beside the sentence, not in it. */
const aside = 'rt, rp, [data-footnote-ref]';

export const storyReader = (): StoryReader | null => document.querySelector('story-reader');

export const articleOf = (): HTMLElement | null => document.querySelector('story-reader article');

export class ChapterText implements PlainText {
  readonly blocks: readonly HTMLElement[] = located();
  readonly ids = this.blocks.map(({ id }) => id);
  readonly starts: number[] = [];
  readonly text: string;
  readonly #nodes: Text[] = [];
  readonly #offsets: number[] = [];

  /** @param skipped selector of what is left out; readings and numbers of footnotes unless told otherwise */
  constructor(skipped = aside) {
    let text = '';
    for (const block of this.blocks) {
      this.starts.push(text.length);
      const walker = document.createTreeWalker(
        block,
        NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
        (node) =>
          skipped && node instanceof Element && node.matches(skipped)
            ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_ACCEPT,
      );
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Text) {
          this.#nodes.push(node);
          this.#offsets.push(text.length);
          text += node.parentElement?.closest('pre') ? node.data : node.data.replace(/\s/g, ' ');
        } else if (node instanceof HTMLBRElement) text += '\n';
      }
      text += '\n';
    }
    this.text = text;
  }

  /** Where a position in the page stands in the text; one between two blocks belongs to the second. */
  offsetOf(node: Node, offset: number): number {
    const here = document.createRange();
    here.setStart(node, offset);
    const last = lastWhere(this.#nodes, (text) => here.comparePoint(text, 0) <= 0);
    const text = this.#nodes[last];
    if (!text) return 0;
    const from = this.#offsets[last] ?? 0;
    if (text === node) return from + offset;
    const end = from + text.length;
    const after = this.blocks.findLast((block) => here.comparePoint(block, 0) <= 0);
    const start = after ? (this.starts[this.blocks.indexOf(after)] ?? 0) : 0;
    return Math.max(end, start);
  }

  /** The part of the page that shows the characters from `from` up to `to`. */
  range(from: number, to: number): Range {
    const range = document.createRange();
    const first = lastWhere(this.#offsets, (at) => at <= from);
    const last = Math.max(
      first,
      lastWhere(this.#offsets, (at) => at < to),
    );
    const [head, tail] = [this.#nodes[first], this.#nodes[last]];
    if (!head || !tail) return range;
    range.setStart(head, Math.min(head.length, from - (this.#offsets[first] ?? 0)));
    range.setEnd(tail, Math.max(0, Math.min(tail.length, to - (this.#offsets[last] ?? 0))));
    return range;
  }
}

/** Index of the block that a position of the text falls in; 0 before the first. */
export const blockIndex = ({ starts }: PlainText, offset: number): number =>
  Math.max(
    0,
    lastWhere(starts, (start) => start <= offset),
  );

/** Text of one block. */
export const blockText = ({ text, starts }: PlainText, index: number): string =>
  text.slice(starts[index], (starts[index + 1] ?? text.length) - 1);

let known: ChapterText | undefined;

/** Notes that the reader has moved behind the story or before it. */
globalThis.document?.addEventListener('rearranged', () => {
  known = undefined;
});

/** The text of this page's chapter, which does not change while it is open, but for where its notes stand. */
export function chapterText(): ChapterText {
  known ??= new ChapterText();
  return known;
}

/** Index of the last item that the test holds for, where it holds for all before that one; -1 for none. */
function lastWhere<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
