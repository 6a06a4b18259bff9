/** Settings that a single key or button changes. */
import { change, type MeasureName, measures, settings } from './settings.ts';

/** Makes a measure one step more or less. */
export function step(name: MeasureName, by: 1 | -1): void {
  const { initial, step } = measures[name];
  const steps = Math.round((settings()[name] ?? initial) / step) + by;
  change({ [name]: Number((steps * step).toFixed(2)) });
}

/** Between scrolled and paged. */
export function switchFlow(): void {
  change({ flow: settings().flow === 'paged' ? 'scrolled' : 'paged' });
}
