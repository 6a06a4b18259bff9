/**
 * Where chapters begin in a file, and what stands before the first one.
 *
 * A line that looks like a heading (headings.ts) is one where the file as a whole bears it out: it stands alone, its
 * fellows count on from it, text follows it. A bare number is a chapter only where numbers head the whole file; below
 * a chapter's own heading it is a section.
 */
import type { Block } from './block.ts';
import { tableOfContents } from './contents.ts';
import { type ChapterDraft, type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import {
  type Heading,
  isCapitalTitle,
  isTitle,
  readHeading,
  readPrefixedHeading,
  stripDecoration,
} from './headings.ts';
import { noteEvidence, noteLabelOf } from './noteWords.ts';
import { isByLine } from './titlePage.ts';

interface Candidate {
  at: number;
  heading: Heading;
  /** Blocks that it takes: its title may stand on the next line. */
  length: number;
}

/** Cuts the file's blocks into chapters. Every block is in exactly one of them. */
export function splitChapters(blocks: Block[], draft: Draft): ChapterDraft[] {
  if (draft.header !== 'none') tableOfContents(blocks, draft);
  const real = findCandidates(blocks);
  const chosen = choose(real, blocks, draft);
  const starting = new Set(chosen.map(({ at }) => at));
  const numbers = new Set(
    real.flatMap(({ heading }) => (heading.kind === 'numeral' ? [heading.number] : [])),
  );
  for (const { at, length, heading } of real) {
    if (starting.has(at)) continue;
    if (!['numeral', 'named', 'counted', 'division'].includes(heading.kind) || blocks[at]?.decision) continue;
    // A lone “Two.” is an answer, not a section.
    if (heading.kind === 'numeral' && !countsOn(heading, numbers)) continue;
    section(blocks.slice(at, at + length), heading);
  }
  const starts = startsOf(chosen, blocks);
  if (draft.header !== 'none')
    byLines(
      starts.flatMap(({ candidates }) => candidates),
      blocks,
    );
  const chapters: ChapterDraft[] = [];
  const [firstStart] = starts;
  if (firstStart === undefined) return [{ heading: {}, blocks }];
  if (firstStart.from > 0) chapters.push({ heading: {}, blocks: blocks.slice(0, firstStart.from) });
  starts.forEach(({ from, candidates: parts }, i) => {
    const to = starts[i + 1]?.from ?? blocks.length;
    chapters.push({ heading: headingOf(parts), blocks: blocks.slice(from, to) });
    for (const { at, length } of parts) {
      for (const block of blocks.slice(at, at + length)) {
        if (block.mark) continue;
        block.decision = {
          type: 'heading',
          role: 'chapter',
          confidence: 0.9,
          reason: 'A chapter’s heading.',
        };
      }
      if (blocks[at + 1] && length > 1)
        (blocks[at + length - 1] as Block).decision = {
          type: 'heading',
          role: 'title',
          confidence: 0.8,
          reason: 'The title under a chapter’s heading.',
        };
    }
  });
  return joinFront(chapters, draft);
}

/** “by Viola Pell” right under a heading, or the work's title right above it, is no story. */
function byLines(chosen: Candidate[], blocks: Block[]): void {
  for (const { at, length } of chosen.slice(0, 3)) {
    const after = blocks[at + length];
    if (after && !after.decision && isByLine(after.text)) leaveOut(after, 'the title page');
  }
}

/** Text before the first heading: a note or a title page belongs to the first chapter, a story is one of its own. */
function joinFront(chapters: ChapterDraft[], draft: Draft): ChapterDraft[] {
  const [front, first, ...rest] = chapters;
  if (
    !front ||
    !first ||
    front.blocks.some(({ decision }) => decision?.type === 'heading' && decision.role === 'chapter')
  ) {
    announce(chapters, draft);
    return chapters;
  }
  const prose = front.blocks.filter(
    ({ mark, decision }) => !mark && decision?.role !== 'metadata' && decision?.type !== 'authorsNote',
  );
  const length = prose.reduce((sum, { text }) => sum + text.length, 0);
  const evidence = prose.reduce(
    (sum, { text }) => sum + noteEvidence(text, draft.language) + (noteLabelOf(text) ? 3 : -0.4),
    0,
  );
  const joined = prose.length === 0 || length < 400 || (evidence > 1.5 && length < 8000);
  const result = joined
    ? [{ heading: first.heading, blocks: [...front.blocks, ...first.blocks] }, ...rest]
    : chapters;
  announce(result, draft);
  return result;
}

function announce(chapters: ChapterDraft[], draft: Draft): void {
  if (chapters.length < 2) return;
  for (const { heading, blocks } of chapters) {
    const name = [heading.label, heading.title].filter(Boolean).join(': ');
    const line = blocks.find(({ decision }) => decision?.role === 'chapter')?.line ?? blocks[0]?.line ?? 1;
    say(
      draft,
      'info',
      'chapter',
      line,
      name ? `A chapter begins: “${name}”.` : 'A chapter without a heading begins.',
      'If it is none, write “chapters: one” at the head of the file.',
      0.9,
    );
  }
}

/** Of several headings in a row, the last one's title is the chapter's; all before it says where it stands. */
function headingOf(parts: Candidate[]): ChapterDraft['heading'] {
  const last = parts.at(-1)?.heading;
  const places = parts.map(({ heading }) =>
    [heading.kind === 'numbered' ? undefined : heading.label, heading === last ? undefined : heading.title]
      .filter(Boolean)
      .join(': '),
  );
  const label = places.filter(Boolean).join(' · ');
  return { ...(label ? { label } : {}), ...(last?.title ? { title: last.title } : {}) };
}

function section(blocks: Block[], heading: Heading): void {
  for (const block of blocks) {
    block.decision = {
      type: 'heading',
      role: 'section',
      confidence: 0.75,
      reason:
        heading.kind === 'numeral'
          ? 'A number heads a section of the chapter.'
          : 'A heading inside the chapter.',
    };
  }
}

function findCandidates(blocks: Block[]): Candidate[] {
  const normal = normalGap(blocks);
  const found: Candidate[] = [];
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.decision || block.mark) continue;
    const markdown = block.node.type === 'heading';
    if (block.node.type !== 'paragraph' && !markdown) continue;
    const heading = headingIn(block, markdown, i, blocks);
    if (!heading || (!markdown && !standsAlone(blocks, i, normal))) continue;
    let length = 1;
    const titleAt = blocks[i + 1]?.mark ? i + 2 : i + 1;
    if (!heading.title && titleAt === i + 1 && isTitleLine(blocks, titleAt, normal, heading, markdown)) {
      heading.title = stripDecoration(blocks[titleAt]?.text ?? '').replace(/^["“](.*)["”]$/, '$1');
      length = 2;
    }
    found.push({ at: i, heading, length });
    i += length - 1;
  }
  return found;
}

