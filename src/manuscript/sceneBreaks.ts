/**
 * Scene breaks: marks, and gaps wider than the chapter's own.
 *
 * A mark is a scene break unless it stands at an end of the story, beside a heading, around a note or around a frame.
 * A wide gap is weighed: how much wider than the chapter's own gap, how rare, what the lines on both sides say, and
 * whether the chapter marks its breaks with signs. Archives and word processors double gaps by accident all the time;
 * so a gap needs more for it than against it.
 */

import { isTail } from './authorNotes.ts';
import { type Block, isProse } from './block.ts';
import { type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';

/**
 * Decides on the marks among the story's blocks (no notes, no headings but sections), and on its wide gaps.
 *
 * @returns for each block with a scene break in the gap before it, that break
 */
export function sceneBreaks(story: Block[], draft: Draft): Map<Block, Block[]> {
  const marked = marks(story, draft);
  return draft.breaks === 'marks-only' ? new Map() : gaps(story, marked, draft);
}

/** Decides on every mark; returns how many are breaks. */
function marks(story: Block[], draft: Draft): number {
  const nextStory = followers(story);
  let count = 0;
  /** The last block of story before here, and the scene break since then if there was one. */
  let before: Block | undefined;
  let since: Block | undefined;
  for (const [i, block] of story.entries()) {
    const { mark } = block;
    if (!mark || block.decision) {
      if (isStory(block)) {
        before = block;
        since = undefined;
      }
      continue;
    }
    if (mark.weak && !(block.gap > 0 && (story[i + 1]?.gap ?? 0) > 0)) {
      delete block.mark;
      before = block;
      since = undefined;
      continue;
    }
    const after = nextStory[i];
    const why = notABreak(block, before, since, after, story, i);
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
        undefined,
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
      undefined,
      block.decision.confidence,
    );
    if (after && isSceneLabel(after, story[story.indexOf(after, i) + 1])) label(after);
  }
  return count;
}

const isStory = (block: Block) =>
  block.mark === undefined && block.decision?.role !== 'frame' && block.decision?.type !== 'other';

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
  if (story.length - at > 14) return undefined;
  const rest = story.slice(at + 1).filter((each) => !each.mark);
  if (isTail(after) && rest.length === 1) return 'stands before the end';
  return rest.every(({ text }) => footnote.test(text)) && block.mark?.family !== 'words'
    ? 'stands over footnotes'
    : undefined;
}

/** Decides on every gap that is wider than the chapter's own, and puts the breaks in. */
function gaps(story: Block[], marked: number, draft: Draft): Map<Block, Block[]> {
  const normal = normalGap(story);
  const pairs = story.flatMap((block, i) => {
    const before = story[i - 1];
    return before && isPlain(before) && isPlain(block) ? [{ before, block, i }] : [];
  });
  const wide = pairs.filter(({ block }) => block.gap > normal);
  const breaks = new Map<Block, Block[]>();
  if (wide.length === 0) return breaks;
  const all = Math.max(1, pairs.length);
  const share = wide.length / all;
  const shareOf = (size: number) => wide.filter(({ block }) => block.gap >= size).length / all;
  for (const { before, block, i } of wide) {
    const { sum, against } = weighGap(before, block, story[i + 1], {
      wider: block.gap - normal,
      share: Math.max(shareOf(block.gap), 1 / all),
      shareAll: share,
      normal,
      marked,
      words: 0,
    });
    const how = block.gap === 1 ? '1 empty line' : `${block.gap} empty lines`;
    const sure = Math.round(100 / (1 + Math.exp(-Math.abs(sum)))) / 100;
    if (sum > 0) {
      breaks.set(block, [gapBreak(block, normal, sure)]);
      if (isSceneLabel(block, story[i + 1])) label(block);
      say(
        draft,
        sure < 0.65 ? 'warning' : 'info',
        'scene-break',
        block.line,
        `Scene break at a gap of ${how}, where ${normal} ${normal === 1 ? 'is' : 'are'} the rule.`,
        'If it is none, take the spare empty lines out.',
        sure,
      );
    } else {
      say(
        draft,
        'info',
        'gap-no-break',
        block.line,
        `A gap of ${how}, but ${against}: no scene break.`,
        'If it is one, put “***” on a line of its own there.',
        sure,
      );
    }
  }
  return breaks;
}

function gapBreak({ node, line, gap }: Block, normal: number, confidence: number): Block {
  const position = node.position
    ? { position: { start: node.position.start, end: node.position.start } }
    : {};
  const reason = `A gap of ${gap} empty lines, where ${normal} ${normal === 1 ? 'is' : 'are'} the rule.`;
  return {
    node: { type: 'thematicBreak', ...position },
    text: '',
    line,
    gap,
    indent: 0,
    decision: { type: 'sceneBreak', strength: 'soft', confidence, reason },
  };
}

const isPlain = (block: Block) => block.decision?.type === 'quote' || isProse(block);

interface GapFacts {
  /** Empty lines more than the rule. */
  wider: number;
  /** Of all places between two paragraphs, how many have a gap as wide as this one. */
  share: number;
  shareAll: number;
  normal: number;
  marked: number;
  words: number;
}

