/**
 * Scene breaks: marks here, gaps wider than the chapter's own in wideGaps.
 *
 * A mark is a scene break unless it stands at an end of the story, under a motto or a title, beside a heading, over
 * footnotes or an imprint, around a note or around a frame. Long, because each of these is said in the author's words.
 */

import { type Block, isFree, sizeOf } from './block.ts';
import { type Draft, say } from './draft.ts';
import type { Mark } from './marks.ts';
import { isTail } from './noteParts.ts';
import { isAttribution, isCapitals, isImprint, isSceneLabel, isStanza, label } from './sceneLabels.ts';
import { wideGaps } from './wideGaps.ts';

/**
 * Decides on the marks among the story's blocks (no notes, no headings but sections), and on its wide gaps.
 *
 * @returns for each block with a scene break in the gap before it, that break
 */
export function sceneBreaks(story: Block[], draft: Draft): Map<Block, Block[]> {
  ownMarks(story);
  const marked = marks(story, draft);
  return draft.breaks === 'marks-only' ? new Map() : wideGaps(story, marked, draft);
}

const decorated =
  /^[^\p{L}\p{N}\s"'“”‘’()[\]{}]{2,}\s?[\p{L}\p{N} ]{1,24}\s?[^\p{L}\p{N}\s"'“”‘’()[\]{}]{2,}$/u;

/** A word between signs that comes again and again, as “~..AMP..~” does, is a mark of this author's own. */
function ownMarks(story: Block[]): void {
  const alike = new Map<string, Block[]>();
  for (const block of story) {
    if (!isFree(block) || block.text.length > 40 || !decorated.test(block.text)) continue;
    const same = alike.get(block.text);
    if (same) same.push(block);
    else alike.set(block.text, [block]);
  }
  for (const [text, blocks] of alike)
    if (blocks.length > 2) for (const block of blocks) block.mark = { text, family: 'letters' };
}

/** Decides on every mark; returns how many are breaks. */
function marks(story: Block[], draft: Draft): number {
  const nextStory = followers(story);
  const counters = story.filter(({ text }) => text.endsWith('+')).length;
  const quoted = story.filter(({ text }) => text.startsWith('>')).length;
  let count = 0;
  // The last block of story before here, the scene break since then if there was one, and whether the story has begun.
  let before: Block | undefined;
  let since: Block | undefined;
  let begun = false;
  for (const [i, block] of story.entries()) {
    const { mark } = block;
    if (!mark || block.decision) {
      if (isStory(block)) {
        before = block;
        since = undefined;
        begun ||= isTold(block) && !isMotto(block, story[i + 1], story[i + 2]);
      }
      continue;
    }
    if (mustStandAlone(mark) && !(block.gap > 0 && (story[i + 1]?.gap ?? 0) > 0)) {
      delete block.mark;
      before = block;
      since = undefined;
      continue;
    }
    const after = nextStory[i];
    const why =
      mark.text === '+' && counters > 2
        ? 'is a counter that a page has left'
        : mark.text.startsWith('>') && quoted > 4
          ? 'stands in a text that is quoted'
          : before && !begun && !(isPlainMark(mark.text) && isSentence(before))
            ? 'stands before the story’s first paragraph'
            : notABreak(block, before, since, after, story, i);
    if (why) {
      block.decision = {
        type: 'other',
        role: 'frame',
        confidence: 0.9,
        reason: `“${mark.text}” ${why}: no scene break.`,
      };
      say(
        draft,
        'info',
        'mark-no-break',
        block.line,
        `“${mark.text}” ${why}: no scene break.`,
        'If it parts two scenes, put it between two paragraphs of the story.',
        0.9,
      );
      continue;
    }
    count += 1;
    since = block;
    const spoken = mark.family === 'words';
    block.decision = {
      type: 'sceneBreak',
      strength: spoken ? 'label' : 'strong',
      confidence: mark.weak ? 0.7 : 0.97,
      reason: spoken
        ? `The words “${mark.text}” part two scenes.`
        : `The mark “${mark.text}” stands alone between two paragraphs.`,
    };
    say(
      draft,
      'info',
      'scene-break',
      block.line,
      `Scene break: ${spoken ? 'the words' : 'the mark'} “${mark.text}”.`,
      'If it parts no scenes, take the line out.',
      block.decision.confidence,
    );
    if (after && isSceneLabel(after, story[story.indexOf(after, i) + 1])) label(after);
  }
  return count;
}

const isStory = (block: Block) =>
  block.mark === undefined && block.decision?.role !== 'frame' && block.decision?.type !== 'other';

/** What every mend names: three stars on a line of their own mean a break, whatever is beside them. */
const isPlainMark = (text: string) => /^\* ?\* ?\*$/.test(text);

/** “~ Jane Austen ~” under a motto, and a single dash, are marks only between empty lines. */
const mustStandAlone = ({ text, weak }: Mark) => weak || /^~ ?\p{L}.* ?~$/u.test(text);

/** A sentence, or anything long: what is neither is a title, a motto or a name. */
const isTold = ({ text }: Block) =>
  sizeOf(text) > 100 || (sizeOf(text) > 24 && /[.!?…。！？—]["'”’」』)]*\d*\+?$/u.test(text));

/** A story may open with one short sentence, and a mark. */
const isSentence = (block: Block) =>
  block.decision === undefined &&
  /[.!?…]["'”’]?$/u.test(block.text) &&
  !isAttribution(block) &&
  !isCapitals(block);

/** Verse, or a saying with a name under it, that a mark follows: what stands over a story and is none of it. */
function isMotto(block: Block, next: Block | undefined, afterNext: Block | undefined): boolean {
  if (
    block.decision?.type === 'verse' ||
    block.decision?.type === 'quote' ||
    isAttribution(block) ||
    isStanza(block)
  )
    return true;
  return (
    next !== undefined && isAttribution(next) && afterNext?.mark !== undefined && block.text.length < 400
  );
}

/** For each place, the first block of story after it. */
function followers(story: Block[]): (Block | undefined)[] {
  const next: (Block | undefined)[] = new Array(story.length);
  let found: Block | undefined;
  for (let i = story.length - 1; i >= 0; i -= 1) {
    next[i] = found;
    if (isStory(story[i] as Block)) found = story[i];
  }
  return next;
}

/** “Position: bosun”: a line of a form, under what name. */
const particular = (block: Block | undefined) =>
  block?.text.length && block.text.length < 80
    ? /^(\p{L}[\p{L}\p{N} ]{0,24}?) ?[:：]/u.exec(block.text)?.[1]
    : undefined;

/** Lines of a form, each of another name, close up to the mark on both sides. */
function isInForm(story: Block[], at: number): boolean {
  if (story[at]?.gap !== 0 || story[at + 1]?.gap !== 0) return false;
  const names = (lines: Block[]) => lines.flatMap((line) => particular(line) ?? []);
  const above = names(story.slice(Math.max(0, at - 8), at));
  const below = names(story.slice(at + 1, at + 4));
  return (
    above.length > 2 && below.length > 2 && new Set([...above, ...below]).size === above.length + below.length
  );
}

const footnote = /^(?:\*+|†|‡|\[?\d{1,2}[\]).:]|\(\d{1,2}\)|[¹²³])\s*\S/;

/** Why this mark is no scene break, in words that follow the mark. */
function notABreak(
  block: Block,
  before: Block | undefined,
  since: Block | undefined,
  after: Block | undefined,
  story: Block[],
  at: number,
): string | undefined {
  if (!before) return 'stands before the story’s first words';
  if (!after) return 'stands after the story’s last words';
  // A row, then words in brackets, are one break that says what it skips.
  if (since) return 'follows another mark';
  if (before.decision?.type === 'heading' || after.decision?.type === 'heading')
    return 'stands beside a heading';
  if (isCapitals(before) && isCapitals(after)) return 'stands inside a telegram or a notice';
  if (isInForm(story, at)) return 'stands inside a list of particulars';
  if (isCapitals(before) && before.text.length < 60 && !/[.!?…:"”’]$/u.test(before.text))
    return 'stands under a title';
  if (story.length - at > 14) return undefined;
  if (isTail(after)) return 'stands before the end';
  const rest = story.slice(at + 1).filter((each) => !each.mark);
  if (rest.every(isImprint)) return 'stands before the end';
  return rest.every(({ text }) => footnote.test(text)) &&
    block.mark?.family !== 'words' &&
    !isPlainMark(block.mark?.text ?? '')
    ? 'stands over footnotes'
    : undefined;
}
