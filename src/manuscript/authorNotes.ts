/**
 * Author's notes: at the two ends of a chapter, inside it, or the whole of it.
 *
 * Each paragraph has its evidence of being a note (noteWords.ts, noteParts.ts). Story hidden in a note is the worst
 * fault, so every paragraph without evidence counts against it, and what stays under the threshold stays in the story
 * and is reported.
 */
import { type ChapterDraft, type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { noteAtFoot } from './noteAtFoot.ts';
import { noteAtHead } from './noteAtHead.ts';
import { certainty, doubt, paragraphs, tailOf } from './noteDecisions.ts';
import { type Part, partsOf, threshold, worth } from './noteParts.ts';
import { notesInside } from './notesInside.ts';
import { announcementTitle } from './noteWords.ts';

/** Decides which blocks of the chapter are notes. */
export function authorNotes(chapter: ChapterDraft, draft: Draft): void {
  if (draft.notes === 'none') return;
  const blocks = chapter.blocks.filter(
    ({ decision }) =>
      // What an archive sets apart as a note is one.
      decision?.type !== 'heading' && decision?.role !== 'metadata' && decision?.type !== 'authorsNote',
  );
  if (blocks.length === 0) return;
  const body = partsOf(blocks, draft.language);
  if (announcement(chapter, body, draft)) return;
  const normal = normalGap(blocks);
  const end = noteAtHead(chapter, body, normal, draft);
  noteAtFoot(body, end, normal, draft);
  notesInside(body, normal, draft);
}

function announcement(chapter: ChapterDraft, body: Part[], draft: Draft): boolean {
  const prose = body.filter((part) => !part.fence);
  const length = prose.reduce((sum, { text }) => sum + text.length, 0);
  const title = [chapter.heading.label, chapter.heading.title].filter(Boolean).join(' ');
  const [head] = prose;
  const named =
    announcementTitle.test(title) ||
    (head !== undefined && !head.label && head.text.length < 40 && announcementTitle.test(head.text));
  if (!head || prose.length > (named ? 120 : 25) || length > (named ? 12_000 : 5000)) return false;
  if (!named && !head.label && head.words < 2) return false;
  let sum = named ? 4 : 0;
  for (const part of prose) sum += Math.max(-1, worth(part, doubt.atFoot));
  const speaking = shareOf(prose, (part) => part.words > 0.5 || part.label !== undefined);
  const told = shareOf(prose, (part) => part.words < -0.5 || /^["“«„「『]/.test(part.text));
  if (
    sum < threshold ||
    told.most > (named ? 0.35 : 0.2) ||
    (!named && speaking.least < (chapter.heading.label ? 0.7 : 0.5))
  )
    return false;
  for (const block of body.flatMap(({ blocks }) => blocks)) {
    block.decision = {
      type: 'authorsNote',
      placement: 'opening',
      confidence: certainty(sum),
      reason: 'The whole chapter speaks to its readers.',
    };
  }
  const last = prose.at(-1);
  if (last?.tail && prose.length > 1) for (const block of last.blocks) block.decision = tailOf('opening');
  say(
    draft,
    'info',
    'announcement',
    body[0]?.line ?? 1,
    `This chapter is only a note of ${prose.length} ${paragraphs(prose.length)}: an announcement.`,
    'If it is story, write “notes: none” at its head.',
    certainty(sum),
  );
  return true;
}

/** The share of these parts, by their number and by their length. */
function shareOf(parts: Part[], is: (part: Part) => boolean): { least: number; most: number } {
  const some = parts.filter(is);
  const length = (list: Part[]) => list.reduce((sum, { text }) => sum + text.length, 0);
  const shares = [some.length / parts.length, length(some) / Math.max(1, length(parts))];
  return { least: Math.min(...shares), most: Math.max(...shares) };
}
