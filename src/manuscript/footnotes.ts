/** Markdown's footnotes: each goes with the part of the chapter (story or note) that refers to it. */
import type { FootnoteDefinition, Nodes, RootContent } from 'mdast';
import { type Block, blockOf } from './block.ts';
import { type Draft, say } from './draft.ts';

/** Footnotes of a chapter, in the order of their first reference. */
export type Footnotes = (Block & { node: FootnoteDefinition })[];

/** Parts the footnotes from a file's blocks. One that nothing refers to stays where it stands, as text. */
export function takeFootnotes(all: Block[], draft: Draft): { blocks: Block[]; footnotes: Footnotes } {
  const defined = all.filter((block): block is Footnotes[number] => block.node.type === 'footnoteDefinition');
  if (defined.length === 0) return { blocks: all, footnotes: [] };
  const rest = all.filter(({ node }) => node.type !== 'footnoteDefinition').map(({ node }) => node);
  const used = new Set(footnotesIn(rest, defined));
  const blocks = all.flatMap((block): Block[] => {
    if (block.node.type !== 'footnoteDefinition') return [block];
    if (used.has(block as Footnotes[number])) return [];
    const name = block.node.label ?? block.node.identifier;
    say(
      draft,
      'warning',
      'footnote',
      block.line,
      `Nothing refers to the footnote “${name}”; it stands in the text.`,
      `Write “[^${name}]” where it belongs.`,
    );
    return block.node.children.map((child) =>
      blockOf(child as RootContent, { line: block.line, gap: block.gap, indent: block.indent }),
    );
  });
  return { blocks, footnotes: [...used] };
}

/** Those of the footnotes that these nodes refer to, directly or through another footnote, in order. */
export function footnotesIn(nodes: RootContent[], footnotes: Footnotes): Footnotes {
  if (footnotes.length === 0) return [];
  const byName = new Map(footnotes.map((block) => [block.node.identifier, block]));
  const found = new Set<Footnotes[number]>();
  // Notes may refer to notes in a chain of any length.
  const waiting: Nodes[] = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const block = node.type === 'footnoteReference' ? byName.get(node.identifier) : undefined;
    if (block && !found.has(block)) {
      found.add(block);
      waiting.push(...block.node.children.toReversed());
    } else if ('children' in node) for (const child of node.children.toReversed()) waiting.push(child);
  }
  return [...found];
}
