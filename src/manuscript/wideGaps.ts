/**
 * Wide gaps as scene breaks. Archives and word processors double gaps by accident all the time, so a gap needs more for
 * it than against it: how much wider than the chapter's own, how rare, what the lines on both sides say, and whether
 * the chapter marks its breaks with signs. Long, because the weights only mean something side by side.
 */

import { type Block, east, isProse, sizeOf } from './block.ts';
import { type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { isTail } from './noteParts.ts';
import {
  isAttribution,
  isImprint,
  isPlaceOrTime,
  isSceneLabel,
  isSlug,
  isTitle,
  label,
  quoteStart,
} from './sceneLabels.ts';
import { openingOf } from './sceneOpenings.ts';

/** Decides on every gap that is wider than the chapter's own, and makes the breaks. */
export function wideGaps(story: Block[], marked: number, draft: Draft): Map<Block, Block[]> {
  const breaks = new Map<Block, Block[]>();
  // Short lines before the first paragraph of any length are a title, a motto or a cast list.
  const begin = story.findIndex(
    ({ text }) => sizeOf(text) > 120 || (sizeOf(text) > 50 && /[.!?…。！？]["'”’」]?$/u.test(text)),
  );
  const first = story[begin];
  // And after the last sentence there are only imprints.
  const end = story.findLastIndex((block) => !block.mark && !isImprint(block)) + 1;
  const pairs = story.flatMap((block, i) => {
    const before = story[i - 1];
    return before && i > begin && isPlain(block) && (isPlain(before) || isVerseOrLetter(before))
      ? [{ before, block, next: story[i + 1], at: i }]
      : [];
  });
  // A gap across which a sentence goes on, or that sets off verse, says nothing of how the author parts scenes.
  const common = normalGap(story);
  const honest = pairs.filter(
    ({ before, block }) => block.gap <= common || !(goesOn(before.text, block.text) || isSetOff(before)),
  );
  const normal = telling(
    common,
    honest.map(({ block }) => block.gap),
    story,
  );
  // A line of place or time in bold stands for a break of its own where it comes again and again.
  const slugs = new Set(pairs.filter(({ block, next }) => isSlug(block, next)).map(({ block }) => block));
  const bySlugs = pairs.filter(({ before, block }) => slugs.has(block) && !slugs.has(before)).length > 1;
  const wide = pairs.filter(
    ({ before, block }) => block.gap > normal || (bySlugs && slugs.has(block) && !slugs.has(before)),
  );
  const likely = honest.filter(({ block }) => block.gap > normal).map(({ block }) => block.gap);
  const refuted = pairs.filter(
    ({ before, block }) => block.gap > normal && goesOn(before.text, block.text),
  ).length;
  const widest = likely.reduce((most, gap) => Math.max(most, gap), 0);
  const narrowest = likely.reduce((least, gap) => Math.min(least, gap), widest);
  const chapter = {
    share: (likely.length / pairs.length) * Math.min(1, pairs.length / few),
    // In a short text neither shares nor lengths say much.
    short: pairs.length < few,
    length: sceneLength(likely.length, story),
    uniform: widest === narrowest,
    marked,
    refuted: refuted > 2 && refuted > likely.length,
    spoken: isScript(story),
    language: draft.language.split('-')[0] ?? 'en',
  };
  let begun: Block | undefined;
  for (const { before, block, next, at } of wide) {
    if (before === begun && isName(before)) {
      label(before);
      continue;
    }
    const { sum, against } = weighGap(before, block, next, {
      ...chapter,
      titled: isTitle(block, next, normal) ? block : isTitle(before, block, normal) ? before : undefined,
      alone: [before, block].some(
        ({ text, gap }, i) =>
          sizeOf(text) < 40 && gap > normal && ((i === 0 ? block : next)?.gap ?? 0) > normal,
      ),
      wider: block.gap - normal,
      first: before === first && sizeOf(before.text) < shortScene,
      last: at >= end,
      widest: block.gap >= widest,
    });
    const how = block.gap === 1 ? '1 empty line' : `${block.gap} empty lines`;
    const sure = Math.round(100 / (1 + Math.exp(-Math.abs(sum)))) / 100;
    if (sum > 0) {
      breaks.set(block, [gapBreak(block, normal, sure)]);
      begun = block;
      if (isSceneLabel(block, next)) label(block);
      say(
        draft,
        sure < 0.6 ? 'warning' : 'info',
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

/** A first paragraph of fewer letters is a heading's summary, or leads up to the story. */
const shortScene = 250;

/** Shortest scenes, in words on average, that gaps are believed to part. */
const shortestScenes = 45;

/** In a text of fewer paragraphs, shares say little. */
const few = 14;

/**
 * The widest gap that says nothing. Where so many gaps are wider than the commonest one that the scenes between them
 * would hold a few lines each, those gaps group paragraphs, and only wider ones can part scenes.
 */
function telling(common: number, gaps: number[], story: Block[]): number {
  let normal = common;
  for (;;) {
    const wider = gaps.filter((gap) => gap > normal);
    if (wider.length === 0) return normal;
    const scene = sceneLength(wider.length, story);
    const crowded =
      wider.length > 2 &&
      (gaps.length < few ? scene < 20 : scene < shortestScenes || wider.length > gaps.length * 0.4);
    if (!crowded) return normal;
    normal = wider.reduce((least, gap) => Math.min(least, gap));
  }
}

/** Words in a scene on average, if there were so many breaks. Two Han or Kana characters make about a word. */
function sceneLength(breaks: number, story: Block[]): number {
  const letters = story.reduce((sum, { text }) => sum + text.length, 0);
  const east = /[\u3040-\u9fff\uac00-\ud7af]{8}/u.test(
    story.find(({ text }) => text.length > 20)?.text ?? '',
  );
  return letters / (east ? 2 : 5.7) / (breaks + 1);
}

const isVerseOrLetter = ({ decision }: Block) => decision?.type === 'verse' || decision?.type === 'letter';

/** Lines of verse, a letter's end or its signature, whether a pass has claimed them or not. */
const isSetOff = (block: Block) =>
  isVerseOrLetter(block) ||
  /^(?:［＃|[*†] ?[\p{Lu}"“])/u.test(block.text) ||
  (block.text.includes('\n') && block.text.split('\n').every((line) => line.length < 65));

/** A short line that is no sentence: after it a scene has not been told yet. */
const isName = ({ text }: Block) => sizeOf(text) < 80 && !/(?:[^.][.]|[!?。！？])["'”’」』)*_]*$/u.test(text);

const speaker =
  /^[*_[(]{0,3}(?:\p{Lu}[\p{L}\p{N} .'’-]{0,24}[*_]{0,3}(?:\s*\([^)]{1,40}\))?[*_]{0,3}\s*[:：]|\p{Lu}{2}[\p{Lu} .'’-]{0,24}(?:[.\n]|$))/u;

/** A play, or a story told in speakers' names: its gaps part speeches. */
function isScript(story: Block[]): boolean {
  const spoken = story.filter(
    ({ text }) => (text.length < 30 || /[:：.\n]/.test(text.slice(0, 60))) && speaker.test(text.slice(0, 90)),
  ).length;
  return spoken > 7 && spoken > story.length * 0.25;
}

const isPlain = (block: Block) => block.decision?.type === 'quote' || isProse(block);

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

interface GapFacts {
  /** Empty lines more than the rule. */
  wider: number;
  /** Of all places between two paragraphs, how many have a wide gap. */
  share: number;
  /** Words in a scene on average, if every wide gap were a break; in a short text they say little. */
  length: number;
  short: boolean;
  /** No gap of the chapter is wider; all wide gaps are alike. */
  widest: boolean;
  uniform: boolean;
  /** Scene breaks that the chapter marks with signs. */
  marked: number;
  /** More gaps than could be breaks cut through a sentence or a talk. */
  refuted: boolean;
  /** The title beside it. */
  titled: Block | undefined;
  /** One short paragraph of the story stands before it; nothing but an imprint stands after it. */
  first: boolean;
  last: boolean;
  /** A short line beside it has such gaps on both sides. */
  alone: boolean;
  /** It is a play or a log. */
  spoken: boolean;
  /** The language without its region. */
  language: string;
}

const quoteEnd = /["“”»」』]$|[.!?,…]’$/u;

/** Comment counters that a copy from a web page leaves after a sentence: “… he said.1.2K”. */
const residue = /(?<=[.!?…"”'’])\s*(?:\d{1,4}(?:\.\d)?K?\+?|\+)$/u;

/** A line of a list. */
const item = /^(?:[-•*–·]|\(?\d{1,2}[.)])\s/u;

/** The evidence for a scene break at a wide gap, and the strongest thing against it in words that follow “but”. */
function weighGap(
  before: Block,
  block: Block,
  next: Block | undefined,
  facts: GapFacts,
): { sum: number; against: string } {
  const { wider, share, length, short, widest, uniform, marked, spoken } = facts;
  const end = before.text.replace(residue, '');
  const start = block.text;
  // Where signs mark the breaks, a very wide gap is the seam of a page.
  let sum = wider > 0 ? 1.2 + Math.min(marked > 0 ? 0.6 : 1.8, 0.6 * (wider - 1)) : 0;
  let worst = { weight: 0, why: 'nothing speaks for one' };
  const weigh = (weight: number, why: string) => {
    sum += weight;
    if (weight < worst.weight) worst = { weight, why };
  };
  if (share > 0.3) weigh(-1, 'such gaps are all over this chapter');
  else if (share > 0.15) weigh(-0.4, 'such gaps are common in this chapter');
  if (!short && length < 60) weigh(-0.5, 'such gaps are common in this chapter');
  else if (!short && length > 250) sum += 0.5;
  // Accidents come in all widths; an author who parts scenes by gaps keeps to one.
  if (uniform) sum += 0.2;
  else if (!widest) weigh(-0.5, 'wider gaps are in this chapter');
  if (marked > 0) weigh(-2.8 - Math.min(1, marked * 0.2), 'the chapter marks its breaks with signs');
  if (/[,;—–-]["'”’]?$|[,:：]$/u.test(end)) weigh(-5, 'the sentence before it goes on');
  else if (!/[.!?…)\]"'”’»」』。！？~*]$/u.test(end) && end.length > 40)
    weigh(-2.5, 'the sentence before it goes on');
  if (facts.first) weigh(-2.2, 'only one short paragraph stands before it');
  if (facts.refuted) weigh(-1.5, 'such gaps cut through sentences in this chapter');
  if (spoken) weigh(-2.5, 'it parts speeches');
  if (isTail(block) || facts.last) weigh(-5, 'no scene is told after it');
  if (/^\p{Ll}/u.test(start)) weigh(-5, 'the sentence after it goes on');
  if (opensQuote(end)) weigh(-4, 'a speech goes on across it');
  const opening = openingOf(start, facts.language);
  const slug = isSlug(block, next);
  const labelled = slug || isPlaceOrTime(block, next);
  if (isSetOff(before) && opening !== 'time' && !labelled) weigh(-2.5, 'it sets off verse or a letter');
  if (facts.titled === before || (facts.titled === block && !labelled)) weigh(-4, 'a title stands beside it');
  if (facts.alone && !labelled) weigh(-1, 'a line stands alone between two such gaps');
  if (isAttribution(before)) weigh(-2.5, 'a motto stands before it');
  if (/^["“]?(?:my )?(?:own )?dear(?:est)? \p{L}/iu.test(start)) weigh(-2.5, 'a letter stands after it');
  if (/^［＃/.test(start)) weigh(-5, 'an editor’s remark stands after it');
  if (slug) sum += 2.6;
  else if (labelled) sum += 1.6;
  else if (quoteStart.test(start)) {
    if (quoteEnd.test(end) || quoteStart.test(end)) weigh(-2.4, 'it stands inside running dialogue');
    else weigh(-0.7, 'a speaker goes on after it');
  } else if (opening === 'running') weigh(-1.2, 'the same moment goes on after it');
  else if (opening === 'same') weigh(quoteEnd.test(end) ? -1.1 : -0.4, 'the same moment goes on after it');
  else if (opening === 'time') sum += 1.2;
  else if (opening === 'scene') sum += 0.5;
  // Web novels in Japanese, Chinese and Korean group lines by single empty lines, and part scenes by wider ones.
  if (
    wider === 1 &&
    east.test(start.slice(0, 20)) &&
    opening !== 'time' &&
    (!widest || length < (short ? 40 : 90))
  )
    weigh(share > 0.05 ? -1.5 : -0.4, 'empty lines group the lines of such a text');
  if (/[:：]["”]?$/.test(start) && sizeOf(start) < 80)
    weigh(labelled ? 0 : -1.5, 'a line after it leads up to what follows');
  if (/^[([（［]/.test(start)) weigh(/[)\]）］]$/.test(end) ? -2.5 : -1, 'an aside stands after it');
  if (item.test(start) && (item.test(end) || (next !== undefined && item.test(next.text))))
    weigh(-3, 'a list stands there');
  if (sizeOf(start) < 65 && sizeOf(end) < 65 && !labelled && !quoteStart.test(start))
    weigh(-1.4, 'it stands between short lines');
  if (sizeOf(start) < 40 && !labelled && opening !== 'time')
    weigh(-0.6, 'a short line stands alone after it');
  if (sizeOf(end) < 30 && !quoteEnd.test(end)) weigh(-0.2, 'a short line stands alone before it');
  return { sum, against: worst.why };
}

/** Whether a sentence, or a speech that is not closed, goes on from the one paragraph into the other. */
const goesOn = (end: string, start: string) =>
  /[,;—–-]["'”’]?$|[,:：]$/u.test(end) ||
  /^\p{Ll}/u.test(start) ||
  opensQuote(end) ||
  (quoteStart.test(start) && quoteEnd.test(end));

/** A speech that is not closed at the paragraph's end goes on in the next one. German closes “ what „ opens. */
function opensQuote(text: string): boolean {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  const low = count(/„/g);
  if (low > 0) return low > count(/[“”]/g);
  const curly = count(/“/g) - count(/”/g);
  if (curly !== 0) return curly > 0;
  return count(/"/g) % 2 === 1 && !/"$/.test(text);
}
