/** Settings that a single key changes. */
import { change, measures, settings } from './settings.ts';

/** Makes the text one step larger or smaller. */
export function resize(by: 1 | -1): void {
  const { initial, step } = measures.size;
  change({ size: (settings().size ?? initial) + by * step });
}

/** Between scrolled and paged. */
export function switchFlow(): void {
  change({ flow: settings().flow === 'paged' ? 'scrolled' : 'paged' });
}
