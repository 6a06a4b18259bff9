import type { Analysis } from './analyse.ts';
import type { BlockType, Decision } from './block.ts';
import type { Manuscript, Message } from './manuscript.ts';

/** What the engine makes of a file, block by block in source order: the report that `npm run inspect` prints. */
export interface Outline {
  encoding: string;
  paragraphs: Manuscript['paragraphs'];
  blocks: OutlineBlock[];
  messages: Message[];
}

export interface OutlineBlock {
  type: BlockType;
  role?: Decision['role'];
  placement?: Decision['placement'];
  /** The author's own mark, of a scene break or of a frame. */
  mark?: string;
  strength?: Decision['strength'];
  text: string;
  /** Line of the author's file, from 1; of a gap, the first line after it. */
  line: number;
  confidence: number;
  reason: string;
}

/** The blocks of an analysis, as plain data. */
export function outlineBlocks({ chapters }: Analysis): OutlineBlock[] {
  return chapters.flatMap(({ blocks }) =>
    blocks.map(({ decision, mark, text, line }) => {
      const { type, role, placement, strength, confidence, reason } = decision ?? {
        type: 'other' as const,
        confidence: 0,
        reason: '',
      };
      return {
        type,
        ...(role ? { role } : {}),
        ...(placement ? { placement } : {}),
        ...(mark ? { mark: mark.text } : {}),
        ...(strength ? { strength } : {}),
        text,
        line,
        confidence,
        reason,
      };
    }),
  );
}
