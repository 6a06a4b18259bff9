/** How the passes for notes write down what they found. */
import type { Decision } from './block.ts';
import { type Draft, say } from './draft.ts';
import type { Doubt, Part } from './noteParts.ts';

/** Under a label the doubt is smaller, and least of all at a chapter's end, after which no story comes. */
export const doubt: Record<'alone' | 'underLabel' | 'afterTail' | 'atFoot', Doubt> = {
  alone: { base: 1.1, long: 0.5 },
  underLabel: { base: 0.45, long: 0.5, blind: { base: 0.9, long: 0.6 } },
  afterTail: { base: 0.35, long: 0.2 },
  atFoot: { base: 0.1, long: 0 },
};

/** Evidence under which a run of paragraphs is not even reported. */
const suspicion = 1.6;

/** From evidence (a log-likelihood) to a share of certainty. */
export const certainty = (sum: number): number => Math.round(100 / (1 + Math.exp(-sum / 2))) / 100;

export const paragraphs = (count: number): string => (count === 1 ? 'paragraph' : 'paragraphs');

/** Makes these parts a note, with the marks around and in them as its frame. */
export function markNote(
  parts: Part[],
  placement: 'opening' | 'closing' | 'inline',
  sum: number,
  reason: string,
  draft: Draft,
): void {
  const confidence = certainty(sum);
  const last = parts.findLast(({ fence }) => !fence);
  for (const part of parts) {
    for (const block of part.blocks)
      block.decision = part.fence
        ? {
            type: 'other',
            role: 'frame',
            confidence,
            reason: 'The mark sets the note off from the story.',
          }
        : part === last && part.tail && parts.length > 1
          ? tailOf(placement)
          : {
              type: 'authorsNote',
              placement,
              confidence,
              reason: `Part of ${articles[placement].toLowerCase()} note: ${reason}.`,
            };
  }
  const inner = parts.filter(({ fence }) => !fence);
  const [first] = inner;
  if (!first) return;
  say(
    draft,
    'info',
    'note',
    first.line,
    `${articles[placement]} note of ${inner.length} ${paragraphs(inner.length)}${first.label ? `, labelled “${first.label.text}”` : `: ${reason}`}.`,
    'If it is story, write “notes: none” at the head of the file.',
    confidence,
  );
}

/** “(End of chapter)” under a note is no part of it, though it has no other place on the page. */
export const tailOf = (placement: 'opening' | 'closing' | 'inline'): Decision => ({
  type: 'other',
  placement,
  confidence: 0.9,
  reason: 'It says that the chapter ends.',
});

const articles = { opening: 'An opening', closing: 'A closing', inline: 'An inner' };

/** Reports what may be a note and is too little like one. */
export function suspect({ line }: Part, sum: number, draft: Draft): void {
  if (sum < suspicion) return;
  say(
    draft,
    'info',
    'maybe-note',
    line,
    "This may be an author's note; it stays in the story.",
    'If it is a note, begin it with “A/N:”.',
    0.4,
  );
}
