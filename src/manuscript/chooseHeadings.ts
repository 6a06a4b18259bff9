/**
 * Which of the lines that look like headings begin chapters.
 *
 * Headings of one kind form a system. Systems are asked in the order of how much they say: words such as “chapter”,
 * Markdown's own headings, numbers with a title, bare numbers, a series of the author's own (“Letter 3”), capitals,
 * and at last titles that only white space sets off. The weaker a line speaks for itself, the more its fellows must:
 * they recur from the file's head on, with text between them.
 */
import type { Block } from './block.ts';
import { type Draft, leaveOut } from './draft.ts';
import { normalGap } from './gaps.ts';
import { type Candidate, depthOf } from './headingCandidates.ts';
import type { Heading } from './headings.ts';
import { noteEvidence, noteLabelOf } from './noteWords.ts';
import { isImprint } from './sceneLabels.ts';

/**
 * Median words between two headings under which they are no chapters: titles set off, titles, numbers alone, numbers
 * with a title. */
const bareWords = 200;
const titledWords = 120;
const numeralWords = 60;
const countedWords = 25;

/** The headings that begin chapters, in the order of the file; a heading of the whole work is left out of the text. */
export function chooseHeadings(candidates: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const ofKind = (...kinds: Heading['kind'][]) =>
    candidates.filter(({ heading }) => kinds.includes(heading.kind));
  let inWords = ofKind('counted', 'division', 'uncounted').filter(
    (each) => each.heading.kind !== 'uncounted' || isFollowed(each, blocks, draft),
  );
  const markdown = candidates.filter((each) => depthOf(blocks[each.at]) > 0);
  // “Salt and Iron, Part 3” is believed where nothing plainer is there.
  if (!inWords.some(({ heading }) => heading.kind !== 'uncounted'))
    inWords = merge(
      inWords,
      ofKind('prefixed').filter(({ at }) => markdown.length === 0 || depthOf(blocks[at]) > 0),
    );
  if (inWords.some(({ heading }) => heading.kind !== 'uncounted') || inWords.length > 1)
    return merge(
      withNumbered(outermost(inWords, candidates, blocks), candidates, blocks),
      lettersBefore(inWords, ofKind('series'), blocks, draft),
    );
  if (markdown.length > 0) return chooseMarkdown(markdown, blocks, draft);
  for (const kind of numbers) {
    const list = chainOf(ofKind(kind), inWords);
    if (list && recurs(list, blocks, draft, countedWords, inWords)) return merge(list, inWords);
  }
  for (const list of seriesIn(ofKind('series')))
    if (recurs(list, blocks, draft, titledWords)) return merge(list, inWords);
  // The pieces before a book's prologue, and after it, have only titles.
  if (inWords.length > 0) {
    const pieces = withText(merge(ofKind('capitals'), inWords), blocks);
    const above = pieces.indexOf(inWords[0] as Candidate);
    return above > 1 && recurs(pieces, blocks, draft, numeralWords) ? pieces : inWords;
  }
  const capitals = withText(ofKind('capitals'), blocks);
  if (recurs(capitals, blocks, draft, 40)) return capitals;
  const titled = ofKind('titled', 'capitals');
  // A place comes again, a chapter's title does not.
  const places = new Set(titled.map(({ heading }) => heading.title)).size < titled.length * 0.75;
  if (!places && recurs(titled, blocks, draft, bareWords)) return titled;
  // A file of one chapter: its number or its title stands at the head, or below a note.
  const [only] = ofKind('numbered', 'numeral', 'titled', 'capitals');
  if (!only || !isFollowedByProse(only, blocks)) return [];
  const isFirst = only.at === firstOfText(blocks);
  const isBelowNote =
    /^num/.test(only.heading.kind) &&
    isAtHead(only, blocks, draft) &&
    blocks.slice(0, only.at).some(({ text }) => noteLabelOf(text));
  const isBelowTitles =
    /^num/.test(only.heading.kind) &&
    blocks.slice(0, only.at).every((block) => block.decision || isImprint(block));
  return isFirst || isBelowNote || isBelowTitles ? [only] : [];
}

const merge = (one: Candidate[], other: Candidate[]) => [...one, ...other].sort((a, b) => a.at - b.at);

/** At least two, from the head of the file on, with so many words between them. */
function recurs(
  list: Candidate[],
  blocks: Block[],
  draft: Draft,
  words: number,
  inWords: Candidate[] = [],
): boolean {
  const [first] = list;
  return (
    list.length > 1 &&
    first !== undefined &&
    wordsBetween(list, blocks) > words &&
    // What an introduction's heading begins needs no other one.
    (inWords.some(({ at }) => at < first.at) || isAtHead(first, blocks, draft))
  );
}

/** A line in capitals with hardly a word below it is a dedication, or a sign on a wall. */
const withText = (list: Candidate[], blocks: Block[]) =>
  list.filter(({ at, length }, i) => {
    const next = list[i + 1];
    if (next?.at === at + length) return true;
    return wordsIn(blocks.slice(at + length, next?.at)) > 20;
  });

