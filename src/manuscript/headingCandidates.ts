/**
 * The lines of a file that have the shape of a heading and stand as one. Whether they begin chapters is decided from
 * all of them together, in chooseHeadings.ts.
 */

import type { Block } from './block.ts';
import { normalGap } from './gaps.ts';
import {
  type Heading,
  isCapitalTitle,
  isTitle,
  readHeading,
  readOwnSeries,
  readPrefixedHeading,
  stripDecoration,
} from './headings.ts';
import { isTail } from './noteParts.ts';
import { announcementTitle, noteEvidence, noteLabelOf } from './noteWords.ts';
import { isByLine } from './titlePage.ts';

export interface Candidate {
  at: number;
  heading: Heading;
  /** Blocks that it takes: its title may stand on the next line. */
  length: number;
}

/** Longer lines of text are not asked. */
const longestHeading = 260;

/** Every line that may be a heading, in the order of the file. */
export function findCandidates(blocks: Block[], language: string): Candidate[] {
  const normal = normalGap(blocks);
  const lastOfText = blocks.findLastIndex(({ mark, decision }) => !mark && !decision);
  const found: Candidate[] = [];
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.decision || (block.mark && !countsOn(block, found))) continue;
    if (block.mark) delete block.mark;
    const markdown = block.node.type === 'heading';
    if (block.node.type !== 'paragraph' && !markdown) continue;
    if (!markdown && block.text.length > longestHeading) continue;
    const heading = headingIn(block, markdown, i, blocks, language) ?? titleOf(blocks, i, normal);
    // Below a heading there is a text.
    if (!heading || (!markdown && (i === lastOfText || !standsAlone(blocks, i, normal)))) continue;
    let length = 1;
    const titleAt = blocks[i + 1]?.mark ? i + 2 : i + 1;
    const holdsTitles = markdown && heading.kind === 'division' && depthOf(blocks[titleAt]) > depthOf(block);
    if (
      !heading.title &&
      !holdsTitles &&
      titleAt === i + 1 &&
      isTitleLine(blocks, titleAt, normal, heading, markdown)
    ) {
      heading.title = stripDecoration(blocks[titleAt]?.text ?? '').replace(/^["“](.*)["”]$/, '$1');
      length = 2;
    }
    // A download says the title again below the heading.
    if (length === 1 && heading.title !== undefined && blocks[i + 1]?.text === heading.title) length = 2;
    found.push({ at: i, heading, length });
    i += length - 1;
  }
  return found;
}

/** “-V-” and “-X-” look like marks, and are numbers where they count on. */
function countsOn({ mark, text }: Block, found: Candidate[]): boolean {
  if (mark?.family !== 'letters' || !/^\P{L}*[VX]\P{L}*$/u.test(text)) return false;
  const last = found.findLast(({ heading }) => heading.kind === 'numeral')?.heading.number;
  return last !== undefined && readHeading(text)?.number === last + 1;
}

/** How deep a heading of Markdown or HTML lies; 0 of a line in the text. */
export const depthOf = (block: Block | undefined): number =>
  block?.node.type === 'heading' ? block.node.depth : 0;

/** An author's note stands above the heading, rather than a story. */
const speaksToReaders = (above: Block[], language: string) =>
  above.reduce((sum, { text }) => sum + noteEvidence(text, language), 0) > 1;

function headingIn(
  block: Block,
  markdown: boolean,
  at: number,
  blocks: Block[],
  language: string,
): Heading | undefined {
  const heading = readHeading(block.text);
  if (heading) return heading;
  if (markdown) return { kind: 'named', title: block.text };
  if (at < 15 && block.text.length < 90) {
    const prefixed = readPrefixedHeading(block.text);
    const above = blocks.slice(0, at);
    if (prefixed && (above.every(({ text }) => text.length < 200) || speaksToReaders(above, language)))
      return prefixed;
  }
  if (isCapitalTitle(block.text) && !isTail(block))
    return { kind: 'capitals', title: stripDecoration(block.text) };
  return readOwnSeries(block.text);
}

/** Empty lines beyond the usual that set a title off from the text before it. */
const wide = 2;

/** A title without a number, that the page sets off: by white space, a rule under it, a by-line or bold type. */
function titleOf(blocks: Block[], at: number, normal: number): Heading | undefined {
  const block = blocks[at] as Block;
  const next = blocks[at + 1];
  if (!next || block.text.length > 60 || isTail(block)) return undefined;
  // Old printers set a full stop after a title.
  const stopped = block.gap >= normal + wide && next.gap > normal;
  if (!isBareTitle(block, stopped)) return undefined;
  // Two short lines in a row are a title page.
  if (isBareTitle(next, !stopped) && !isByLine(next.text)) return undefined;
  const ruled = next.mark?.family === 'row' && next.gap === 0 && next.mark.text.length > 2;
  const setOff =
    at === 0 ||
    block.gap >= normal + wide ||
    (block.gap > normal && next.gap > normal) ||
    ruled ||
    isByLine(next.text) ||
    isBold(block);
  return setOff ? { kind: 'titled', title: stripDecoration(block.text) } : undefined;
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
  const capitals = block.text === block.text.toUpperCase() && /\p{Lu}{2}/u.test(block.text);
  if (
    heading.kind === 'numeral' &&
    block.gap > 0 &&
    normal > 0 &&
    !capitals &&
    !(isBareTitle(block) && after.text.length > 60)
  )
    return false;
  if ((capitals ? /[,;:…*]$/ : /[.,;:…*]$/).test(block.text) || /\b\d{4}\b|pov\b/i.test(block.text))
    return false;
  if (/^["“«„—–]/.test(block.text) && !/^["“].*["”]$/.test(block.text)) return false;
  // A title in sentence case must be nearer to its heading than to the text.
  const near = block.gap < after.gap || (block.gap === 0 && after.gap > 0);
  const long = block.text.match(/\p{L}[\p{L}’']{3,}/gu) ?? [];
  const titled =
    long.length > 0 && long.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word)) && isTitle(block.text);
  if (/[.!?]["”]?$/.test(block.text) && !near && !capitals) return false;
  return near || capitals || (titled && block.text.split(/\s+/).length <= 10) || markdown;
}

/** A short line in title case, or in capitals, that says no time, place or voice. */
const isBareTitle = ({ text: line, node }: Block, stopped = false) => {
  const text = stopped ? line.replace(/(?<=\p{L}{3})\.$/u, '') : line;
  return (
    node.type === 'paragraph' &&
    !text.includes('\n') &&
    /\p{L}{2}/u.test(text) &&
    isTitle(text) &&
    !/[.,;:…*]$|^["“«„‘'([{【「『]|\d{2}|\bpov\b|p\.o\.v|\b(?:later|earlier|ago)$|^(?:meanwhile|elsewhere|the (?:next|same|following) )|[。！？、，]|, [\p{Lu}\d]|^\p{L}+:|!!/iu.test(
      text,
    ) &&
    !isByLine(text) &&
    !announcementTitle.test(text) &&
    !noteLabelOf(text)
  );
};

const isBold = ({ node }: Block) =>
  node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'strong';
