/** How the author parts paragraphs: measured, not assumed. */
import type { Block } from './block.ts';

/** Gaps of more empty lines than this are all alike. */
const widest = 20;

/** The commonest number of empty lines between two paragraphs of prose. */
export function normalGap(blocks: Block[]): number {
  const counts: number[] = new Array(widest + 1).fill(0);
  for (let i = 1; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.mark || blocks[i - 1]?.mark) continue;
    // A pair of long paragraphs tells most; two short lines may be verse, a list or a title page.
    const long = (block.text.length > 60 ? 1 : 0) + ((blocks[i - 1]?.text.length ?? 0) > 60 ? 1 : 0);
    const weight = long === 2 ? 2 : long === 1 ? 1.2 : 0.25;
    const gap = Math.min(block.gap, widest);
    counts[gap] = (counts[gap] ?? 0) + weight;
  }
  // Of two that are about as common, the narrower is the rule and the wider one says something. In a short text a
  // few gaps are no measure.
  const enough = Math.max(...counts) * (blocks.length < 14 ? 0.45 : 0.67);
  return Math.max(
    0,
    counts.findIndex((count) => count > 0 && count >= enough),
  );
}
