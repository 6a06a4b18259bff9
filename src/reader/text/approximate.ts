/**
 * Words much like given ones: Sellers' approximate matching (“The theory and computation of evolutionary distances:
 * pattern recognition”, 1980), with the way back through its table to learn where the words begin.
 */
import type { Found } from './anchor.ts';

/** Share of the letters that may differ. */
const tolerance = 0.34;

/**
 * Where `before + quote + after` fits into the text with the fewest letters changed, added and left out.
 * Undefined where the quote itself differs in more than its tolerance.
 */
export function closest(text: string, before: string, quote: string, after: string): Found | undefined {
  const pattern = before + quote + after;
  const width = text.length + 1;
  const costs = new Uint16Array((pattern.length + 1) * width);
  for (let row = 1; row <= pattern.length; row += 1) {
    const [above, here] = [(row - 1) * width, row * width];
    costs[here] = row;
    for (let column = 1; column < width; column += 1) {
      const same = pattern[row - 1] === text[column - 1] ? 0 : 1;
      costs[here + column] = Math.min(
        (costs[above + column - 1] as number) + same,
        (costs[above + column] as number) + 1,
        (costs[here + column - 1] as number) + 1,
      );
    }
  }
  const lastRow = pattern.length * width;
  let column = 0;
  for (let at = 1; at < width; at += 1)
    if ((costs[lastRow + at] as number) < (costs[lastRow + column] as number)) column = at;
  const to = backTo(before.length + quote.length, pattern.length, column);
  const from = backTo(before.length, before.length + quote.length, to);
  const changed =
    (costs[(before.length + quote.length) * width + to] as number) -
    (costs[before.length * width + from] as number);
  return changed <= tolerance * quote.length && to > from ? { from, to } : undefined;

  /** Follows the cheapest way from (row, column) back up to another row; says in which column it arrives. */
  function backTo(row: number, start: number, at: number): number {
    let column = at;
    for (let current = start; current > row; ) {
      const here = current * width + column;
      const cost = costs[here] as number;
      if (column > 0 && (costs[here - 1] as number) + 1 === cost) column -= 1;
      else if ((costs[here - width] as number) + 1 === cost) current -= 1;
      else {
        current -= 1;
        column -= 1;
      }
    }
    return column;
  }
}
