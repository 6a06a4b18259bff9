/** How the author parts paragraphs: measured, not assumed. */
import type { Block } from './block.ts';

/** The commonest number of empty lines between two paragraphs of prose. */
export function normalGap(blocks: Block[]): number {
  const counts: number[] = [];
  for (let i = 1; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.mark || blocks[i - 1]?.mark) continue;
    // A pair of long paragraphs tells more than lines of verse or a list.
    const weight = block.text.length > 60 || (blocks[i - 1]?.text.length ?? 0) > 60 ? 2 : 1;
    const gap = Math.min(block.gap, 20);
    counts[gap] = (counts[gap] ?? 0) + weight;
  }
  let best = 0;
  counts.forEach((count, gap) => {
    if (count > (counts[best] ?? 0)) best = gap;
  });
  return best;
}
