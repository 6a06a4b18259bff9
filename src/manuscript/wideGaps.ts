/**
 * Wide gaps as scene breaks: which gaps are wider than the chapter's own, what speaks for each (weighGap.ts), and which
 * of them stand. Long, because what counts as the chapter's own gap is said here in full.
 */
import { type Block, isProse, sizeOf } from './block.ts';
import { type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { isImprint, isSceneLabel, isSlug, isTitle, label } from './sceneLabels.ts';
import { goesOn, isSetOff, isVerseOrLetter, weighGap } from './weighGap.ts';

/** Two paragraphs of the story, one after the other, and the gap between them. */
interface Pair {
  before: Block;
  block: Block;
  next: Block | undefined;
  /** Where the second stands in the story. */
  at: number;
}

/** What speaks for a scene break in the gap of a pair, in log odds, and the strongest thing against it. */
interface Weighed extends Pair {
  sum: number;
  against: string;
  /** What stands after it says that time has passed, or where we are. */
  timed: boolean;
}

/** Decides on every gap that is wider than the chapter's own, and makes the breaks. */
export function wideGaps(story: Block[], marked: number, draft: Draft): Map<Block, Block[]> {
  const { weighed, normal } = weighAll(story, marked, draft);
  const breaks = new Map<Block, Block[]>();
  let begun: Block | undefined;
  for (const gap of withoutSlips(withoutRivals(weighed, story), normal)) {
    const { before, block, next, sum } = gap;
    if (before === begun && isName(before)) {
      label(before);
      continue;
    }
    const sure = Math.round(100 / (1 + Math.exp(-Math.abs(sum)))) / 100;
    tell(gap, normal, sure, draft);
    if (sum <= 0) continue;
    breaks.set(block, [gapBreak(block, normal, sure)]);
    begun = block;
    if (isSceneLabel(block, next)) label(block);
  }
  return breaks;
}

function tell({ block, sum, against }: Weighed, normal: number, sure: number, draft: Draft): void {
  const how = block.gap === 1 ? '1 empty line' : `${block.gap} empty lines`;
  if (sum > 0)
    say(
      draft,
      sure < 0.6 ? 'warning' : 'info',
      'scene-break',
      block.line,
      `Scene break at a gap of ${how}, where ${normal} ${normal === 1 ? 'is' : 'are'} the rule.`,
      'If it is none, take the spare empty lines out.',
      sure,
    );
  else
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

/** Weighs each wide gap, and says how many empty lines are the rule. */
function weighAll(story: Block[], marked: number, draft: Draft): { weighed: Weighed[]; normal: number } {
  // Short lines before the first paragraph of any length are a title, a motto or a cast list.
  const begin = story.findIndex(
    ({ text }) => sizeOf(text) > 120 || (sizeOf(text) > 50 && /[.!?…。！？]["'”’」]?$/u.test(text)),
  );
  const first = story[begin];
  // And after the last sentence there are only imprints.
  const end = story.findLastIndex((block) => !block.mark && !isImprint(block)) + 1;
  const pairs: Pair[] = story.flatMap((block, i) => {
    const before = story[i - 1];
    return before && i > begin && isPlain(block) && (isPlain(before) || isVerseOrLetter(before))
      ? [{ before, block, next: story[i + 1], at: i }]
      : [];
  });
  // A gap across which a sentence goes on, or that sets off verse, says nothing of how the author parts scenes.
  // In Markdown an empty line is what makes a paragraph, however many line breaks are inside it.
  const common = Math.max(normalGap(story), draft.format === 'markdown' ? 1 : 0);
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
  const weighed = wide.map((pair) => {
    const { before, block, next, at } = pair;
    const titled = isTitle(block, next, normal) ? block : isTitle(before, block, normal) ? before : undefined;
    return {
      ...pair,
      ...weighGap(before, block, next, {
        ...chapter,
        titled,
        wider: block.gap - normal,
        first: before === first && sizeOf(before.text) < shortScene,
        last: at >= end,
        widest: block.gap >= widest,
      }),
    };
  });
  return { weighed, normal };
}

/**
 * Of two gaps with hardly a line between them one at most parts scenes: the likelier, or the first. Three in a row
 * group lines, as in a song.
 */
function withoutRivals(gaps: Weighed[], story: Block[]): Weighed[] {
  const beside = gaps.map(({ at, sum }, i) => {
    const last = gaps[i - 1];
    return last && Math.min(last.sum, sum) > hopeless && lettersIn(story.slice(last.at, at)) < shortestScene;
  });
  return gaps.map((gap, i) => {
    const [above, below] = [beside[i], beside[i + 1]];
    const row = (above && below) || (above && beside[i - 1]) || (below && beside[i + 2]);
    if (row) return less(gap, 2, 'such gaps group a few lines here');
    const rival =
      (above && (gaps[i - 1]?.sum ?? 0) >= gap.sum) || (below && (gaps[i + 1]?.sum ?? 0) > gap.sum);
    return rival ? less(gap, 2, 'a likelier gap is beside it') : gap;
  });
}

const lettersIn = (blocks: Block[]) => blocks.reduce((sum, { text }) => sum + sizeOf(text), 0);

/** One empty line more than the rule is a slip where it comes once, or instead of none where wider gaps part scenes. */
function withoutSlips(gaps: Weighed[], normal: number): Weighed[] {
  const lone = gaps.filter(({ sum }) => sum > -1).length === 1;
  const wider = gaps.filter(({ block, sum }) => block.gap > normal + 1 && sum > 0.5).length;
  return gaps.map((gap) => {
    if (gap.block.gap !== normal + 1 || gap.timed) return gap;
    if (normal === 0 && wider > 1) return less(gap, 1.2, 'wider gaps part the scenes of this chapter');
    return lone ? less(gap, 1.6, 'it is the only one of its kind') : gap;
  });
}

const less = (gap: Weighed, weight: number, against: string): Weighed => ({
  ...gap,
  sum: gap.sum - weight,
  against: gap.sum > 0 ? against : gap.against,
});

/** Fewest letters of a scene. */
const shortestScene = 120;

/** So unlikely a break is no rival to another one. */
const hopeless = -3;

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
