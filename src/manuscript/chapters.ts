/**
 * Where chapters begin in a file, and what stands before the first one.
 *
 * A line that looks like a heading (headings.ts) is one where the file as a whole bears it out: it stands alone, its
 * fellows count on from it, text follows it. A bare number is a chapter only where numbers head the whole file; below
 * a chapter's own heading it is a section.
 */
import type { Block } from './block.ts';
import { type ChapterDraft, type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { type Heading, isTitle, readHeading, stripDecoration } from './headings.ts';
import { noteEvidence, noteLabelOf } from './noteWords.ts';

interface Candidate {
  at: number;
  heading: Heading;
  /** Blocks that it takes: its title may stand on the next line. */
  length: number;
}

/** Cuts the file's blocks into chapters. Every block is in exactly one of them. */
export function splitChapters(blocks: Block[], draft: Draft): ChapterDraft[] {
  const candidates = findCandidates(blocks);
  const listed = contentsList(blocks, candidates, draft);
  const real = candidates.filter(({ at }) => !listed.has(at));
  const chosen = choose(real, blocks, draft);
  for (const { at, length, heading } of real) {
    if (chosen.some((each) => each.at === at)) continue;
    if (heading.kind === 'numbered' || blocks[at]?.decision) continue;
    // A lone “Two.” is an answer, not a section.
    if (heading.kind === 'numeral' && !countsOn(heading, real)) continue;
    section(blocks.slice(at, at + length), heading);
  }
  const starts = startsOf(chosen, blocks);
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
  const prose = front.blocks.filter(({ mark, decision }) => !mark && decision?.role !== 'metadata');
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
    const heading =
      readHeading(block.text) ?? (markdown ? { kind: 'counted' as const, title: block.text } : undefined);
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

/** A heading has white space or a mark on both sides, unless the chapter has no empty lines at all. */
function standsAlone(blocks: Block[], at: number, normal: number): boolean {
  const block = blocks[at] as Block;
  const before = blocks[at - 1];
  const after = blocks[at + 1];
  if (before && !before.mark && block.gap < Math.min(1, normal) && !/heading/.test(before.node.type))
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
  if (/[.,;:]$/.test(block.text) || /\b\d{4}\b|pov\b/i.test(block.text)) return false;
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
const countsOn = ({ number }: Heading, all: Candidate[]) =>
  number !== undefined &&
  all.some(
    ({ heading }) => heading.kind === 'numeral' && Math.abs((heading.number ?? Number.NaN) - number) === 1,
  );

/** Three or more headings with no text between them are a table of contents. */
function contentsList(blocks: Block[], candidates: Candidate[], draft: Draft): Set<number> {
  const listed = new Set<number>();
  const tight = (a: Candidate, b: Candidate) =>
    blocks.slice(a.at + a.length, b.at).every(({ text, mark }) => mark || text.length < 4);
  for (let i = 0; i < candidates.length; i += 1) {
    let end = i + 1;
    while (end < candidates.length && tight(candidates[end - 1] as Candidate, candidates[end] as Candidate))
      end += 1;
    // The last of them is the first chapter's own heading, where the list begins anew.
    const run = candidates.slice(i, end);
    const again = run.findIndex(({ heading }, k) => k > 0 && sameHeading(heading, run[0]?.heading));
    const list = again > 0 ? run.slice(0, again) : run;
    if (list.length >= 3 && run.length >= 3) {
      const before = (list[0]?.at ?? 0) - 1;
      const head =
        /^(?:table of )?contents:?$|^index:?$|^inhalt(?:sverzeichnis)?:?$|^table des matières$|^sommaire$|^índice$|^sumário$|^indice$|^содержание$|^оглавление$|^目次$|^目录$|^차례$|^목차$/i;
      const from = before >= 0 && head.test(blocks[before]?.text ?? '') ? before : (list[0]?.at ?? 0);
      for (const { at, length } of list) for (let k = at; k < at + length; k += 1) listed.add(k);
      for (let k = from; k <= (list.at(-1)?.at ?? 0) + (list.at(-1)?.length ?? 1) - 1; k += 1)
        leaveOut(blocks[k] as Block, 'a table of contents');
      say(
        draft,
        'info',
        'left-out',
        blocks[from]?.line ?? 1,
        `A table of contents of ${list.length} lines is left out: ${blocks
          .slice(from, (list.at(-1)?.at ?? 0) + 1)
          .map(({ text }) => text)
          .join(' / ')
          .slice(0, 300)}.`,
        'The site makes its own.',
      );
    }
    i = end - 1;
  }
  return listed;
}

const sameHeading = (a: Heading, b: Heading | undefined) =>
  a.label?.toLowerCase() === b?.label?.toLowerCase() && (a.title ?? '') === (b?.title ?? '');

/** Metadata is no story: it is left out of the text and named in a message. */
export function leaveOut(block: Block, what: string): void {
  block.decision = {
    type: 'other',
    role: 'metadata',
    confidence: 0.85,
    reason: `It is part of ${what}, not of the story.`,
  };
}

/** Which of the lines that look like headings begin chapters. */
function choose(candidates: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const markdown = candidates.filter(({ at }) => blocks[at]?.node.type === 'heading');
  const spoken = candidates.filter(({ at, heading }) =>
    heading.kind === 'counted' || heading.kind === 'division' || heading.kind === 'uncounted'
      ? blocks[at]?.node.type !== 'heading' || heading.label
      : false,
  );
  if (markdown.length > 0) return chooseMarkdown(markdown, blocks, draft);
  if (spoken.length > 0)
    return spoken.filter(({ at, heading }) => heading.kind !== 'uncounted' || isFirstOrFollowed(blocks, at));
  const numerals = candidates.filter(({ heading }) => heading.kind === 'numeral');
  const numbered = candidates.filter(({ heading }) => heading.kind === 'numbered');
  for (const list of [numbered, numerals]) if (headsWholeFile(list, blocks, draft)) return list;
  return [];
}

/** In Markdown and HTML the shallowest heading that recurs begins chapters; a lone one does if it stands first or says so. */
function chooseMarkdown(candidates: Candidate[], blocks: Block[], draft: Draft): Candidate[] {
  const depth = (candidate: Candidate) => {
    const { node } = blocks[candidate.at] as Block;
    return node.type === 'heading' ? node.depth : 6;
  };
  const labelled = candidates.filter(
    ({ heading }) => heading.label !== undefined && heading.kind !== 'numeral' && heading.kind !== 'numbered',
  );
  if (labelled.length > 0) {
    const deepest = Math.max(...labelled.map(depth));
    return candidates.filter(
      (candidate) =>
        labelled.includes(candidate) ||
        (depth(candidate) < deepest && !isWorkTitle(candidate, candidates, blocks)),
    );
  }
  const top = Math.min(...candidates.map(depth));
  const tops = candidates.filter((candidate) => depth(candidate) === top);
  if (tops.length > 1)
    return top === 1 || (tops[0]?.at === 0 && wordsBetween(tops, blocks) > 300) ? tops : [];
  const [only] = tops;
  const before = blocks
    .slice(0, only?.at ?? 0)
    .filter(({ mark, decision }) => !mark && decision?.role !== 'metadata');
  const noted =
    before.length === 0 ||
    before.reduce(
      (sum, { text }) => sum + noteEvidence(text, draft.language) + (noteLabelOf(text) ? 3 : 0),
      0,
    ) > 1;
  return only && top <= 2 && noted && before.length < 30 ? [only] : [];
}

/** A lone top heading over chapters is the work's title. */
function isWorkTitle(candidate: Candidate, candidates: Candidate[], blocks: Block[]): boolean {
  const { node } = blocks[candidate.at] as Block;
  const first = candidate.at === candidates[0]?.at && candidate.heading.label === undefined;
  if (first && node.type === 'heading') leaveOut(blocks[candidate.at] as Block, 'the title page');
  return first;
}

/** “Epilogue” heads text; “Introduction” in the middle of a sentence's paragraph does not. */
const isFirstOrFollowed = (blocks: Block[], at: number) =>
  blocks.slice(at + 1, at + 4).some(({ text }) => text.length > 60) || blocks.length < 12;

function headsWholeFile(list: Candidate[], blocks: Block[], draft: Draft): boolean {
  if (list.length < 2) return false;
  const numbers = list.map(({ heading }) => heading.number ?? Number.NaN);
  const counts = numbers.every((number, i) => i === 0 || number === (numbers[i - 1] as number) + 1);
  const before = blocks
    .slice(0, list[0]?.at ?? 0)
    .filter(({ mark, decision }) => !mark && decision?.role !== 'metadata');
  const free = before.every(({ text }) => text.length < 200 || noteEvidence(text, draft.language) > 1);
  return counts && numbers[0] === 1 && free && before.length < 8;
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
