/** Notes inside a story: between brackets, under a sure label, or said to readers between two marks. */
import { isFree } from './block.ts';
import type { Draft } from './draft.ts';
import { doubt, markNote } from './noteDecisions.ts';
import { isSigned, openBrackets, type Part, worth } from './noteParts.ts';

/**
 * Evidence that a note without a label needs inside a story, the evidence that needs nothing to end it, and how many
 * parts it may have.
 */
const threshold = 5;
const plain = 8;
const reach = 8;

/** What a name under them adds: a story's paragraphs are not signed. */
const signed = 1.2;

/** Evidence of words alone with which a paragraph goes on a note that has begun. */
const goingOn = 1.8;

export function notesInside(body: Part[], normal: number, draft: Draft): void {
  for (let i = 0; i < body.length; i += 1) {
    const part = body[i] as Part;
    if (part.fence || !part.blocks.every(isFree)) continue;
    const { label } = part;
    if (label && !label.doubtful) {
      const opened = /^[\s*_]*[[({（［]/.test(part.text);
      const to = opened ? endOfBrackets(body, i) : endOfTalk(body, i);
      markNote(body.slice(i, to), 'inline', opened ? 4.4 : 1.7, 'it is labelled', draft);
      i = to - 1;
    } else if (body[i - 1]?.fence) {
      const { to, sum } = talkAfterMark(body, i, normal);
      if (sum < threshold) continue;
      markNote(body.slice(i, to), 'inline', sum, 'its words speak to readers', draft);
      i = to - 1;
    }
  }
}

/** Where the brackets close that this part opens, if they do soon. */
function endOfBrackets(body: Part[], from: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(body.length, from + reach); i += 1) {
    depth += openBrackets(body[i]?.text ?? '');
    if (depth <= 0) return i + 1;
  }
  return from + 1;
}

/** Under a label the note goes on for as long as its words do, down to the greeting and the name that sign it. */
function endOfTalk(body: Part[], from: number): number {
  const goesOn = (part: Part | undefined, is: (part: Part) => boolean) =>
    part !== undefined &&
    !part.fence &&
    !part.tail &&
    !part.blocks[0]?.mark &&
    part.blocks.every(isFree) &&
    is(part);
  const last = Math.min(body.length, from + reach);
  let to = from + 1;
  while (to < last && goesOn(body[to], ({ words }) => words >= goingOn)) to += 1;
  const greets = goesOn(body[to], ({ words, text }) => words >= 1 && text.length < 40);
  if (greets) to += 1;
  return goesOn(body[to], ({ signature }) => signature && (greets || to > from + 1)) ? to + 1 : to;
}

/** The best end of a note that begins right after a mark: before another one, before a wide gap, or signed. */
function talkAfterMark(body: Part[], from: number, normal: number): { to: number; sum: number } {
  let best = { to: from, sum: 0 };
  let sum = 1;
  for (let i = from; i < Math.min(body.length, from + reach); i += 1) {
    const part = body[i] as Part;
    if (part.fence || part.label || part.blocks[0]?.mark || !part.blocks.every(isFree)) break;
    if (i === from && part.words <= 0 && part.text.length >= 60) break;
    const ends = i > from && isSigned(part, body[i - 1]);
    if (i > from && !ends && !part.signature && part.words < 0.5) break;
    sum += ends ? signed : part.signature ? 0 : worth(part, doubt.alone);
    if (sum < -2) break;
    const next = body[i + 1];
    const ended =
      !next ||
      next.fence ||
      next.blocks[0]?.mark !== undefined ||
      next.gap > normal ||
      part.signature ||
      sum > plain;
    if (ended && sum > best.sum) best = { to: i + 1, sum };
    if (ends) break;
  }
  return best;
}
