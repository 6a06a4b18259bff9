/**
 * Where chapters begin in a file, and what stands before the first one.
 *
 * A line that looks like a heading (headings.ts) is one where the file as a whole bears it out: it stands alone, its
 * fellows count on from it, text follows it. A bare number is a chapter only where numbers head the whole file; below
 * a chapter's own heading it is a section.
 */
import type { Block } from './block.ts';
import { chooseHeadings } from './chooseHeadings.ts';
import { tableOfContents } from './contents.ts';
import { type ChapterDraft, type Draft, leaveOut, say } from './draft.ts';
import { type Candidate, findCandidates } from './headingCandidates.ts';
import type { Heading } from './headings.ts';
import { noteEvidence, noteLabelOf } from './noteWords.ts';
import { isByLine } from './titlePage.ts';

/** Cuts the file's blocks into chapters. Every block is in exactly one of them. */
export function splitChapters(blocks: Block[], draft: Draft): ChapterDraft[] {
  if (draft.header !== 'none') tableOfContents(blocks, draft);
  const real = findCandidates(blocks, draft.language);
  const chosen = chooseHeadings(real, blocks, draft);
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
  const isLoneTitle = chosen.length === 1 && /^(?:titled|capitals)$/.test(chosen[0]?.heading.kind ?? '');
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
        block.decision = isLoneTitle
          ? { type: 'heading', role: 'title', confidence: 0.75, reason: 'The title at the head of the file.' }
          : { type: 'heading', role: 'chapter', confidence: 0.9, reason: 'A chapter’s heading.' };
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

/** Another bare number comes right before or after this one in counting. */
const countsOn = ({ number }: Heading, numbers: Set<number | undefined>) =>
  number !== undefined && (numbers.has(number - 1) || numbers.has(number + 1));

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
