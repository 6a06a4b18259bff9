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

/** Messages of one kind that a file has, before the rest are told as a sum. */
const mostOfAKind = 1000;

/** What was said, in the order of the file's lines. Of a kind that has no end, the sum of the rest is told. */
export function messagesOf({ messages }: Draft): Message[] {
  const inOrder = messages.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const counts = new Map<string, number>();
  const told: Message[] = [];
  for (const message of inOrder) {
    const count = (counts.get(message.rule) ?? 0) + 1;
    counts.set(message.rule, count);
    if (count <= mostOfAKind) told.push(message);
  }
  for (const [rule, count] of counts) {
    if (count <= mostOfAKind) continue;
    const { severity } = inOrder.find((message) => message.rule === rule) as Message;
    told.push({ severity, rule, reason: `${count - mostOfAKind} more of this kind are in the file.` });
  }
  return told;
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
