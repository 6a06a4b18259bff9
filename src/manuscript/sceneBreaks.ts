/**
 * Scene breaks: marks, and gaps wider than the chapter's own.
 *
 * A mark is a scene break unless it stands at an end of the story, beside a heading, around a note or around a frame.
 * A wide gap is weighed: how much wider than the chapter's own gap, how rare, what the lines on both sides say, and
 * whether the chapter marks its breaks with signs. Archives and word processors double gaps by accident all the time;
 * so a gap needs more for it than against it.
 */

import { type Block, isProse } from './block.ts';
import { type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { isTail } from './noteParts.ts';

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
  // The last block of story before here, the scene break since then if there was one, and whether a sentence was told.
  let before: Block | undefined;
  let since: Block | undefined;
  let begun = false;
  for (const [i, block] of story.entries()) {
    const { mark } = block;
    if (!mark || block.decision) {
      if (isStory(block)) {
        before = block;
        since = undefined;
        begun ||= isTold(block);
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
    const why =
      before && !begun
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

/** A sentence, or anything long: what is neither is a title, a motto or a name. */
const isTold = ({ text }: Block) =>
  sizeOf(text) > 100 || (sizeOf(text) > 24 && /[.!?…。！？:—]["'”’」』)]*$/u.test(text));

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

const isCapitals = ({ text }: Block) =>
  /\p{Lu}{3}/u.test(text) && text === text.toUpperCase() && text.length > 8;

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
  if (story.length - at > 14) return undefined;
  const rest = story.slice(at + 1).filter((each) => !each.mark);
  if (isTail(after) && rest.length === 1) return 'stands before the end';
  return rest.every(({ text }) => footnote.test(text)) &&
    block.mark?.family !== 'words' &&
    !isPlainMark(block.mark?.text ?? '')
    ? 'stands over footnotes'
    : undefined;
}

/** Decides on every gap that is wider than the chapter's own, and makes the breaks. */
function gaps(story: Block[], marked: number, draft: Draft): Map<Block, Block[]> {
  const breaks = new Map<Block, Block[]>();
  // Short lines before the first paragraph of any length are a title, a motto or a cast list.
  const begin = story.findIndex(
    ({ text }) => sizeOf(text) > 120 || (sizeOf(text) > 50 && /[.!?…。！？]["'”’」]?$/u.test(text)),
  );
  const pairs = story.flatMap((block, i) => {
    const before = story[i - 1];
    return before && i > begin && isPlain(before) && isPlain(block)
      ? [{ before, block, next: story[i + 1] }]
      : [];
  });
  // A gap across which a sentence goes on says nothing of how the author parts scenes.
  const common = normalGap(story);
  const honest = pairs.filter(({ before, block }) => block.gap <= common || !goesOn(before.text, block.text));
  const normal = telling(
    common,
    honest.map(({ block }) => block.gap),
    story,
  );
  // A line of place or time in bold stands for a break of its own where it comes again and again.
  const slugs = pairs.filter(({ block, next }) => isSlug(block, next));
  const wide = pairs.filter(
    ({ block, next }) => block.gap > normal || (slugs.length > 1 && isSlug(block, next)),
  );
  const likely = honest.filter(({ block }) => block.gap > normal);
  // In a short text neither shares nor lengths say much.
  const length = pairs.length < few ? undefined : sceneLength(likely.length, story);
  for (const { before, block, next } of wide) {
    const { sum, against } = weighGap(before, block, next, {
      wider: block.gap - normal,
      share: (likely.length / pairs.length) * Math.min(1, pairs.length / few),
      length,
      widest: likely.every((other) => other.block.gap <= block.gap),
      uniform: likely.every((other) => other.block.gap === block.gap),
      marked,
      language: draft.language.split('-')[0] ?? 'en',
    });
    const how = block.gap === 1 ? '1 empty line' : `${block.gap} empty lines`;
    const sure = Math.round(100 / (1 + Math.exp(-Math.abs(sum)))) / 100;
    if (sum > 0) {
      breaks.set(block, [gapBreak(block, normal, sure)]);
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

const east = /[\u3040-\u9fff\uac00-\ud7af]/;

/** Length in letters; a Han, Kana or Hangul character says as much as two or three. */
const sizeOf = (text: string) => (east.test(text.slice(0, 20)) ? text.length * 2.5 : text.length);

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
  /** Words in a scene on average, if every wide gap were a break; unknown in a short text. */
  length: number | undefined;
  /** No gap of the chapter is wider; all wide gaps are alike. */
  widest: boolean;
  uniform: boolean;
  /** Scene breaks that the chapter marks with signs. */
  marked: number;
  /** The language without its region. */
  language: string;
}

const timeCue =
  /^["“]?.{0,40}?\b(?:morning|evening|afternoon|night|midnight|noon|dawn|dusk|later|days?|weeks?|months?|years?|hours?|minutes?|o['’]clock|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|meanwhile|that day|by the time)\b/i;
const cue =
  /^(?:(?:the|a|an|one|two|three|four|five|six|several|many|early|late|by|at|on|in|after|before|when|while|as|once|elsewhere|back|across|outside|inside|somewhere|now|next|finally|eventually|there)\b|it was|it had|\d|\p{Lu}\p{L}+ (?:was|had|sat|stood|woke|walked|looked|lay|came|went|took|found|opened|stared)\b)/iu;
/** The same in other languages: the next day, hours later, that night, meanwhile, when. */
const timeCues: Record<string, RegExp> = {
  de: /^(?:am (?:nächsten|folgenden|selben|abend|morgen)|später|stunden|tage|wochen|als |nach(?:dem)? |in (?:der|jener) nacht|im (?:winter|frühling|sommer|herbst|januar|märz|mai|juni|juli|august|september|oktober|november|dezember)|eines |inzwischen|währenddessen|gegen |zwei |drei |ein(?:e|ige)? )/i,
  fr: /^(?:le (?:lendemain|soir|matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|plus tard|ce (?:soir|matin|jour)|quand |lorsque |un (?:jour|matin|soir|mois)|l['’](?:hiver|été|automne)|au (?:printemps|matin|bout)|cette nuit|pendant|après|deux |trois |quelques )/i,
  es: /^(?:al (?:día|cabo|amanecer|anochecer)|más tarde|aquel|aquella|es[ae] (?:noche|tarde|mañana)|cuando |por la (?:mañana|tarde|noche)|(?:horas|días|semanas|meses|años) (?:después|más)|una (?:mañana|tarde|noche)|dos |tres |mientras|durante|después)/i,
  pt: /^(?:no dia|na manhã|mais tarde|naquel[ae]|ness[ae] |quando |à noite|de manhã|(?:horas|dias|semanas|meses|anos) depois|uma (?:manhã|tarde|noite)|enquanto|depois|durante)/i,
  it: /^(?:il giorno|la (?:mattina|sera|notte)|più tardi|quell[ao]|quando |qualche |(?:ore|giorni|settimane|mesi|anni) dopo|una (?:mattina|sera|notte)|intanto|dopo|durante|in (?:ottobre|inverno|primavera|estate|autunno))/i,
  ru: /^(?:на (?:следующ|друг)|утром|вечером|ночью|днём|через |позже|спустя|когда |в (?:ту |тот |понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)|зимой|весной|летом|осенью|тем временем|после|к (?:вечеру|утру|ночи|весне|осени|зиме|лету)|однажды)/iu,
  pl: /^(?:następnego|nazajutrz|później|wieczorem|rano|w nocy|kiedy |gdy |po |tej nocy|tymczasem|dwa |trzy |kilka )/i,
  sv: /^(?:nästa|senare|på (?:morgonen|kvällen|natten|måndag|tisdag)|när |en (?:morgon|kväll|natt|dag)|till (?:påsk|jul)|under tiden|två |tre |efter )/i,
  ja: /^(?:翌|次の|その(?:日|夜|朝|晩|頃|後)|数(?:日|時間|年|週間|ヶ月)|一方|やがて|それから|.{0,8}(?:の朝|の夜|の夕方|日後|年後|時間後|の頃|になって))/u,
  zh: /^(?:第二天|次日|翌日|翌晨|当晚|当天|那天|那夜|几天|数日|后来|与此同时|.{0,8}(?:天后|年后|月后|小时后|早晨|清晨|傍晚|黄昏|夜里|深夜|的时候))/u,
  ko: /^(?:다음\s?날|이튿날|며칠|그날|한편|잠시\s?후|얼마|.{0,10}(?:아침|저녁|새벽|밤에|날 밤|후,|뒤,))/u,
};
const running =
  /^(?:and|but|so|or|then|yet|nor|because|still|instead|yes|no|well|oh|okay|right|which|who)\b/i;
const pronoun = /^(?:he|she|they|it|his|her|their|its|that|this|these|those|him|them)\b/i;
const quoteStart = /^[“"«„「『‘]|^[—–]\s?\p{L}/u;
const quoteEnd = /["”»」』]$/u;

/** Comment counters that a copy from a web page leaves after a sentence: “… he said.1.2K”. */
const residue = /(?<=[.!?…"”'’])\s*(?:\d{1,4}(?:\.\d)?K?\+?|\+)$/u;

/** The evidence for a scene break at a wide gap, and the strongest thing against it in words that follow “but”. */
function weighGap(
  before: Block,
  block: Block,
  next: Block | undefined,
  facts: GapFacts,
): { sum: number; against: string } {
  const { wider, share, length, widest, uniform, marked } = facts;
  const end = before.text.replace(residue, '');
  const start = block.text;
  let sum = wider > 0 ? 1.2 + Math.min(1.8, 0.6 * (wider - 1)) : 0;
  let worst = { weight: 0, why: 'nothing speaks for one' };
  const weigh = (weight: number, why: string) => {
    sum += weight;
    if (weight < worst.weight) worst = { weight, why };
  };
  if (share > 0.3) weigh(-1, 'such gaps are all over this chapter');
  else if (share > 0.15) weigh(-0.4, 'such gaps are common in this chapter');
  if (length !== undefined && length < 60) weigh(-0.5, 'such gaps are common in this chapter');
  else if (length !== undefined && length > 250) sum += 0.5;
  // Accidents come in all widths; an author who parts scenes by gaps keeps to one.
  if (uniform) sum += 0.2;
  else if (!widest) weigh(-0.5, 'wider gaps are in this chapter');
  if (marked > 0) weigh(-2.8 - Math.min(1, marked * 0.2), 'the chapter marks its breaks with signs');
  if (/[,;—–-]["'”’]?$|[,:：]$/u.test(end)) weigh(-5, 'the sentence before it goes on');
  else if (!/[.!?…)\]"'”’»」』。！？~*]$/u.test(end) && end.length > 40)
    weigh(-2.5, 'the sentence before it goes on');
  if (isTail(block)) weigh(-5, 'the end stands after it');
  if (/^\p{Ll}/u.test(start)) weigh(-5, 'the sentence after it goes on');
  if (opensQuote(end)) weigh(-4, 'a speech goes on across it');
  const label = isPlaceOrTime(block, next) || isSlug(block, next);
  if (isSlug(block, next)) sum += 2.6;
  else if (label) sum += 1.6;
  else if (quoteStart.test(start)) {
    if (quoteEnd.test(end) || quoteStart.test(end)) weigh(-2.4, 'it stands inside running dialogue');
    else weigh(-0.7, 'a speaker goes on after it');
  } else if (running.test(start)) weigh(-1.2, 'the same moment goes on after it');
  else if (pronoun.test(start)) weigh(quoteEnd.test(end) ? -1.1 : -0.4, 'the same moment goes on after it');
  else if (timeCue.test(start) || timeCues[facts.language]?.test(start)) sum += 1.2;
  else if (cue.test(start)) sum += 0.5;
  // Web novels in Japanese, Chinese and Korean group lines by single empty lines.
  if (wider === 1 && east.test(start.slice(0, 20)) && !timeCues[facts.language]?.test(start))
    weigh(share > 0.05 ? -1.5 : -0.4, 'empty lines group the lines of such a text');
  if (/[:：]["”]?$/.test(start) && sizeOf(start) < 80)
    weigh(-1.5, 'a line after it leads up to what follows');
  if (/^[([（［]/.test(start)) weigh(-1, 'an aside stands after it');
  if (sizeOf(start) < 65 && sizeOf(end) < 65 && !label && !quoteStart.test(start))
    weigh(-1.4, 'it stands between short lines');
  if (sizeOf(start) < 40 && !label && !timeCue.test(start)) weigh(-0.6, 'a short line stands alone after it');
  if (sizeOf(end) < 30 && !quoteEnd.test(end)) weigh(-0.2, 'a short line stands alone before it');
  return { sum, against: worst.why };
}

/** Whether a sentence, or a speech that is not closed, goes on from the one paragraph into the other. */
const goesOn = (end: string, start: string) =>
  /[,;—–-]["'”’]?$|[,:：]$/u.test(end) ||
  /^\p{Ll}/u.test(start) ||
  opensQuote(end) ||
  (quoteStart.test(start) && quoteEnd.test(end));

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

/** A short line that is no sentence and says where, when or through whose eyes, or only a name. */
const isSceneLabel = (block: Block, next: Block | undefined) =>
  isPlaceOrTime(block, next) || isNameLabel(block, next);

const mayBeLabel = ({ node, text }: Block, next: Block | undefined) =>
  node.type === 'paragraph' &&
  text.length <= 70 &&
  text.length >= 3 &&
  next !== undefined &&
  !next.mark &&
  !quoteStart.test(text) &&
  !/[,;]$/.test(text) &&
  (!/[.!?…]["”’]?$/.test(text) || /\b(?:[ap]\.m|\d{1,4})\.$/i.test(text));

const isPlaceOrTime = (block: Block, next: Block | undefined) =>
  mayBeLabel(block, next) &&
  block.text.split(/\s+/).length <= 9 &&
  !/\b(?:a|an|the|of|in|to|and|at|with|his|her|was|had|is)$/i.test(block.text) &&
  (viewpoint.test(block.text) || placeOrTime.test(block.text));

/** A short line wholly in bold: not a sentence, not a speech. */
const isSlug = (block: Block, next: Block | undefined) =>
  mayBeLabel(block, next) &&
  (next?.text.length ?? 0) > 60 &&
  ((block.node.type === 'paragraph' &&
    block.node.children.length === 1 &&
    block.node.children[0]?.type === 'strong') ||
    /^\*\*[^*]{3,60}\*\*$/.test(block.text));

/** In capitals, or wholly bold or italic, or a name, a line need say nothing of time or place; a speaker's has a colon. */
function isNameLabel(block: Block, next: Block | undefined): boolean {
  const { node, text } = block;
  if (!mayBeLabel(block, next) || node.type !== 'paragraph' || /:$/.test(text)) return false;
  const [only] = node.children;
  const dressed = node.children.length === 1 && (only?.type === 'strong' || only?.type === 'emphasis');
  const name = /^\p{Lu}[\p{L}'’-]*(?:\s(?:and|&|of|the|\p{Lu}[\p{L}'’-]*)){0,4}$/u.test(text);
  const words = text.split(/\s+/).length;
  return (
    (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) ||
    (dressed && words <= 8) ||
    (name && words <= 4)
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
