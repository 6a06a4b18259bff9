/** What an element of a page is: a block, a quotation, a by-line; and how its page sets it. */
import type { Element, ElementContent, RootContent as HastContent } from 'hast';
import type { PhrasingContent } from 'mdast';
import { textOf } from './block.ts';
import { type Line, linesOf } from './htmlLines.ts';
import { markOf } from './marks.ts';
import { block as blocks, textIn } from './tidyHtml.ts';

export interface Look {
  align?: 'center' | 'right';
  note?: 'opening' | 'closing';
}

/** A quotation longer than this is the page's own margin. */
export const longQuote = 6000;

/** A note's text stands by itself, and a mark in a quotation's clothes is a mark. */
export function isQuote(node: Element, look: Look): boolean {
  const text = textIn(node).trim();
  return !look.note && text.length < longQuote && !(text.length < 100 && markOf(text.replace(/\s+/g, ' ')));
}

/** The letters of preformatted text, its lines as they stand. */
export const preformatted = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text'
        ? child.value
        : child.type !== 'element'
          ? ''
          : child.tagName === 'br'
            ? '\n'
            : preformatted(child),
    )
    .join('');

export const isBlockChild = (node: HastContent | ElementContent): boolean =>
  node.type === 'element' && isBlock(node);

const known = new WeakMap<Element, boolean>();

/** A block element, or an inline one that archives wrapped around blocks. */
export function isBlock(node: Element): boolean {
  if (blocks.has(node.tagName)) return true;
  if (node.children.length === 0) return false;
  let is = known.get(node);
  if (is === undefined) {
    is = node.children.some((child) => child.type === 'element' && isBlock(child));
    known.set(node, is);
  }
  return is;
}

export function lookOf(node: Element, outer: Look): Look {
  const { className, dataNote } = node.properties;
  const [align] = Array.isArray(className) ? className : [];
  const look: Look = { ...outer };
  if (align === 'left') delete look.align;
  else if (align === 'center' || align === 'right') look.align = align;
  if (dataNote === 'opening' || dataNote === 'closing') look.note = dataNote;
  return look;
}

export const isMarkLine = ({ children }: Line): boolean => {
  const text = textOf({ type: 'paragraph', children }).trim();
  const mark = text.length < 100 ? markOf(text) : undefined;
  return mark !== undefined && !mark.weak;
};

/** “<h1>Title by Author</h1>”, both of them links, as downloaders head a work. */
export function byLine(
  heading: Element,
): { title: PhrasingContent[]; author: PhrasingContent[] } | undefined {
  const links = heading.children.filter((child) => child.type === 'element' && child.tagName === 'a');
  const between = heading.children
    .flatMap((child) => (child.type === 'text' ? child.value.trim() : []))
    .join('');
  const [title, author] = links;
  if (links.length !== 2 || between !== 'by' || title?.type !== 'element' || author?.type !== 'element')
    return undefined;
  const line = (nodes: ElementContent[]) => linesOf(nodes)[0]?.children ?? [];
  return { title: line(title.children), author: [{ type: 'text', value: 'by ' }, ...line(author.children)] };
}
