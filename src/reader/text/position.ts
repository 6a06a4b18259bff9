/** Positions in the text, which no change of layout moves: from the page to a place and back. */
import type { Place, Target } from '../flow/flow.ts';

const locator = /^[ps][0-9a-z]{8,}(-\d+)?$/;

/** Enough characters that some of them are drawn, few enough that their boxes are soon had. */
const sample = 80;

/** The paragraphs, breaks and other blocks that have a locator, in reading order. None lies within another. */
export function located(root: ParentNode = document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('article [id]')].filter(({ id }) => locator.test(id));
}

/** The characters from a place on; the whole element where it has none. Undefined where the block is gone. */
export function rangeAt({ id, offset }: Place, length = 1): Range | undefined {
  const block = document.getElementById(id);
  if (!block) return;
  const range = document.createRange();
  range.selectNode(block);
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = 0;
  let begun = false;
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const end = before + node.length;
    if (!begun && offset < end) {
      range.setStart(node, offset - before);
      begun = true;
    }
    if (begun) range.setEnd(node, Math.min(node.length, offset + length - before));
    if (offset + length <= end) break;
    before = end;
  }
  return range;
}

/** The place of a position in the document, such as a range's start. Undefined outside the located blocks. */
export function placeOf(node: Node, offset: number): Place | undefined {
  let block = node instanceof HTMLElement ? node : node.parentElement;
  while (block && !locator.test(block.id)) block = block.parentElement;
  if (!block) return;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return { id: block.id, offset: before.toString().length };
}

/** Share of the chapter's story that lies before a share of what this page has of it, both from 0 to 1. */
export function inChapter({ dataset }: HTMLElement, share: number): number {
  const [begin, end] = [Number(dataset['begin'] ?? 0), Number(dataset['end'] ?? 1)];
  return begin + Math.min(1, Math.max(0, share || 0)) * (end - begin);
}

export const isPlace = (target: Target): target is Place =>
  !(target instanceof Element || target instanceof Range);

/** Where a target begins on the screen. Undefined where it is not drawn. */
export function boxOf(target: Target): DOMRect | undefined {
  const drawn = isPlace(target) ? rangeAt(target, sample) : target;
  return drawn?.getClientRects()[0];
}

/** The end of the text. Undefined where there is none. */
export function lastPlace(blocks: HTMLElement[]): Place | undefined {
  const last = blocks.at(-1);
  return last && { id: last.id, offset: last.textContent.length };
}

/**
 * The first place whose line is not past, by two binary searches: lines come in reading order.
 * Undefined where all of them are past.
 */
export function firstPlace(blocks: HTMLElement[], isPast: (line: DOMRect) => boolean): Place | undefined {
  const index = search(blocks.length, (i) => {
    const last = lastBox(blocks, i);
    return last !== undefined && isPast(last);
  });
  const block = blocks.slice(index).find(isDrawn);
  if (!block) return;
  const { id, textContent } = block;
  const offset = search(textContent.length, (before) => {
    const line = boxOf({ id, offset: before });
    return line !== undefined && isPast(line);
  });
  // A space at a line's end is on neither line for certain: the word after it is.
  const word = offset + textContent.slice(offset).search(/\S/);
  return { id, offset: Math.max(0, word) };
}

const isDrawn = (block: Element) => block.checkVisibility();

/** Where a block ends; for one that is not drawn, where the next one that is does. */
function lastBox(blocks: HTMLElement[], from: number): DOMRect | undefined {
  const boxes = blocks.slice(from).find(isDrawn)?.getClientRects();
  return boxes?.[boxes.length - 1];
}

/** The least number from 0 to `end` that `isBelow` does not hold for. */
function search(end: number, isBelow: (at: number) => boolean): number {
  let low = 0;
  for (let high = end; low < high; ) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
