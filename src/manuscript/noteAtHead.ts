/**
 * The note at the head of a chapter: the run of paragraphs from its first one with the greatest sum of evidence and of
 * how well it is set off (a mark, a heading, a wide gap).
 */
import { type ChapterDraft, type Draft, leaveOut, say } from './draft.ts';
import { doubt, markNote, suspect } from './noteDecisions.ts';
import { isFence, openBrackets, type Part, threshold, worth } from './noteParts.ts';

/** How far a note may reach: parts, words, and evidence against it that nothing below outweighs. */
const reach = 60;
const longest = 1500;
const hopeless = 5;

/** Decides the opening note; returns how many parts of the body it takes. */
export function noteAtHead(chapter: ChapterDraft, body: Part[], normal: number, draft: Draft): number {
  const from = draft.header === 'none' ? 0 : belowTitles(body);
  const best = furthestNote(chapter, body.slice(from), normal);
  best.end += from;
  const first = body.slice(from).find(({ fence }) => !fence);
  if (best.end === from || !first || best.sum < threshold) {
    if (first) suspect(first, best.sum, draft);
    return 0;
  }
  const titles = titlesAtEnd(chapter, body.slice(from, best.end));
  leaveOutTitles([...body.slice(0, from), ...titles], draft);
  let end = best.end - titles.length;
  while (body[end]?.fence && end < body.length - 1) end += 1;
  markNote(body.slice(from, end), 'opening', best.sum, best.reason, draft);
  return end;
}

function leaveOutTitles(titles: Part[], draft: Draft): void {
  const blocks = titles.filter(({ fence }) => !fence).flatMap((title) => title.blocks);
  for (const block of blocks) leaveOut(block, 'the title page');
  const [first] = blocks;
  if (!first) return;
  say(
    draft,
    'info',
    'left-out',
    first.line,
    `A title beside a note, left out of the story: ${blocks.map(({ text }) => text).join(' / ')}.`,
    'If it is story, write “header: none” at the head of the file.',
    0.85,
  );
}

/** Where a labelled note begins below the lines of a title page that nothing else has claimed. */
function belowTitles(body: Part[]): number {
  const labelled = body.slice(0, 6).findIndex(({ label }) => label !== undefined && !label.doubtful);
  const above = body.slice(0, Math.max(0, labelled));
  return above.every((part) => part.fence || (isTitleLine(part) && endsAsTitle.test(part.text)))
    ? above.length
    : 0;
}

function furthestNote(
  chapter: ChapterDraft,
  body: Part[],
  normal: number,
): { end: number; sum: number; reason: string } {
  const beforeHeading = lastBeforeHeading(chapter);
  let best = { end: 0, sum: 0, reason: '' };
  let sum = 0;
  let words = 0;
  /** A label stands before; it stood on a line of its own; brackets that the note opened. */
  let labelled = false;
  let alone = false;
  let depth = 0;
  let fences = 0;
  for (let i = 0; i < Math.min(body.length - 1, reach); i += 1) {
    const part = body[i] as Part;
    if (part.fence) {
      if (i > 0) fences += 1;
      if (fences > 2) break;
      continue;
    }
    const { label } = part;
    // Past the mark that ends a note, only another note goes on.
    if (fences > 0 && body[i - 1]?.fence && !label && part.words < threshold) break;
    const own = worth(part, labelled ? doubt.underLabel : doubt.alone);
    // What stands under a label of its own line, or between brackets that the note opened, is the note's.
    sum += alone || depth > 0 ? Math.max(0, own) : own;
    // A story may well begin with a report's “Note:”: a doubtful label alone opens nothing.
    if ((i === 0 && !label && sum < 0.5 && part.text.length > 60) || sum < -hopeless) break;
    words += part.text.length / 6;
    if (words > longest) break;
    if (label) labelled = true;
    alone = label?.alone === true;
    const opened = depth > 0;
    depth = labelled ? Math.max(0, depth + openBrackets(part.text)) : 0;
    if (depth > 0) continue;
    const headed = part.blocks.at(-1) === beforeHeading;
    const setOff = opened || headed ? 3 : setOffBy(body[i + 1], normal, fences);
    if (sum + setOff > best.sum + 1e-9)
      best = {
        end: i + 1,
        sum: sum + setOff,
        reason: setOff > 2 ? 'it is set off from the story' : 'its words speak to readers',
      };
    // A note before the heading ends there, unless another one begins below it.
    if (headed && !body[i + 1]?.label) break;
  }
  return best;
}

/** How well what comes next sets the note off: the chapter's first mark, a later one, or a wide gap. */
function setOffBy(next: Part | undefined, normal: number, fences: number): number {
  if (next?.fence) return fences === 0 ? 2.2 : 0.5;
  return (next?.gap ?? 0) > normal ? 1 : 0;
}

/** The last block with text on it above the chapter's heading. */
function lastBeforeHeading({ blocks }: ChapterDraft) {
  const heading = blocks.findIndex(
    ({ decision }) => decision?.type === 'heading' && decision.role !== 'section',
  );
  return heading < 0 ? undefined : blocks.slice(0, heading).findLast((block) => !isFence(block));
}

/** The work's title often stands between an opening note and the chapter's heading. */
function titlesAtEnd(chapter: ChapterDraft, note: Part[]): Part[] {
  if (note.at(-1)?.blocks.at(-1) !== lastBeforeHeading(chapter)) return [];
  let from = note.length;
  while (from > 1 && isTitleLine(note[from - 1] as Part) && isInCapitals(note[from - 1] as Part)) from -= 1;
  return note.slice(from);
}

/** Two words or more, each long one with a capital: what has fewer may be a name under the note. */
function isInCapitals({ text }: Part): boolean {
  const words = text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [];
  return (
    words.length > 1 && !text.includes(',') && words.every((word) => word.length < 4 || /^\p{Lu}/u.test(word))
  );
}

const endsAsTitle = /(?:[\p{L}\p{N}>)\]]|[\p{L}\p{N}]["”]|<-+\*?)$/u;

const isTitleLine = (part: Part) =>
  !part.fence &&
  part.words <= 0 &&
  !part.label &&
  part.text.split('\n').every((line) => line.length < 100 && !/[.,;:]$/.test(line));
