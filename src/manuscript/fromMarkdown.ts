/** Markdown (CommonMark and GFM) → mdast, with the author's empty lines kept as `gap`. */
import type { Data, Heading, Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { dataOf, textOf } from './blocks.ts';

const markdown = remark().use(remarkGfm, { singleTilde: false });

export function fromMarkdown(text: string): Root {
  const root = markdown.parse(text);
  let end = 0;
  for (const child of root.children) {
    const line = child.position?.start.line ?? 1;
    const data: Data = dataOf(child);
    data.gap = Math.max(0, line - end - 1);
    data.indent = 0;
    if (child.type === 'thematicBreak') child.data = { ...data, mark: sourceOf(child, text) };
    end = child.position?.end.line ?? line;
  }
  root.children = root.children.flatMap((child) =>
    child.type === 'heading' ? honest(child, text) : [child],
  );
  return root;
}

/**
 * A rule right below a sentence is a heading to CommonMark, and so is a lone `#`. To a writer both are scene breaks:
 * a sentence (it ends as one, or is longer than a title) is a paragraph, then a break.
 */
function honest(heading: Heading, text: string): RootContent[] {
  const source = sourceOf(heading, text);
  const { position, data } = heading;
  const at = position ? { position } : {};
  if (heading.children.length === 0)
    return [{ type: 'thematicBreak', ...at, data: { ...data, mark: source } }];
  const words = textOf(heading);
  if (source.startsWith('#') || !(words.length > 80 || /[.!?…,;:—]["'”’»)]*$/.test(words))) return [heading];
  const mark = source.slice(source.lastIndexOf('\n') + 1).trim();
  return [
    { type: 'paragraph', children: heading.children, ...at, ...(data ? { data } : {}) },
    { type: 'thematicBreak', ...at, data: { gap: 0, mark } },
  ];
}

const sourceOf = (node: RootContent, text: string) =>
  text.slice(node.position?.start.offset, node.position?.end.offset).trim();
