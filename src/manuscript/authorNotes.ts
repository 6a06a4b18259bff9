/** Author's notes at the two ends of a chapter and inside it. */
import type { Paragraph, RootContent } from 'mdast';
import { isParagraph, lineOf, textOf } from './blocks.ts';
import { type Draft, say } from './draft.ts';
import { markIn } from './sceneBreaks.ts';

export interface FoundNote {
  placement: 'opening' | 'closing' | 'inline';
  label?: string;
  blocks: RootContent[];
}

const label =
  /^[*_[({]*((?:a\s*\/\s*n|an|a\.\s?n\.|author[’']?s?[’']? (?:note|notes|corner|comment|comments)|(?:end|chapter|story|opening|closing)[ -]?notes?|end of chapter notes?|notes? from the author|translator[’']?s note|[tbe]\/n))(?:[*_\])}]*\s*[:–—-]+|(?=[*_\])}]*$))/i;
const thanks =
  /^[*_[(]*(?:(?:thank you|thanks)(?: so much| again| all)*(?: everyone)? for reading|disclaimer\s*:|(?:please )?(?:leave a )?reviews? )/i;
const tail = /^[*_~\s-]*(?:tbc|to be continued|the end|fin|end)[.…!\s*_~-]*$/i;

/** The author's own label at the start of this text, such as “A/N”. */
function labelOf(text: string): string | undefined {
  const found = label.exec(text)?.[1];
  // “An:” may be a character in a play; in capitals it is a label.
  return found && /^an$/i.test(found) && found !== 'AN' ? undefined : found;
}

/** Parts the notes from the story: those before it, those after it. */
export function takeNotes(blocks: RootContent[], draft: Draft): { story: RootContent[]; notes: FoundNote[] } {
  const notes: FoundNote[] = [];
  let from = 0;
  let to = blocks.length;

  const opening = openingEnd(blocks);
  if (opening > 0) {
    notes.push(noteOf('opening', blocks.slice(0, opening), draft));
    from = opening;
  }
  const closing = closingStart(blocks, from);
  if (closing < to) {
    notes.push(noteOf('closing', blocks.slice(closing, to), draft));
    to = closing;
  }
  return { story: blocks.slice(from, to), notes };
}

function noteOf(placement: FoundNote['placement'], blocks: RootContent[], draft: Draft): FoundNote {
  const inner = blocks.filter((block) => !isMark(block));
  const first = inner[0];
  const found = first && labelOf(textOf(first));
  say(
    draft,
    'info',
    'note',
    lineOf(first ?? (blocks[0] as RootContent)),
    `${placement === 'opening' ? 'An opening' : 'A closing'} author's note of ${inner.length} ${inner.length === 1 ? 'paragraph' : 'paragraphs'}${found ? `, labelled “${found}”` : ''}.`,
    'If it is story, write “notes: none” at the head of the file.',
  );
  return { placement, ...(found ? { label: found } : {}), blocks: inner };
}

const isMark = (block: RootContent) => markIn(block) !== undefined;

/** An opening note needs a label and an end that can be seen: a mark, or a gap wider than those inside it. */
function openingEnd(blocks: RootContent[]): number {
  let start = 0;
  while (start < blocks.length && isMark(blocks[start] as RootContent)) start += 1;
  const first = blocks[start];
  if (!isParagraph(first) || !(labelOf(textOf(first)) || thanks.test(textOf(first)))) return 0;
  const limit = Math.min(blocks.length - 1, start + 12);
  for (let i = start + 1; i <= limit; i += 1) if (isMark(blocks[i] as RootContent)) return i + 1;
  const inner = Math.max(0, ...blocks.slice(start + 1, start + 2).map((block) => block.data?.gap ?? 0));
  for (let i = start + 1; i <= limit; i += 1) if ((blocks[i]?.data?.gap ?? 0) > Math.max(1, inner)) return i;
  return isBracketed(textOf(first)) ? start + 1 : 0;
}

const isBracketed = (text: string) => /^[([{][\s\S]*[)\]}]$/.test(text.trim());

/** A closing note begins at a label, a thank-you or a tail mark in the last third of the chapter. */
function closingStart(blocks: RootContent[], from: number): number {
  for (let i = Math.max(from + 1, Math.floor(blocks.length * 0.4)); i < blocks.length; i += 1) {
    const block = blocks[i];
    if (!isParagraph(block)) continue;
    const text = textOf(block);
    const afterTail =
      isTail(blocks[i - 1]) || (isMark(blocks[i - 1] as RootContent) && isTail(blocks[i - 2]));
    if (labelOf(text) || thanks.test(text) || afterTail) {
      if (isMark(block)) continue;
      return i;
    }
  }
  return blocks.length;
}

const isTail = (block: RootContent | undefined): block is Paragraph =>
  isParagraph(block) && tail.test(textOf(block));
