/** Markdown's footnotes: each goes with the part of the chapter (story or note) that refers to it. */
import type { FootnoteDefinition, Nodes, RootContent } from 'mdast';
import { type Block, blockOf } from './block.ts';
import { type ChapterDraft, type Draft, say } from './draft.ts';

/** Footnotes of a chapter, in the order of their first reference. */
export type Footnotes = (Block & { node: FootnoteDefinition })[];

/** Takes the footnotes out of the chapter's blocks. One that nothing refers to stays where it stands, as text. */
export function takeFootnotes(chapter: ChapterDraft, draft: Draft): Footnotes {
  const defined = chapter.blocks.filter(
    (block): block is Footnotes[number] => block.node.type === 'footnoteDefinition',
  );
  if (defined.length === 0) return [];
  const rest = chapter.blocks
    .filter(({ node }) => node.type !== 'footnoteDefinition')
    .map(({ node }) => node);
  const referred = footnotesIn(rest, defined);
  const used = defined
    .filter(({ node }) => referred.includes(node))
    .sort((a, b) => referred.indexOf(a.node) - referred.indexOf(b.node));
  chapter.blocks = chapter.blocks.flatMap((block): Block[] => {
    if (block.node.type !== 'footnoteDefinition') return [block];
    if (referred.includes(block.node)) return [];
    const name = block.node.label ?? block.node.identifier;
    say(
      draft,
      'warning',
      'footnote',
      block.line,
      `Nothing refers to the footnote “${name}”; it stands in the text.`,
      `Write “[^${name}]” where it belongs.`,
    );
    return block.node.children.map((child) => ({
      ...blockOf(child as RootContent, block),
      decision: { type: 'paragraph', confidence: 0.9, reason: 'A footnote that nothing refers to.' },
    }));
  });
  return used;
}

/** Those of the footnotes that these nodes refer to, directly or through another footnote, in order. */
export function footnotesIn(nodes: RootContent[], footnotes: Footnotes): FootnoteDefinition[] {
  if (footnotes.length === 0) return [];
  const found = new Set<FootnoteDefinition>();
  const walk = (node: Nodes) => {
    if (node.type === 'footnoteReference') {
      const definition = footnotes.find((each) => each.node.identifier === node.identifier)?.node;
      if (!definition || found.has(definition)) return;
      found.add(definition);
      definition.children.forEach(walk);
    } else if ('children' in node) node.children.forEach(walk);
  };
  nodes.forEach(walk);
  return [...found];
}
