/** A manuscript while it is being made: what the passes hand to each other beside the blocks. */
import type { Block } from './block.ts';
import type { Message, ReadingOptions } from './manuscript.ts';

export interface Draft extends ReadingOptions {
  format: 'text' | 'markdown' | 'html';
  language: string;
  /** Whether the front matter names the chapter. */
  titled: boolean;
  messages: Message[];
}

/** One chapter while it is being made. */
export interface ChapterDraft {
  heading: { label?: string; title?: string };
  /** Every block of the chapter in source order: headings, marks, notes, story. */
  blocks: Block[];
}

/** Records a decision or a fault. `mend` says what to write instead, or how to overrule it. */
export function say(
  draft: Draft,
  severity: Message['severity'],
  rule: string,
  line: number,
  reason: string,
  mend?: string,
  confidence?: number,
): void {
  draft.messages.push({
    severity,
    line,
    rule,
    reason,
    ...(mend ? { mend } : {}),
    ...(confidence === undefined ? {} : { confidence }),
  });
}

/** Metadata is no story: it is left out of the text and named in a message. */
export function leaveOut(block: Block, what: string): void {
  block.decision = {
    type: 'other',
    role: 'metadata',
    confidence: 0.85,
    reason: `It is part of ${what}, not of the story.`,
  };
}
