/**
 * The note at the foot of a chapter: the run of paragraphs up to its last one with the greatest sum of evidence and of
 * how well it is set off (a mark, a wide gap, a tail such as “The End”).
 */
import type { Draft } from './draft.ts';
import { doubt, markNote, suspect } from './noteDecisions.ts';
import { isSigned, type Part, threshold, worth } from './noteParts.ts';
import { isPreview } from './noteWords.ts';

/** How far up a note may reach, in parts, and the evidence against it that no words further up outweigh. */
const reach = 60;
const hopeless = 5;

/** Decides the closing note among the parts from `from` on. */
export function noteAtFoot(body: Part[], from: number, normal: number, draft: Draft): void {
  const best = previewAt(body, from) ?? longestNote(body, from, normal);
  const note = body.slice(best.start);
  const [first] = note;
  if (!first) return;
  if (best.sum < threshold || (!isPreview(first.label) && holdsStory(note, body, best.sum))) {
    suspect(first, best.sum, draft);
    return;
  }
  let start = best.start;
  while (start > from && body[start - 1]?.fence) start -= 1;
  markNote(body.slice(start), 'closing', best.sum, best.reason, draft);
}

/** A piece of the next chapter, under a label and a mark: short beside this one, though it is told as a story is. */
function previewAt(body: Part[], from: number): Found | undefined {
  const start = body.findIndex((part, i) => i > from && body[i - 1]?.fence && isPreview(part.label));
  if (start < 0 || lengthOf(body.slice(start)) > lengthOf(body) * 0.3) return undefined;
  return { start, sum: 2 * threshold, reason: 'it previews the next chapter' };
}

interface Found {
  start: number;
  sum: number;
  reason: string;
}

const lengthOf = (parts: Part[]) => parts.reduce((total, { text }) => total + text.length, 0);

function longestNote(body: Part[], from: number, normal: number): Found {
  let best: Found = { start: body.length, sum: 0, reason: '' };
  // Walked from the end: what stands before a paragraph is known only further up, so that three sums are kept.
  let sum = 0;
  let afterLabel = 0;
  let afterTail = 0;
  let fences = 0;
  const furthest = Math.max(from + 1, body.length - reach);
  const firstLabel = body.findIndex((part, i) => i >= furthest && part.label !== undefined);
  for (let i = body.length - 1; i >= furthest; i -= 1) {
    const part = body[i] as Part;
    // So much story stands between here and the end that only a label could still begin a note.
    if (sum < -hopeless && (firstLabel < 0 || i < firstLabel)) break;
    if (part.fence) {
      if (i < body.length - 1) fences += 1;
      continue;
    }
    if (part.tail) continue;
    const { label } = part;
    const before = body[i - 1];
    const beyond = before?.fence ? body[i - 2] : before;
    const tail = before?.tail || beyond?.tail;
    const setOff = tail ? 3 : before?.fence ? 1.6 - Math.min(1, fences * 0.5) : part.gap > normal ? 0.8 : 0;
    const own = isSigned(part, before) ? 0 : worth(part, doubt.alone);
    sum += own;
    const here = label ? own + afterLabel : tail ? own + afterTail : sum;
    afterLabel += worth(part, doubt.atFoot);
    afterTail += worth(part, doubt.afterTail);
    const total = here + setOff;
    if (!begins(part, body[i + 1], tail === true)) continue;
    if (total > best.sum + 1e-9 && own + setOff + (label ? 1 : 0) > 0)
      best = { start: i, sum: total, reason: reasonOf(part, tail === true) };
  }
  return best;
}

/** A note begins with a word to readers; and one in brackets ends with them, unless words to readers follow. */
const begins = (part: Part, next: Part | undefined, afterTail: boolean) =>
  (part.label !== undefined || afterTail || part.words > 0 || part.emphasised || part.text.length < 60) &&
  !(part.label && inBrackets.test(part.text) && next && !next.fence && !next.label && next.words <= 0);

const inBrackets = /^[\s*_]*[[({（［][\s\S]*[\])}）］][\s*_]*$/;

const reasonOf = ({ label }: Part, tail: boolean) =>
  label
    ? `it is labelled “${label.text}”`
    : tail
      ? 'it follows the end of the story'
      : 'its words speak to readers';

/** Too much of it is told rather than said to readers, or it is most of the chapter. */
function holdsStory(note: Part[], body: Part[], sum: number): boolean {
  const told = note.filter((part) => !part.fence && part.words < -0.5).length;
  // Below the name that signs a note the story goes on.
  const signed = note.findIndex((part, i) => part.signature && (note[i - 1]?.words ?? 0) >= 1);
  const below = signed < 0 ? [] : note.slice(signed + 1);
  if (below.some((part) => part.text.length > 60 && part.words < 0.3 && !part.label)) return true;
  return (
    told > Math.max(1, note.length * 0.3) || (lengthOf(note) > lengthOf(body) * 0.6 && sum < 2 * threshold)
  );
}
