/** What a reader marks in a work, as the browser keeps it. */

import { keys, read, record, write } from '../storage.ts';
import type { Anchor } from '../text/anchor.ts';

export const colours = ['gold', 'green', 'blue', 'rose'] as const;
export type Colour = (typeof colours)[number];

export interface Mark extends Anchor {
  /** Unique among a reader's marks, on every device. */
  id: string;
  kind: 'bookmark' | 'highlight';
  /** Slug of the chapter, and its heading for lists on other pages. */
  chapter: string;
  heading: string;
  colour: Colour;
  note: string;
  /** When it was made, in milliseconds since 1970. */
  made: number;
}

/** Bounds: what is over them is left out, so that one work's marks stay well under a browser's 5 MB. */
export const longestQuote = 4000;
export const longestNote = 4000;
const longestName = 300;
const mostMarks = 2000;

const beginning = 'fleuron.marks.1:';
export const siteMarks = (base = document.documentElement.dataset['base'] ?? '/') => beginning + base;

export const workOnPage = (): string =>
  document.querySelector<HTMLElement>('story-reader')?.dataset['work'] ?? '';

/** Where storage refuses, marks last as long as the page. */
const unkept = new Map<string, Mark[]>();

/** Marks of a work, oldest first. */
export function marksOf(work: string): Mark[] {
  return unkept.get(work) ?? read(siteMarks() + work, parseMarks);
}

/**
 * Replaces a work's marks by what `change` makes of those kept now, and tells the document with a `marks` event.
 *
 * @returns whether the browser keeps them for longer than this page
 */
export function changeMarks(work: string, change: (marks: Mark[]) => Mark[]): boolean {
  const marks = change(marksOf(work)).slice(-mostMarks);
  const kept = write(siteMarks() + work, marks.length > 0 ? marks : undefined);
  if (kept) unkept.delete(work);
  else unkept.set(work, marks);
  document.dispatchEvent(new Event('marks'));
  return kept;
}

/** Works that have marks on this site. */
export function markedWorks(): string[] {
  const site = siteMarks();
  const kept = keys(site).map((key) => key.slice(site.length));
  // Another site may lie in a folder of this one; no work has a slash in its name.
  return [...new Set([...kept.filter((work) => !work.includes('/')), ...unkept.keys()])].sort();
}

/** Keeps of a stored list what is a mark and within bounds, each once. */
export function parseMarks(stored: unknown): Mark[] {
  const marks = new Map<string, Mark>();
  for (const given of Array.isArray(stored) ? stored.slice(-mostMarks) : []) {
    const mark = parseMark(record(given));
    if (mark) marks.set(mark.id, mark);
  }
  return [...marks.values()];
}

function parseMark(given: Record<string, unknown>): Mark | undefined {
  const text = (name: string, longest = longestName): string => {
    const value = given[name];
    return typeof value === 'string' ? value.slice(0, longest) : '';
  };
  const count = (name: string): number => {
    const value = given[name];
    return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
  };
  const [id, chapter, block] = [text('id'), text('chapter'), text('block')];
  if (!id || !chapter || !block) return undefined;
  return {
    id,
    kind: given['kind'] === 'highlight' ? 'highlight' : 'bookmark',
    chapter,
    heading: text('heading'),
    block,
    offset: count('offset'),
    quote: text('quote', longestQuote),
    before: text('before'),
    after: text('after'),
    colour: colours.find((colour) => colour === given['colour']) ?? colours[0],
    note: text('note', longestNote),
    made: count('made'),
  };
}