/** Lines that count the same thing, each with a number of its own. */
function seriesIn(list: Candidate[]): Candidate[][] {
  const series = new Map<string, Candidate[]>();
  for (const each of list) {
    const noun = each.heading.noun ?? '';
    const same = series.get(noun);
    if (same) same.push(each);
    else series.set(noun, [each]);
  }
  return [...series.values()].filter(
    (each) => new Set(each.map(({ heading }) => heading.label?.toLowerCase())).size === each.length,
  );
}

/** “Letter 1” to “Letter 4” stand before “Chapter 1”. */
function lettersBefore(chosen: Candidate[], series: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const first = chosen[0]?.at ?? 0;
  const before = series.filter(({ at }) => at < first);
  return seriesIn(before).find((list) => recurs(list, blocks.slice(0, first), draft, numeralWords)) ?? [];
}

const firstOfText = (blocks: Block[]) =>
  blocks.findIndex(({ mark, decision }) => !mark && decision?.role !== 'metadata');

/** The text goes on below in sentences, so that what stands above is its title. */
function isFollowedByProse({ at, length, heading }: Candidate, blocks: Block[]): boolean {
  const below = blocks.slice(at + length, at + length + 2);
  const next = below.find(({ mark }) => !mark);
  return (
    next !== undefined &&
    // Where the author leaves no line empty, a number with a title says enough.
    (next.gap > 0 ||
      below[0]?.mark !== undefined ||
      (heading.kind === 'numbered' && normalGap(blocks) === 0)) &&
    (next.text.length > 60 || /[.!?…"”»」。！？]$/u.test(next.text))
  );
}

/**
 * Below parts and beside a prologue, chapters may have numbers or titles only; and one number may lack its word in a
 * row of chapters that has it.
 */
function withNumbered(chosen: Candidate[], all: Candidate[], blocks: Block[]): Candidate[] {
  const [first] = chosen;
  if (!first) return chosen;
  const counted = chosen.filter(({ heading }) => heading.kind === 'counted');
  if (counted.length > 0) {
    let next = 0;
    const gaps = all.filter(({ at, heading: { kind, number = 0 } }) => {
      while ((counted[next]?.at ?? at) < at) next += 1;
      const [before, after] = [counted[next - 1]?.heading.number, counted[next]?.heading.number];
      return numbers.includes(kind) && before === number - 1 && after === number + 1;
    });
    return merge(chosen, gaps);
  }
  for (const kind of numbers) {
    const list = chainOf(
      all.filter(({ at, heading }) => heading.kind === kind && at > first.at),
      chosen,
    );
    if (
      list &&
      wordsBetween(list, blocks) >= (list.every(({ heading }) => heading.title) ? countedWords : numeralWords)
    )
      return merge(chosen, list);
  }
  return withTitlesBelow(chosen, all, blocks);
}

const numbers: Heading['kind'][] = ['numbered', 'numeral'];

/** A part without a text of its own holds chapters: “# Part One” and right under it “## The Mill” or “THE MILL”. */
function withTitlesBelow(chosen: Candidate[], all: Candidate[], blocks: Block[]): Candidate[] {
  const parts = chosen.filter(({ heading }) => heading.kind === 'division');
  const [first] = parts;
  if (!first) return chosen;
  const level = depthOf(blocks[first.at]);
  const kind = level > 0 ? 'named' : 'capitals';
  const below = all.filter(
    (each) =>
      each.heading.kind === kind &&
      each.at > first.at &&
      depthOf(blocks[each.at]) === (level > 0 ? level + 1 : 0),
  );
  const begins = new Set(below.map(({ at }) => at));
  const near = level > 0 ? [0] : [0, 1, 2];
  const bare = parts.every(({ at, length }) => near.some((gap) => begins.has(at + length + gap)));
  return bare && wordsBetween(below, blocks) > titledWords ? merge(chosen, below) : chosen;
}

/**
 * Those of these numbers that count on by one, or begin anew below one of the headings in between; nothing where they
 * are fewer than two, or the lesser part. A slip of the author's (“VI” for “IV”, a number
 * left out) breaks no chain.
 */
function chainOf(list: Candidate[], between: Candidate[]): Candidate[] | undefined {
  const chain: Candidate[] = [];
  let expected = list[0]?.heading.number ?? 1;
  let next = 0;
  for (const [i, each] of list.entries()) {
    const { number } = each.heading;
    const last = chain.at(-1);
    while (last && (between[next]?.at ?? each.at) <= last.at) next += 1;
    const anew = number === 1 && last !== undefined && (between[next]?.at ?? each.at) < each.at;
    const slip = number !== expected && list[i + 1]?.heading.number === expected + 1;
    const skips = number === expected + 1;
    if (number !== expected && !anew && !slip && !skips) continue;
    chain.push(each);
    expected = (slip ? expected : (number ?? 0)) + 1;
  }
  return chain.length > 1 && chain.length > list.length * 0.6 ? chain : undefined;
}

/**
 * Of headings in Markdown, the outermost level that says “chapter” begins chapters, with parts and books above it;
 * what is below are sections. A lone heading above them is the work's title; beside them, a chapter without a number.
 */
function outermost(inWords: Candidate[], all: Candidate[], blocks: Block[]): Candidate[] {
  const counted = inWords.filter(({ heading }) => heading.kind === 'counted');
  const system = counted.length > 0 ? counted : inWords;
  const levels = system.map((each) => depthOf(blocks[each.at])).filter((level) => level > 0);
  const level = levels.reduce((least, each) => Math.min(least, each), levels[0] ?? 0);
  const spoken = new Set(inWords);
  const beside = all.filter((each) => !spoken.has(each) && level > 0 && depthOf(blocks[each.at]) === level);
  const unnumbered = new Set(beside.length <= system.length ? beside : []);
  const chosen: Candidate[] = [];
  for (const each of all) {
    const own = depthOf(blocks[each.at]);
    const isTitle = own > 0 && own < level && !spoken.has(each);
    if (isTitle && each.at < (inWords[0]?.at ?? 0)) leaveOut(blocks[each.at] as Block, 'the title page');
    else if (isTitle || unnumbered.has(each)) chosen.push(each);
    else if (spoken.has(each) && own <= level && !repeats(each, chosen.at(-1), own < level))
      chosen.push(each);
  }
  return chosen;
}

/** A line in the text below a Markdown heading that only says the same place again. */
const repeats = ({ heading }: Candidate, last: Candidate | undefined, inText: boolean) =>
  inText && last !== undefined && heading.number !== undefined && heading.number === last.heading.number;

/** Without words such as “chapter”, the top level begins chapters where it recurs from the file's head on. */
function chooseMarkdown(candidates: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const depth = (each: Candidate) => depthOf(blocks[each.at]);
  const top = candidates.reduce((least, each) => Math.min(least, depth(each)), 6);
  const tops = candidates.filter((each) => depth(each) === top);
  const [first] = tops;
  if (!first || !isAtHead(first, blocks, draft)) return top === 1 && tops.length > 1 ? tops : [];
  if (tops.length === 1) {
    // A lone title over headings that hold chapters of their own is the work's.
    const below = candidates.filter((each) => depth(each) === top + 1);
    const direct = blocks
      .slice(first.at + first.length, below[0]?.at)
      .some(({ mark, text }) => !mark && text.length > 80);
    if (below.length > 1 && top === 1 && !direct && !draft.titled && wordsBetween(below, blocks) > 120) {
      leaveOut(blocks[first.at] as Block, 'the title page');
      return below;
    }
    // Underlined with “=” and “-” the levels are a matter of looks: the first has a text of its own, as the others have.
    if (direct && below.length > 0 && [first, ...below].every((each) => isUnderlined(blocks[each.at])))
      return [first, ...below];
    return top <= (draft.titled ? 1 : 2) ? [first] : [];
  }
  // Where the front matter names the chapter, its headings are sections.
  return draft.titled && top > 1 ? [] : tops;
}

const isUnderlined = (block: Block | undefined) => {
  const { start, end } = block?.node.position ?? {};
  return start !== undefined && end !== undefined && end.line > start.line;
};

/** Before it stand only marks, metadata and what may be a note. */
function isAtHead({ at }: Candidate, blocks: Block[], draft: Draft): boolean {
  const before = blocks.slice(0, at).filter(({ mark, decision }) => !mark && decision?.role !== 'metadata');
  if (before.length === 0) return true;
  const length = before.reduce((sum, { text }) => sum + text.length, 0);
  const evidence = before.reduce(
    (sum, { text }) => sum + noteEvidence(text, draft.language) + (noteLabelOf(text) ? 3 : 0),
    0,
  );
  return (
    before.length < 40 && (evidence > 1 || (length < 600 && before.every(({ text }) => text.length < 160)))
  );
}

const ofAuthors =
  /^(?:foreword|afterword|preface|introduction|vorwort|nachwort|préface|postface|avant[- ]propos|prefacio|prefácio|prefazione|предисловие|послесловие|przedmowa|posłowie|förord|efterord|bonus|extra|後書き|跋|序)$/iu;

/** “Epilogue” heads text; a fan author's “Foreword” heads a note, and is its label. */
function isFollowed({ at, heading }: Candidate, blocks: Block[], draft: Draft): boolean {
  const next = blocks.slice(at + 1, at + 14).filter(({ mark }) => !mark);
  if (!next.some(({ text }) => text.length > 35) && blocks.length >= 12) return false;
  if (!ofAuthors.test(heading.label ?? '')) return true;
  return next.slice(0, 4).reduce((sum, { text }) => sum + noteEvidence(text, draft.language), 0) < 1.5;
}

const wordsIn = (blocks: Block[]) => blocks.reduce((sum, { text }) => sum + text.length / 6, 0);

/** Median words from one heading to the next. */
function wordsBetween(list: Candidate[], blocks: Block[]): number {
  const sizes = list.map(({ at }, i) => wordsIn(blocks.slice(at, list[i + 1]?.at)));
  return sizes.sort((a, b) => a - b)[Math.floor((sizes.length - 1) / 2)] ?? 0;
}
