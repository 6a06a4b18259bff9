import { isInView } from '../text/here.ts';
import { located } from '../text/position.ts';
import type { StoryReader } from './story-reader.ts';

/** One paragraph on or back, which gets the focus: keys and commands go on from there. False where there is none. */
export function step(reader: StoryReader, by: 1 | -1): boolean {
  const blocks = located(reader).filter((block) => block.checkVisibility() && block.textContent);
  const at = blocks.findIndex((block) => block === document.activeElement && isInView(block));
  const place = reader.where()?.place;
  const top = blocks.findIndex(({ id }) => id === place?.id);
  const next = blocks[at >= 0 ? at + by : by < 0 && !place?.offset ? top - 1 : top];
  if (!next) return false;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  reader.show(next, 'reader');
  return true;
}
