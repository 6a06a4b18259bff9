import type { RootContent } from 'mdast';
import type { Analysis } from './analyse.ts';
import { type Block, type BlockType, type Decision, textOf } from './block.ts';
import type { Manuscript } from './manuscript.ts';

/** What the engine makes of a file, block by block in source order: the report that `npm run inspect` prints. */
export interface Outline extends Manuscript {
  blocks: OutlineBlock[];
}

export interface OutlineBlock {
  type: BlockType;
  role?: Decision['role'];
  placement?: Decision['placement'];
  /** The author's own mark, of a scene break or of a frame. */
  mark?: string;
  strength?: Decision['strength'];
  /** Plain text: every word of the file is in one of the blocks. */
  text: string;
  /** Line of the author's file, from 1; of a gap, the first line after it. */
  line: number;
  confidence: number;
  reason: string;
}

/** The blocks of an analysis as plain data, with its footnotes and settings, which are on no chapter's list. */
export function outlineBlocks({ chapters, footnotes, front }: Analysis): OutlineBlock[] {
  const blocks = chapters.flatMap(({ blocks }) => blocks.flatMap(outlineBlock));
  const aside = [
    ...(front.source ? [whole(front.source, 'The file’s settings, not its story.')] : []),
    ...footnotes.map((footnote) => whole(footnote, 'A footnote: it goes where the text refers to it.')),
  ];
  return aside.length === 0 ? blocks : [...blocks, ...aside].sort((a, b) => a.line - b.line);
}

const whole = ({ text, line }: Pick<Block, 'text' | 'line'>, reason: string): OutlineBlock => ({
  type: 'other',
  text,
  line,
  confidence: 1,
  reason,
});

const undecided: Decision = { type: 'other', confidence: 0, reason: 'No pass decided on it.' };

/** One block; of a note in a quotation or a list, one for each paragraph. */
function outlineBlock(block: Block): OutlineBlock[] {
  const { decision = undecided, mark, node } = block;
  const { type, role, placement, strength, confidence, reason } = decision;
  const parts = type === 'authorsNote' && !mark ? paragraphsOf(node) : [];
  return (parts.length > 1 ? parts.map((part) => placeOf(part, block)) : [placeOf(node, block)]).map(
    (place) => ({
      type,
      ...(role ? { role } : {}),
      ...(placement ? { placement } : {}),
      ...(mark ? { mark: mark.text } : {}),
      ...(strength ? { strength } : {}),
      ...place,
      confidence,
      reason,
    }),
  );
}

/** The paragraphs that a quotation or a list holds. */
function paragraphsOf(node: RootContent): RootContent[] {
  if (node.type !== 'blockquote' && node.type !== 'list' && node.type !== 'listItem') return [node];
  return (node.children as RootContent[]).flatMap(paragraphsOf);
}

/** The text and the line of a block's node, or of a part of it. */
function placeOf(node: RootContent, block: Block): { text: string; line: number } {
  if (node === block.node)
    return { text: node.type === 'list' ? listText(node) : block.text, line: block.line };
  const first = block.node.position?.start.line;
  const own = node.position?.start.line;
  return {
    text: textOf(node).trim(),
    line: first === undefined || own === undefined ? block.line : block.line + own - first,
  };
}

/** A list with the numbers that its author wrote, an item a line. */
function listText({ children, ordered, start }: Extract<RootContent, { type: 'list' }>): string {
  return children
    .map((item, i) => {
      const text = item.children
        .map((child) => (child.type === 'list' ? listText(child) : textOf(child).trim()))
        .join('\n');
      return ordered ? `${(start ?? 1) + i}. ${text}` : text;
    })
    .join('\n');
}

/** A block as `npm run inspect -- --json` gives it: without the roles that only the engine's own passes use. */
export function publicBlock({ type, role, ...rest }: OutlineBlock): OutlineBlock {
  if (role === 'metadata' || role === 'frame') return { type: 'other', ...rest };
  return { type, ...(role && publicRoles.has(role) ? { role } : {}), ...rest };
}

const publicRoles = new Set<Decision['role']>(['chapter', 'title', 'section', 'sceneLabel']);
