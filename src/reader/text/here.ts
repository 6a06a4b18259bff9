import { storyReader } from './chapter.ts';
import { located } from './position.ts';

/** A block of the chapter, and how many of its characters come before a position in it. */
export interface Here {
  block: HTMLElement;
  offset: number;
}

/** Where the reader is: at the paragraph with the keyboard's focus, or else at the top of what is shown. */
export function here(): Here | undefined {
  const blocks = located();
  const focused = blocks.find((block) => block === document.activeElement && isInView(block));
  const place = storyReader()?.where()?.place;
  const block = focused ?? blocks.find(({ id }) => id === place?.id) ?? blocks[0];
  return block && { block, offset: block.id === place?.id && !focused ? place.offset : 0 };
}

/** A paragraph that was gone to by key keeps the focus when one scrolls or turns on from it. */
export const isInView = (block: Element): boolean =>
  [...block.getClientRects()].some(
    ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  );
