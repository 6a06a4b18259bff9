/** The place where a chapter was left, as the browser keeps it: one key a chapter, so that two tabs seldom meet. */
import type { Place } from '../flow/flow.ts';
import { record } from '../storage.ts';

export interface KeptPlace extends Place {
  /** When the reader was there, in milliseconds since 1970. */
  at: number;
  /** Share of the story read, from 0 to 1. */
  progression: number;
  /** Ids of the paragraphs around it: they tell where it was once its own words are gone. */
  near: string[];
  /** When the end of the story was first reached. Reading it again takes nothing back. */
  finished?: number;
}

/** Path of the front page. Sites that share an origin, as project pages do, keep apart by it. */
export const base = (): string => document.documentElement.dataset['base'] ?? '/';

export const placeKey = (work = '', chapter = ''): string => `fleuron.place.1:${base()}${work}/${chapter}`;

/** Whether the last line of the story is in view. Rounding in a layout may keep the share just under 1. */
export const atEnd = ({ progression }: { progression: number }): boolean => progression >= 0.995;

/** Keeps what can be used. A time to come, from a clock since put right, counts as now. */
export function parsePlace(stored: unknown): KeptPlace | undefined {
  const { at, id, offset, progression, near, finished } = record(stored);
  const end = time(finished);
  const moment = time(at) ?? end;
  if (!moment) return undefined;
  return {
    at: moment,
    id: isId(id) ? id : '',
    offset: Math.floor(within(offset, 1e9)),
    progression: within(progression, 1),
    near: Array.isArray(near) ? near.filter(isId).slice(0, 2) : [],
    ...(end && { finished: end }),
  };
}

export const time = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 ? Math.min(value, Date.now()) : undefined;

export const within = (value: unknown, most: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(value, most) : 0;

const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,80}$/.test(value);
