/** What `<br>` means on a page. */
import type { ElementContent, RootContent as HastContent, Root as HastRoot } from 'hast';
import { block as blocks } from './tidyHtml.ts';

/** How a run of `<br>` is to be read on this page. */
export interface Breaks {
  /** The longest run that only parts two paragraphs. */
  paragraph: number;
  /** Single ones are where a program broke the line. */
  wrapped: boolean;
}

/**
 * How many `<br>` part two paragraphs: the commonest run of two or more. Where nearly all are single and hardly
 * anything else parts paragraphs, one does, unless the lines are as full as a typewriter's.
 */
export function breaksOf(tree: HastRoot): Breaks {
  const counts: number[] = [];
  const lengths: number[] = [];
  let boxes = 0;
  let run = 0;
  let length = 0;
  const visit = (nodes: (HastContent | ElementContent)[]) => {
    for (const node of nodes) {
      if (node.type === 'text') {
        const text = node.value.trim();
        if (text === '') continue;
        if (run > 0 && length > 0) {
          counts[Math.min(run, 9)] = (counts[Math.min(run, 9)] ?? 0) + 1;
          if (run === 1) lengths.push(length);
          length = 0;
        }
        if (length === 0 && run === 0) boxes += 1;
        run = 0;
        length += text.length;
      } else if (node.type === 'element') {
        if (node.tagName === 'br') run += 1;
        else if (blocks.has(node.tagName)) {
          run = 0;
          length = 0;
          visit(node.children);
          run = 0;
          length = 0;
        } else visit(node.children);
      }
    }
  };
  visit(tree.children);
  let paragraph = 2;
  for (let run = 2; run <= 9; run += 1)
    if ((counts[run] ?? 0) > (counts[paragraph] ?? 0) && (counts[run] ?? 0) >= 3) paragraph = run;
  const single = counts[1] ?? 0;
  const more = counts.slice(2).reduce((sum, count) => sum + count, 0);
  const width = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.95)] ?? 0;
  const full = lengths.filter((each) => each > width - 14).length;
  const wrapped = single > 8 && width >= 50 && width <= 100 && full > single * 0.7;
  const mean = lengths.reduce((sum, each) => sum + each, 0) / Math.max(1, lengths.length);
  if (!wrapped && single >= 4 && single > 3 * boxes && single > 2 * more && mean > 45) paragraph = 1;
  return { paragraph, wrapped };
}
