/** A manuscript while it is being made: what the passes hand to each other beside the tree. */
import type { Message } from './manuscript.ts';

export interface Draft {
  path: string;
  language: string;
  typography: boolean;
  messages: Message[];
}

/** Records a decision or a fault. `mend` says what to write instead, or how to overrule it. */
export function say(
  draft: Draft,
  severity: Message['severity'],
  rule: string,
  line: number,
  reason: string,
  mend?: string,
): void {
  draft.messages.push({ severity, line, rule, reason, ...(mend ? { mend } : {}) });
}
