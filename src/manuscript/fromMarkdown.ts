/** Markdown (CommonMark and GFM) → blocks, with the author's empty lines kept as `gap`. */
import type { Heading, Nodes, PhrasingContent, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { type Block, blockOf, textOf } from './block.ts';
import { blocksOfHtml } from './fromHtml.ts';
import { isDividerImage, markOf } from './marks.ts';

const markdown = remark().use(remarkGfm, { singleTilde: false });

export function fromMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const node of markdown.parse(text).children) {
    const line = node.position?.start.line ?? 1;
    const gap = Math.max(0, line - end - 1);
    for (const block of read(node, text, line, gap)) blocks.push(block);
    end = node.position?.end.line ?? line;
  }
  return blocks;
}

function read(node: RootContent, text: string, line: number, gap: number): Block[] {
  const place = { line, gap, indent: 0 };
  if (node.type === 'thematicBreak') {
    const source = sourceOf(node, text);
    return [{ node, text: source, ...place, mark: { text: source, family: 'rule' } }];
  }
  if (node.type === 'heading') return honest(node, text, place);
  if (node.type === 'html') return blocksOfHtml(node.value, line, gap);
  if (node.type === 'list' || node.type === 'blockquote' || node.type === 'code') {
    // A row of bullets with nothing in them, or of deeply nested quotes, was meant as a mark.
    const source = sourceOf(node, text);
    const mark =
      source.length < 60 && node.type !== 'code' && textOf(node).trim() === '' ? markOf(source) : undefined;
    if (mark) return [{ node: { type: 'thematicBreak' }, text: source, ...place, mark }];
  }
  if (
    node.type === 'code' &&
    !node.lang &&
    !/^\s*(?:```|~~~)/.test(text.slice(node.position?.start.offset))
  ) {
    // Four spaces are an indent to a writer, not code.
    const lines = node.value.split('\n').filter((each) => each.trim() !== '');
    return lines.map((value, i) =>
      blockOf(
        { type: 'paragraph', children: [{ type: 'text', value: value.trim() }] },
        { line: line + i, gap: i === 0 ? gap : 0, indent: 4 },
      ),
    );
  }
  if (node.type === 'paragraph') return lines(node.children, place, node);
  return [blockOf(node, place)];
}

/** A paragraph whose lines are marks or headings in their own right is taken apart at them. */
function lines(
  children: PhrasingContent[],
  place: { line: number; gap: number; indent: number },
  node: RootContent,
): Block[] {
  const [only] = children;
  if (children.length === 1 && only?.type === 'image' && isDividerImage(only.alt ?? '')) {
    return [
      {
        node: { type: 'thematicBreak' },
        text: only.alt ?? '',
        ...place,
        mark: { text: only.alt ?? '', family: 'image' },
      },
    ];
  }
  const block = blockOf(node, place);
  // Emphasis may wrap a mark: **\*\*\***
  if (!block.mark && !block.text.includes('\n')) return [block];
  if (block.mark) return [block];
  const parts = block.text.split('\n');
  const cut = parts.findIndex((part) => markOf(part.trim()) !== undefined);
  if (cut < 0 || children.some(({ type }) => type !== 'text' && type !== 'break')) return [block];
  return parts
    .map((value, i) =>
      blockOf(
        { type: 'paragraph', children: [{ type: 'text', value: value.trim() }] },
        { line: place.line + i, gap: i === 0 ? place.gap : 0, indent: 0 },
      ),
    )
    .filter(({ text }) => text !== '');
}

/**
 * A rule right below a sentence is a heading to CommonMark, and so is a lone `#`. To a writer both are scene breaks:
 * a sentence (it ends as one, or is longer than a title) is a paragraph, then a break.
 */
function honest(node: Heading, text: string, place: { line: number; gap: number; indent: number }): Block[] {
  const source = sourceOf(node, text);
  if (node.children.length === 0)
    return [
      { node: { type: 'thematicBreak' }, text: source, ...place, mark: { text: source, family: 'row' } },
    ];
  const words = textOf(node);
  const inner = markOf(words.trim());
  if (inner)
    return [{ node: { type: 'thematicBreak' }, text: source, ...place, mark: { ...inner, text: source } }];
  if (source.startsWith('#') || !(words.length > 80 || /[.!?…,;:—]["'”’»)]*$/.test(words)))
    return [blockOf(node, place)];
  const mark = source.slice(source.lastIndexOf('\n') + 1).trim();
  const paragraph: RootContent = {
    type: 'paragraph',
    children: node.children,
    ...(node.position ? { position: node.position } : {}),
  };
  return [
    blockOf(paragraph, place),
    {
      node: { type: 'thematicBreak' },
      text: mark,
      line: node.position?.end.line ?? place.line,
      gap: 0,
      indent: 0,
      mark: { text: mark, family: 'rule' },
    },
  ];
}

const sourceOf = (node: Nodes, text: string) =>
  text.slice(node.position?.start.offset, node.position?.end.offset).trim();