function headingIn(block: Block, markdown: boolean, at: number, blocks: Block[]): Heading | undefined {
  const heading = readHeading(block.text);
  if (heading) return heading;
  if (markdown) return { kind: 'named', title: block.text };
  if (at < 15 && block.text.length < 90) {
    const prefixed = readPrefixedHeading(block.text);
    if (prefixed && blocks.slice(0, at).every(({ text }) => text.length < 200)) return prefixed;
  }
  return isCapitalTitle(block.text) ? { kind: 'capitals', title: stripDecoration(block.text) } : undefined;
}

/** A heading has white space or a mark on both sides, unless the chapter has no empty lines at all. */
function standsAlone(blocks: Block[], at: number, normal: number): boolean {
  const block = blocks[at] as Block;
  const before = blocks[at - 1];
  const after = blocks[at + 1];
  if (
    before &&
    !before.mark &&
    block.gap < Math.min(1, normal) &&
    !/heading/.test(before.node.type) &&
    before.text.length > 60
  )
    return false;
  if (after && !after.mark && after.gap < Math.min(1, normal) && after.text.length > 100)
    return block.gap > normal || !before;
  return true;
}

/** A short line in title case right under a heading that has no title of its own. */
function isTitleLine(
  blocks: Block[],
  at: number,
  normal: number,
  heading: Heading,
  markdown: boolean,
): boolean {
  const block = blocks[at];
  const after = blocks[at + 1];
  if (!block || block.mark || block.decision || !after) return false;
  if (markdown && block.node.type !== 'heading') return false;
  if (block.node.type !== 'paragraph' && block.node.type !== 'heading') return false;
  if (
    block.text.length > 70 ||
    block.text.includes('\n') ||
    readHeading(block.text) ||
    noteLabelOf(block.text)
  )
    return false;
  if (heading.kind === 'numeral' && block.gap > 0 && normal > 0) return false;
  if (/[.,;:…*]$/.test(block.text) || /\b\d{4}\b|pov\b/i.test(block.text)) return false;
  if (/^["“«„—–]/.test(block.text) && !/^["“].*["”]$/.test(block.text)) return false;
  // A title in sentence case must be nearer to its heading than to the text.
  const near = block.gap < after.gap || (block.gap === 0 && after.gap > 0);
  const capitals = block.text === block.text.toUpperCase() && /\p{Lu}{2}/u.test(block.text);
  const long = block.text.match(/\p{L}[\p{L}’']{3,}/gu) ?? [];
  const titled =
    long.length > 0 && long.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word)) && isTitle(block.text);
  if (/[.!?]["”]?$/.test(block.text) && !near && !capitals) return false;
  return near || capitals || (titled && block.text.split(/\s+/).length <= 10) || markdown;
}

/** Another bare number comes right before or after this one in counting. */
const countsOn = ({ number }: Heading, numbers: Set<number | undefined>) =>
  number !== undefined && (numbers.has(number - 1) || numbers.has(number + 1));

/** Metadata is no story: it is left out of the text and named in a message. */
export function leaveOut(block: Block, what: string): void {
  block.decision = {
    type: 'other',
    role: 'metadata',
    confidence: 0.85,
    reason: `It is part of ${what}, not of the story.`,
  };
}

/**
 * Which of the lines that look like headings begin chapters. Headings of one kind form a system; the first system that
 * heads the whole file is the one: those that say “chapter” in words, Markdown's own, numbers with a title, bare
 * numbers, and at last lines in capitals.
 */
function choose(candidates: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const depth = ({ at }: Candidate) => {
    const { node } = blocks[at] as Block;
    return node.type === 'heading' ? node.depth : 0;
  };
  const inWords = candidates.filter(
    (each) =>
      isInWords(each.heading) && (each.heading.kind !== 'uncounted' || isFollowed(each, blocks, draft)),
  );
  if (inWords.some(({ heading }) => heading.kind !== 'uncounted') || inWords.length > 1)
    return withNumbered(outermost(inWords, candidates, depth, blocks), candidates, blocks);
  const markdown = candidates.filter((each) => depth(each) > 0);
  if (markdown.length > 0) return chooseMarkdown(markdown, blocks, draft, depth);
  const numbered = candidates.filter(({ heading }) => heading.kind === 'numbered');
  const numerals = candidates.filter(({ heading }) => heading.kind === 'numeral');
  for (const list of [numbered, numerals]) {
    if (headsWholeFile(list, blocks, draft)) return [...list, ...inWords].sort((a, b) => a.at - b.at);
  }
  if (inWords.length > 0) return inWords;
  const capitals = candidates.filter(({ heading }) => heading.kind === 'capitals');
  return capitals.length > 1 &&
    wordsBetween(capitals, blocks) > 40 &&
    isAtHead(capitals[0] as Candidate, blocks, draft)
    ? capitals
    : [];
}

const isInWords = ({ kind }: Heading) => kind === 'counted' || kind === 'division' || kind === 'uncounted';

/** Below parts and beside a prologue, chapters may have numbers and titles only. */
function withNumbered(chosen: Candidate[], all: Candidate[], blocks: Block[]): Candidate[] {
  if (chosen.some(({ heading }) => heading.kind === 'counted')) return chosen;
  const numbered = all.filter(({ heading }) => heading.kind === 'numbered');
  const [first] = chosen;
  if (
    numbered.length < 2 ||
    !first ||
    first.at > (numbered[0]?.at ?? 0) ||
    !countsUp(numbered) ||
    wordsBetween(numbered, blocks) < 25
  )
    return chosen;
  return [...chosen, ...numbered].sort((a, b) => a.at - b.at);
}

const countsUp = (list: Candidate[]) =>
  list.every(
    ({ heading }, i) => i === 0 || heading.number === (list[i - 1]?.heading.number ?? Number.NaN) + 1,
  );

/**
 * Of headings in Markdown, the outermost level that says “chapter” begins chapters, with parts and books above it;
 * what is below are sections. A lone heading above them is the work's title.
 */
function outermost(
  inWords: Candidate[],
  all: Candidate[],
  depth: (candidate: Candidate) => number,
  blocks: Block[],
): Candidate[] {
  const counted = inWords.filter(({ heading }) => heading.kind === 'counted');
  const levels = (counted.length > 0 ? counted : inWords).map(depth).filter((level) => level > 0);
  const level = levels.reduce((least, each) => Math.min(least, each), levels[0] ?? 0);
  const spoken = new Set(inWords);
  const chosen: Candidate[] = [];
  for (const each of all) {
    const own = depth(each);
    const isTitle = own > 0 && own < level && !spoken.has(each);
    if (isTitle && each.at < (inWords[0]?.at ?? 0)) leaveOut(blocks[each.at] as Block, 'the title page');
    else if (isTitle) chosen.push(each);
    else if (spoken.has(each) && own <= level && !repeats(each, chosen.at(-1), own < level))
      chosen.push(each);
  }
  return chosen;
}

/** A line in the text below a Markdown heading that only says the same place again. */
const repeats = ({ heading }: Candidate, last: Candidate | undefined, inText: boolean) =>
  inText && last !== undefined && heading.number !== undefined && heading.number === last.heading.number;

/** Without words such as “chapter”, the top level begins chapters where it recurs from the file's head on. */
function chooseMarkdown(
  candidates: Candidate[],
  blocks: Block[],
  draft: Draft,
  depth: (candidate: Candidate) => number,
): Candidate[] {
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
    return top <= 2 ? [first] : [];
  }
  // Where the front matter names the chapter, its headings are sections.
  return draft.titled && top > 1 ? [] : tops;
}

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

/** Numbers that count on by one, from the file's head on. */
function headsWholeFile(list: Candidate[], blocks: Block[], draft: Draft): boolean {
  const [first] = list;
  if (list.length < 2 || !first) return false;
  return countsUp(list) && wordsBetween(list, blocks) > 25 && isAtHead(first, blocks, draft);
}

/** Median words from one heading to the next. */
function wordsBetween(list: Candidate[], blocks: Block[]): number {
  const sizes = list.map(({ at }, i) =>
    blocks.slice(at, list[i + 1]?.at ?? blocks.length).reduce((sum, { text }) => sum + text.length / 6, 0),
  );
  return sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
}

/** Headings that follow each other with nothing but marks between them begin one chapter: “Part Two”, “Chapter 7”. */
function startsOf(chosen: Candidate[], blocks: Block[]): { from: number; candidates: Candidate[] }[] {
  const starts: { from: number; candidates: Candidate[] }[] = [];
  for (const candidate of chosen) {
    const last = starts.at(-1);
    const before = last?.candidates.at(-1);
    const between = before ? blocks.slice(before.at + before.length, candidate.at) : [];
    if (last && before && between.every(({ mark, decision }) => mark || decision?.role === 'metadata'))
      last.candidates.push(candidate);
    else {
      let from = candidate.at;
      while (from > 0 && blocks[from - 1]?.mark) from -= 1;
      starts.push({ from, candidates: [candidate] });
    }
  }
  return starts;
}
