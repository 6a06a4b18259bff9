/** Markdown's footnotes: each goes with the part of the chapter (story or note) that refers to it. */
import type { FootnoteDefinition, Nodes, RootContent } from 'mdast';
import { lineOf } from './blocks.ts';
import { type Draft, say } from './draft.ts';

/**
 * Parts the footnotes from the blocks, in the order of their first reference. One that nothing refers to stays
 * where it stands, as ordinary text.
 */
export function takeFootnotes(
  all: RootContent[],
  draft: Draft,
): { blocks: RootContent[]; footnotes: FootnoteDefinition[] } {
  const defined = new Map(
    all.flatMap((block) => (block.type === 'footnoteDefinition' ? [[block.identifier, block] as const] : [])),
  );
  if (defined.size === 0) return { blocks: all, footnotes: [] };
  const footnotes = footnotesIn(
    all.filter(({ type }) => type !== 'footnoteDefinition'),
    [...defined.values()],
  );
  const blocks = all.flatMap((block): RootContent[] => {
    if (block.type !== 'footnoteDefinition') return [block];
    if (footnotes.includes(block)) return [];
    say(
      draft,
      'warning',
      'footnote',
      lineOf(block),
      `Nothing refers to the footnote “${block.label ?? block.identifier}”; it stands in the text.`,
      `Write “[^${block.label ?? block.identifier}]” where it belongs.`,
    );
    return block.children;
  });
  return { blocks, footnotes };
}

/** Those of the footnotes that these blocks refer to, directly or through another footnote, in order. */
export function footnotesIn(blocks: RootContent[], footnotes: FootnoteDefinition[]): FootnoteDefinition[] {
  if (footnotes.length === 0) return [];
  const found = new Set<FootnoteDefinition>();
  const walk = (node: Nodes) => {
    if (node.type === 'footnoteReference') {
      const definition = footnotes.find(({ identifier }) => identifier === node.identifier);
      if (!definition || found.has(definition)) return;
      found.add(definition);
      definition.children.forEach(walk);
    } else if ('children' in node) node.children.forEach(walk);
  };
  blocks.forEach(walk);
  return [...found];
}
