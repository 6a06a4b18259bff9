/** The arithmetic of pages and of the wheel, for every input. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageAt, pageOf, scrollOf, shareRead } from '../src/reader/flow/pages.ts';
import { atRest, wheel } from '../src/reader/flow/wheel.ts';

const sizes = fc.record({
  width: fc.double({ min: 240, max: 4000, noNaN: true }),
  way: fc.constantFrom(1 as const, -1 as const),
});
const pages = fc.nat(400);

test('the scroll position that shows a page shows that page', () => {
  fc.assert(
    fc.property(sizes, pages, (size, page) => {
      expect(pageAt(scrollOf(page, size), size)).toBe(page);
    }),
  );
});

test('whatever begins within a page is on it, wherever the window is scrolled to', () => {
  const share = fc.double({ min: 0.01, max: 0.98, noNaN: true });
  fc.assert(
    fc.property(sizes, pages, pages, share, (size, page, shown, within) => {
      const origin = -scrollOf(shown, size);
      const first = { left: origin, right: origin + size.width };
      const start = (page + within) * size.width;
      const box =
        size.way > 0
          ? { left: origin + start, right: origin + start + 10 }
          : { left: first.right - start - 10, right: first.right - start };
      expect(pageOf(box, first, size)).toBe(page);
    }),
  );
});

test('a browser that scrolls less than half a page off is brought back, one that scrolls more is followed', () => {
  fc.assert(
    fc.property(sizes, pages, fc.double({ min: -0.49, max: 0.49, noNaN: true }), (size, page, off) => {
      expect(pageAt(scrollOf(page, size) + off * size.width, size)).toBe(Math.max(0, page));
    }),
  );
});

test('the share read grows with each page and is whole at the last', () => {
  const fragments = fc.array(fc.record({ page: fc.nat(50), height: fc.integer({ min: 1, max: 900 }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(fragments, (parts) => {
      const last = Math.max(...parts.map(({ page }) => page));
      const shares = Array.from({ length: last + 1 }, (_, page) => shareRead(parts, page));
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
    }),
  );
});

/** How often pages are turned on and back by events of so many pixels at these times, in milliseconds. */
function turns(events: [pixels: number, time: number][]): number[] {
  let state = atRest;
  return events.flatMap(([pixels, time]) => {
    const { state: next, turn } = wheel(state, pixels, time);
    state = next;
    return turn ? [turn] : [];
  });
}

test('each notch of a wheel turns one page, slow or fast', () => {
  for (const gap of [40, 90, 400]) {
    expect(turns([0, 1, 2, 3].map((i) => [120, i * gap]))).toEqual([1, 1, 1, 1]);
  }
  expect(
    turns([
      [120, 0],
      [-120, 60],
      [-120, 400],
    ]),
  ).toEqual([1, -1, -1]);
});

test('a push on a touchpad turns one page, its momentum none, and the next push one more', () => {
  const push = (from: number): [number, number][] => [
    ...[6, 18, 42, 60].map((pixels, i): [number, number] => [pixels, from + i * 16]),
    ...Array.from({ length: 50 }, (_, i): [number, number] => [60 * 0.93 ** (i + 1), from + 64 + i * 16]),
  ];
  expect(turns(push(0))).toEqual([1]);
  expect(turns([...push(0), ...push(1500)])).toEqual([1, 1]);
  expect(turns([...push(0).slice(0, 30), ...push(480)])).toEqual([1, 1]);
});
