/** What the passes know of a block beside its mdast: how it stood on the author's page. */
import type { RootContent as HastContent, Root as HastRoot } from 'hast';
import type { Data, Nodes, Paragraph, RootContent } from 'mdast';

import { rehype } from 'rehype';

const fragment = rehype().data('settings', { fragment: true });

declare module 'mdast' {
  interface Data {
    /** Empty lines before the block, as the author left them. */
    gap?: number;
    /** Width of the white space before the first word, in columns; a tab or an ideographic space counts as more than one. */
    indent?: number;
    /** Attributes of the element that the block becomes. */
    hName?: string;
    hProperties?: Record<string, string | number | boolean | string[] | undefined>;
  }
  interface RootData extends Data {}
  interface ParagraphData extends Data {}
  interface ThematicBreakData extends Data {
    /** The author's own mark; none for a gap. */
    mark?: string;
    strength?: 'strong' | 'soft';
  }
}

/** Line of the author's file on which a node begins, from 1. */
export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

/** The plain text of a node, its lines parted by `\n`. */
export function textOf(node: Nodes): string {
  if (node.type === 'html') return htmlText(node.value);
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.alt ?? '';
  if (!('children' in node)) return '';
  const [only] = node.children;
  if (node.children.length === 1 && only) return textOf(only);
  let text = '';
  let unseenTag: string | undefined;
  for (const child of node.children) {
    const tag = child.type === 'html' ? /^<(\/?\w+)/.exec(child.value)?.[1]?.toLowerCase() : undefined;
    if (unseenTag) {
      if (tag === `/${unseenTag}`) unseenTag = undefined;
    } else if (tag && unseen.has(tag)) unseenTag = tag;
    else text += textOf(child);
  }
  return text;
}

/** Elements whose content is never shown. */
const unseen = new Set(['script', 'style', 'template', 'title', 'iframe', 'noscript', 'textarea', 'xmp']);

function htmlText(html: string): string {
  const walk = (node: HastRoot | HastContent): string => {
    if (node.type === 'text') return node.value;
    if (!('children' in node) || (node.type === 'element' && unseen.has(node.tagName))) return '';
    return node.children.map(walk).join(' ');
  };
  return walk(fragment.parse(html));
}

export const isParagraph = (node: RootContent | undefined): node is Paragraph => node?.type === 'paragraph';

export const dataOf = (node: { data?: Data | undefined }): Data => {
  node.data ??= {};
  return node.data;
};
