/**
 * Scene breaks: marks, and gaps wider than the chapter's own.
 *
 * Each becomes a `thematicBreak` that keeps the author's mark and its strength. A mark or gap at the start or the
 * end of the story is none. A chapter that uses marks means its wide gaps as accidents, unless it uses many.
 */
import type { RootContent } from 'mdast';
import { dataOf, isParagraph, lineOf, textOf } from './blocks.ts';
import { type Draft, say } from './draft.ts';
import { markOf } from './marks.ts';

export function sceneBreaks(story: RootContent[], draft: Draft): RootContent[] {
  const normal = normalGap(story);
  const marked = story.some((block) => markIn(block) !== undefined);
  const out: RootContent[] = [];
  for (const block of story) {
    const mark = markIn(block);
    const last = out.at(-1);
    if (mark !== undefined) {
      if (last === undefined)
        say(
          draft,
          'info',
          'mark-at-start',
          lineOf(block),
          `“${mark}” stands before the story's first words: no scene break.`,
        );
      else if (last.type === 'thematicBreak') {
        if (last.data?.mark)
          say(draft, 'info', 'mark-twice', lineOf(block), `“${mark}” follows another mark: one scene break.`);
        else last.data = { ...last.data, mark, strength: 'strong' };
      } else out.push(breakAt(block, draft, mark));
      continue;
    }
    const gap = block.data?.gap ?? 0;
    if (last && last.type !== 'thematicBreak' && gap > normal && isParagraph(last) && isParagraph(block)) {
      const accident =
        accidentOf(textOf(last), textOf(block)) ??
        (marked ? 'the chapter marks its breaks with signs' : undefined);
      if (accident)
        say(
          draft,
          'info',
          'gap-no-break',
          lineOf(block),
          `${gap} empty lines, but ${accident}: no scene break.`,
          'If it is one, put “***” on a line of its own there.',
        );
      else out.push(breakAt(block, draft));
    }
    out.push(block);
  }
  while (out.at(-1)?.type === 'thematicBreak') {
    const end = out.pop() as RootContent;
    say(draft, 'info', 'mark-at-end', lineOf(end), "A mark after the story's last words: no scene break.");
  }
  return out;
}

/** The author's mark, where the block is one. */
export function markIn(block: RootContent): string | undefined {
  if (block.type === 'thematicBreak') return block.data?.mark ?? '---';
  return isParagraph(block) ? markOf(textOf(block))?.text : undefined;
}

function breakAt(block: RootContent, draft: Draft, mark?: string): RootContent {
  const strength = mark ? 'strong' : 'soft';
  say(
    draft,
    'info',
    'scene-break',
    lineOf(block),
    mark ? `Scene break at “${mark}”.` : `Scene break at a gap of ${block.data?.gap} empty lines.`,
  );
  return {
    type: 'thematicBreak',
    ...(block.position ? { position: block.position } : {}),
    data: { ...(mark ? { mark } : {}), strength },
  };
}

/** The commonest number of empty lines between two paragraphs. */
function normalGap(story: RootContent[]): number {
  const counts: number[] = [];
  for (const block of story.slice(1)) {
    const gap = Math.min(block.data?.gap ?? 0, 20);
    counts[gap] = (counts[gap] ?? 0) + 1;
  }
  let best = 0;
  counts.forEach((count, gap) => {
    if (count > (counts[best] ?? 0)) best = gap;
  });
  return best;
}

/** Why a wide gap between these two paragraphs is an accident, in words that finish “but …”. */
function accidentOf(before: string, after: string): string | undefined {
  if (/[,:;—–-]["'”’]?$/u.test(before)) return 'the sentence before it goes on';
  if (/^[\p{Ll}]/u.test(after)) return 'the sentence after it goes on';
  if (/["”»]$/u.test(before) && /^["“«]/u.test(after)) return 'it stands inside running dialogue';
  return undefined;
}

export const isBreak = (block: RootContent) => block.type === 'thematicBreak';

/** Marks the element of each break for the theme: a mark is drawn, a gap is blank. */
export function dressBreaks(story: RootContent[]): void {
  for (const block of story) {
    if (block.type !== 'thematicBreak') continue;
    const { mark, strength } = block.data ?? {};
    dataOf(block).hProperties = { className: [strength === 'soft' ? 'gap' : 'break'], dataMark: mark };
  }
}
