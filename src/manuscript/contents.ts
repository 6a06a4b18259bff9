/** A table of contents at the head of a file: left out, because the site makes its own. */
import type { Block } from './block.ts';
import { type Draft, say } from './draft.ts';
import { type Heading, readHeading } from './headings.ts';

/** How many blocks from the start it may begin in. */
const reach = 150;
const longestEntry = 110;

const head =
  /^[*_#\s]*(?:table of contents|contents|chapters|index|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|contenido|sumário|indice|содержание|оглавление|spis treści|innehåll|目次|目录|目錄|차례|목차)[*_:：.\s]*$/iu;

/**
 * Decides which blocks are the table of contents, if there is one: a run of short lines whose names come again as
 * headings further down, or that count chapters without a text between them.
 */
export function tableOfContents(blocks: Block[], draft: Draft): void {
  let afterText = false;
  for (let at = 0; at < Math.min(blocks.length, reach); at += 1) {
    const { text, decision } = blocks[at] as Block;
    if (decision) continue;
    if (text.length > 400) afterText = true;
    const titled = text.length <= longestEntry && head.test(text);
    if (!titled && (text.length > longestEntry || readHeading(text) === undefined)) continue;
    const from = titled ? at + 1 : at;
    const to = endOfEntries(blocks, from);
    if (isContents(blocks, from, to, titled, afterText)) {
      leaveOutContents(blocks, at, to, draft);
      return;
    }
    at = Math.max(at, to - 1);
  }
}

/** Below a text of its own only a row of numbers without a text between them is believed. */
function isContents(blocks: Block[], from: number, to: number, titled: boolean, afterText: boolean): boolean {
  const entries = blocks.slice(from, to).filter(({ mark }) => !mark);
  if (entries.length < (titled ? 2 : 3)) return false;
  const counted = entries.filter(({ text }) => isCounted(readHeading(text))).length;
  if (counted > 3 && counted >= entries.length * 0.5) return true;
  if (afterText && !titled) return false;
  const later = new Set(
    blocks.slice(to).flatMap(({ text }) => (text.length <= longestEntry ? [nameOf(text)] : [])),
  );
  const again = entries.filter(({ text }) => later.has(nameOf(text))).length;
  const paged = entries.filter(({ text }) => pageNumber.test(text)).length;
  return again >= entries.length * 0.5 || (titled && (paged >= entries.length * 0.5 || again > 0));
}

function leaveOutContents(blocks: Block[], first: number, to: number, draft: Draft): void {
  for (const block of blocks.slice(first, to)) {
    block.decision = {
      type: 'other',
      role: 'metadata',
      confidence: 0.85,
      reason: 'It is part of a table of contents, not of the story.',
    };
  }
  const lines = blocks.slice(first, to).map(({ text }) => text);
  say(
    draft,
    'info',
    'left-out',
    blocks[first]?.line ?? 1,
    `A table of contents, left out: ${lines.join(' / ').slice(0, 500)}.`,
    'The site makes its own. If it is story, write “header: none” at the head of the file.',
  );
}

/** Where the run of entries ends that begins here: the first chapter's own heading may stand right below it. */
function endOfEntries(blocks: Block[], from: number): number {
  const names = new Set<string>();
  const places = new Set<string>();
  let to = from;
  let numbered = 0;
  let widest = 0;
  let anew = -1;
  while (to < blocks.length && isEntry(blocks[to] as Block)) {
    const { text, gap } = blocks[to] as Block;
    const name = nameOf(text);
    const heading = readHeading(text);
    const place = isCounted(heading) ? String(heading?.number) : undefined;
    if (to - from > 2 && gap > Math.max(1, widest) && (!place || places.has(place))) return to;
    if (to > from) widest = Math.max(widest, gap);
    // Where an entry comes again, the first chapter itself begins.
    if (names.has(name) && !/^\p{N}+$|^[ivxlc]+$/u.test(name)) return to;
    // Entries have page numbers, or none of them has.
    const isNumbered = pageNumber.test(text);
    if (to - from > 2 && numbered === to - from && !isNumbered) return to;
    if (isNumbered) numbered += 1;
    names.add(name);
    if (place && [...places][0] === place) anew = to;
    if (place) places.add(place);
    to += 1;
  }
  // The first number again, in the last lines before the text, is the first chapter's own heading.
  return anew >= to - 3 ? Math.max(anew, from) : to;
}

const isCounted = (heading: Heading | undefined) =>
  heading?.number !== undefined && /^(?:counted|numeral|numbered|division)$/.test(heading.kind);

const isEntry = ({ text, node, mark, decision }: Block) =>
  !decision &&
  (mark !== undefined ||
    (text.length <= longestEntry * 1.5 &&
      (node.type === 'paragraph' || node.type === 'heading') &&
      !/^["“«„]/.test(text) &&
      (!isSentence.test(text) || readHeading(text) !== undefined)));

const isSentence = /\p{Ll}{2}.*\p{Ll}[.!?…]["”’]?$/u;

const pageNumber = /(?:[.\s·…_-]{2,}|\t|(?<=\p{L}))\d{1,4}\s*$/u;

const leadingNumber = /^\s*(?:\p{L}{2,9}\.?\s+)?(?:\d{1,3}|[ivxlc]{1,7})[.):\s]+(?=\p{L}{3})/iu;

/** An entry without its number, its page, signs and case. */
const nameOf = (text: string) =>
  text
    .replace(pageNumber, '')
    .replace(leadingNumber, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