const cue =
  /^(?:["“]?(?:the|that|one|two|three|four|five|six|several|a few|some|many|early|late|later|by|at|on|in|after|before|when|while|it was|it had|as|once|meanwhile|elsewhere|back|across|outside|somewhere|now|next|morning|evening|night|dawn|monday|tuesday|wednesday|thursday|friday|saturday|sunday|half an|an hour|hours|days|weeks|months|years|finally|eventually|\d)\b)/i;
const timeCue =
  /^.{0,40}?\b(?:morning|evening|afternoon|night|midnight|noon|dawn|dusk|later|days?|weeks?|months?|years?|hours?|minutes?|o['’]clock|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|meanwhile|the next|that day|by the time)\b/i;
const running =
  /^(?:and|but|so|or|then|yet|nor|because|still|instead|yes|no|well|oh|okay|right|he|she|they|it|his|her|their|its|that|this|these|those|him|them|which|who)\b/i;
const quoteStart = /^[“"«„「『‘]|^[—–]\s?\p{L}/u;
const quoteEnd = /["”»」』]$/u;

/** The evidence for a scene break at a wide gap, and the strongest thing against it in words that follow “but”. */
function weighGap(
  before: Block,
  block: Block,
  next: Block | undefined,
  { wider, share, normal, marked }: GapFacts,
): { sum: number; against: string } {
  const end = before.text;
  const start = block.text;
  let sum = 0;
  let worst = { weight: 0, why: 'nothing speaks for one' };
  const weigh = (weight: number, why: string) => {
    sum += weight;
    if (weight < worst.weight) worst = { weight, why };
  };
  sum += 1.1 + Math.min(1.6, 0.6 * (wider - 1));
  if (share > 0.5) weigh(-4, 'such gaps are everywhere in this chapter');
  else if (share > 0.3) weigh(-2.2, 'such gaps are all over this chapter');
  else if (share > 0.2) weigh(-0.8, 'such gaps are common in this chapter');
  else if (share < 0.06) sum += 0.5;
  if (marked > 0) weigh(-2.6 - Math.min(1, marked * 0.2), 'the chapter marks its breaks with signs');
  if (/[,;—–-]["'”’]?$|[,:]$/u.test(end)) weigh(-5, 'the sentence before it goes on');
  else if (!/[.!?…)\]"'”’»」』。！？~*]$/u.test(end) && end.length > 40)
    weigh(-2.5, 'the sentence before it goes on');
  if (/^\p{Ll}/u.test(start)) weigh(-5, 'the sentence after it goes on');
  if (opensQuote(end)) weigh(-4, 'a speech goes on across it');
  const says = quoteStart.test(start);
  const said = quoteEnd.test(end) || quoteStart.test(end);
  if (says && said) weigh(-3.4, 'it stands inside running dialogue');
  else if (says) weigh(-1.3, 'a speaker goes on after it');
  else if (said && running.test(start)) weigh(-1.6, 'the same moment goes on after it');
  else if (running.test(start)) weigh(-0.7, 'the same moment goes on after it');
  if (!says && timeCue.test(start)) sum += 1.2;
  else if (!says && cue.test(start)) sum += 0.5;
  if (start.length < 40 && !timeCue.test(start) && !isSceneLabel(block, next))
    weigh(-0.7, 'a short line stands alone after it');
  if (end.length < 30 && !quoteEnd.test(end)) weigh(-0.3, 'a short line stands alone before it');
  if (/[:：]$/.test(end)) weigh(-3, 'it leads up to what follows');
  if (isSceneLabel(block, next)) sum += 1.6;
  if (normal === 0 && wider === 1) sum += 0.3;
  return { sum, against: worst.why };
}

/** A speech that is not closed at the paragraph's end goes on in the next one. */
function opensQuote(text: string): boolean {
  const curly = (text.match(/“/g)?.length ?? 0) - (text.match(/”/g)?.length ?? 0);
  if (curly !== 0) return curly > 0;
  return (text.match(/"/g)?.length ?? 0) % 2 === 1 && !/"$/.test(text);
}

const viewpoint =
  /^[*_~[(\-–—\s]*(?:.{1,30}\s)?(?:pov|p\.o\.v\.?|point of view|perspective)[*_~\])\-–—:\s]*$/i;
const placeOrTime =
  /^[*_~[(\-–—\s]*(?:(?:\d{1,2}[:.]\d{2}|\d{1,2}\s?(?:am|pm))\b.*|.*\b(?:\d{4}|\d{1,2}(?:st|nd|rd|th))\b.*|(?:date point|location|time|day|year|week|month|stardate)\b.*|.*\b(?:morning|evening|afternoon|night|midnight|noon|dawn|dusk|later|earlier|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|present day|day \w+|week \w+)\b.*|[\p{Lu}\d][^.!?]*,\s*[\p{Lu}\d][^.!?]*)[*_~\])\-–—:\s]*$/iu;

/** A short line that is no sentence and says where, when or through whose eyes. */
function isSceneLabel(block: Block, next: Block | undefined): boolean {
  const { text } = block;
  if (block.node.type !== 'paragraph' || text.length > 80 || text.length < 3 || quoteStart.test(text))
    return false;
  if (
    next === undefined ||
    next.mark ||
    /[,;]$/.test(text) ||
    (/[.!?…]["”’]?$/.test(text) && !/\b(?:[ap]\.m|\d{1,4})\.$/i.test(text))
  )
    return false;
  if (viewpoint.test(text) || placeOrTime.test(text)) return true;
  // In capitals, or wholly bold or italic, it need say nothing of time or place.
  const [only] = block.node.children;
  const dressed = block.node.children.length === 1 && (only?.type === 'strong' || only?.type === 'emphasis');
  const name = /^\p{Lu}[\p{L}'’-]*(?:\s(?:and|&|of|the|\p{Lu}[\p{L}'’-]*)){0,4}$/u.test(text);
  return (
    (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) ||
    (dressed && text.split(/\s+/).length <= 8) ||
    (name && text.split(/\s+/).length <= 4)
  );
}

function label(block: Block): void {
  if (block.decision) return;
  block.decision = {
    type: 'paragraph',
    role: 'sceneLabel',
    confidence: 0.8,
    reason: 'A line of place, time or viewpoint right after a break names the scene.',
  };
}
