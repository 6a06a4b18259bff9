/** How fast somebody reads, and how long the rest will take. */

import { read, record, write } from '../storage.ts';
import { base, within } from './place.ts';

/** What is counted: words, or characters in scripts that are written without spaces. */
type Unit = 'words' | 'characters';
type Paces = Record<Unit, number[]>;

/**
 * Units a minute until the reader's own are known. Words: Brysbaert, “How many words do we read per minute?”,
 * Journal of Memory and Language 109 (2019), silent reading of English; in fiction he finds 260, but an estimate that
 * is beaten pleases. Characters: what Medium reckons with for Chinese, Japanese and Korean.
 */
const usual: Record<Unit, number> = { words: 238, characters: 500 };

/** Units in one measurement: about a screen, so that where exactly the eye was matters little. */
export const stretchLength = 150;
/** Measurements that are kept, and how many it takes before they count: some four minutes of reading. */
const [most, enough] = [24, 6];

const unitOf = (language: string): Unit => (/^(?:ja|zh)\b/i.test(language) ? 'characters' : 'words');

/** Slower is a pause, faster is looking for a place. */
const isReading = (unit: Unit, found: number): boolean =>
  found >= usual[unit] / 4 && found <= usual[unit] * 4;

const paceKey = () => `fleuron.pace.1:${base()}`;

export function parsePaces(stored: unknown): Paces {
  const given = record(stored);
  const known = (unit: Unit) => {
    const list = given[unit];
    return Array.isArray(list) ? list.filter((pace) => isReading(unit, within(pace, 1e6))).slice(-most) : [];
  };
  return { words: known('words'), characters: known('characters') };
}

export const usualPace = (language: string): number => usual[unitOf(language)];

/** Units a minute: the reader's own once enough is measured, else what is usual. */
export function pace(language: string): number {
  const unit = unitOf(language);
  return typical(read(paceKey(), parsePaces)[unit]) ?? usual[unit];
}

/** Mean of the middle half: what was read while the kettle boiled does not count. Undefined while there is too little. */
export function typical(paces: readonly number[]): number | undefined {
  if (paces.length < enough) return undefined;
  const quarter = Math.floor(paces.length / 4);
  const middle = paces.toSorted((a, b) => a - b).slice(quarter, paces.length - quarter);
  return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}

/** Minutes that a chapter takes from a share of it on. Never negative, and 0 where a number is none. */
export function timeLeft(words: number, progression: number, pace: number): number {
  const minutes = (words * (1 - progression)) / pace;
  return minutes > 0 && Number.isFinite(minutes) ? minutes : 0;
}

/** “1 min”, “14 min”, “about 1½ h”, “about 12 h”. */
export function duration(minutes: number): string {
  if (minutes < 59.5) return `${Math.max(1, Math.round(minutes))} min`;
  const halves = Math.round(minutes / 30);
  return `about ${Math.floor(halves / 2)}${halves % 2 && halves < 12 ? '½' : ''} h`;
}

export const timeLeftText = (minutes: number): string =>
  minutes < 1 ? 'less than a minute left' : `${duration(minutes)} left`;

/** A stretch of text being read: how many units lay before it, and when it began, in milliseconds. */
export interface Stretch {
  from: number;
  since: number;
}

/**
 * Follows somebody through a text. `read` is how many units lie before the end of what is shown.
 *
 * @returns the stretch now being read, and `pace` where one has just been read as people read: forward, and neither
 * slower nor faster than a quarter and four times what is usual
 */
export function follow(
  stretch: Stretch | undefined,
  read: number,
  now: number,
  language: string,
): { stretch: Stretch; pace?: number } {
  const next = { from: read, since: now };
  if (!stretch || read < stretch.from || now < stretch.since) return { stretch: next };
  if (read - stretch.from < stretchLength) return { stretch };
  const found = ((read - stretch.from) * 60_000) / (now - stretch.since);
  return isReading(unitOf(language), found) ? { stretch: next, pace: found } : { stretch: next };
}

/** Adds a measurement to what is known of the reader. */
export function learn(language: string, found: number): void {
  const paces = read(paceKey(), parsePaces);
  const unit = unitOf(language);
  write(paceKey(), { ...paces, [unit]: [...paces[unit], Math.round(found)].slice(-most) });
}
