/**
 * The evidence for a scene break at a wide gap, each piece with its weight in log odds. Archives and word processors
 * double gaps by accident all the time, so a gap needs more for it than against it. Long, because the weights only
 * mean something side by side.
 */
import { type Block, east, sizeOf } from './block.ts';
import { isTail } from './noteParts.ts';
import { isAttribution, isPlaceOrTime, isSlug, quoteStart } from './sceneLabels.ts';
import { openingOf } from './sceneOpenings.ts';

export interface GapFacts {
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
export function weighGap(
  before: Block,
  block: Block,
  next: Block | undefined,
  facts: GapFacts,
): { sum: number; against: string; timed: boolean } {
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
  if (breaksOff(end, start)) weigh(-5, 'the sentence before it goes on');
  else if (!isCut(end, start) && !/[.!?…)\]"'”’»」』。！？~*]$/u.test(end) && end.length > 40)
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
  return { sum, against: worst.why, timed: labelled || opening === 'time' };
}

/** Whether a sentence, or a speech that is not closed, goes on from the one paragraph into the other. */
export const goesOn = (end: string, start: string) =>
  breaksOff(end, start) ||
  /^\p{Ll}/u.test(start) ||
  opensQuote(end) ||
  (quoteStart.test(start) && quoteEnd.test(end));

const breaksOff = (end: string, start: string) => /[,;—–-]["'”’]?$|[,:：]$/u.test(end) && !isCut(end, start);

/** A hyphen ends the one paragraph and begins the other: that is how this author cuts from scene to scene. */
const isCut = (end: string, start: string) => end.endsWith('-') && /^-\p{Lu}/u.test(start);

/** A speech that is not closed at the paragraph's end goes on in the next one. German closes “ what „ opens. */
function opensQuote(text: string): boolean {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  const low = count(/„/g);
  if (low > 0) return low > count(/[“”]/g);
  const curly = count(/“/g) - count(/”/g);
  if (curly !== 0) return curly > 0;
  return count(/"/g) % 2 === 1 && !/"$/.test(text);
}

export const isVerseOrLetter = ({ decision }: Block) =>
  decision?.type === 'verse' || decision?.type === 'letter';

/** Lines of verse, a letter's end or its signature, whether a pass has claimed them or not. */
export const isSetOff = (block: Block) =>
  isVerseOrLetter(block) ||
  /^(?:［＃|[*†] ?[\p{Lu}"“])/u.test(block.text) ||
  (block.text.includes('\n') && block.text.split('\n').every((line) => line.length < 65));
