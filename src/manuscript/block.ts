/**
 * A block of the author's page, what is known of it, and what was decided about it.
 *
 * The passes hand one list of blocks to each other. Each block is decided once, by the first pass that is sure;
 * what no pass claims is a paragraph.
 */
import type { Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { type Mark, markOf } from './marks.ts';

declare module 'mdast' {
  interface Data {
    hName?: string;
    hProperties?: Record<string, string | number | boolean | string[] | undefined>;
  }
}

export type BlockType =
  | 'heading'
  | 'paragraph'
  | 'sceneBreak'
  | 'authorsNote'
  | 'verse'
  | 'letter'
  | 'chat'
  | 'screen'
  | 'code'
  | 'list'
  | 'quote'
  | 'other';

export interface Decision {
  type: BlockType;
  role?: 'chapter' | 'title' | 'section' | 'sceneLabel' | 'metadata' | 'frame' | 'signature' | 'speech';
  placement?: 'opening' | 'closing' | 'inline';
  strength?: 'strong' | 'soft' | 'label';
  /** How sure the engine is, from 0 to 1. */
  confidence: number;
  /** Why, as a writer would say it. */
  reason: string;
}

export interface Block {
  node: RootContent;
  /** Plain text, without white space at its ends; lines are parted by `\n`. */
  text: string;
  /** Line of the author's file, from 1. */
  line: number;
  /** Empty lines before it, as the author left them. */
  gap: number;
  /** Columns of white space before its first word. */
  indent: number;
  centred?: boolean;
  /** The scene-break mark that it is made of, if it is. */
  mark?: Mark;
  decision?: Decision;
}

/** Where a node stood on the author's page. */
export interface Place {
  line: number;
  gap: number;
  indent: number;
  centred?: boolean;
}

export function blockOf(node: RootContent, place: Place, text = textOf(node).trim()): Block {
  const block: Block = { node, text, ...place };
  if (node.type === 'paragraph') {
    const mark = markOf(text);
    if (mark) block.mark = mark;
  }
  return block;
}

export const paragraphOf = (text: string): Paragraph => ({
  type: 'paragraph',
  children: [{ type: 'text', value: text }],
});

/** A paragraph whose lines the author has broken by hand. */
export const isBroken = ({ node }: Block): boolean =>
  node.type === 'paragraph' && node.children.some(({ type }) => type === 'break');

/** A paragraph that no pass has claimed. */
export const isFree = (block: Block | undefined): block is Block =>
  block !== undefined &&
  block.decision === undefined &&
  block.mark === undefined &&
  block.node.type === 'paragraph';

/** A block of ordinary prose, decided or not. */
export const isProse = (block: Block | undefined): block is Block =>
  block !== undefined &&
  block.mark === undefined &&
  block.node.type === 'paragraph' &&
  (block.decision?.type ?? 'paragraph') === 'paragraph';

export const east = /[\u3040-\u9fff\uac00-\ud7af]/;

/** Length in letters; a Han, Kana or Hangul character says as much as two or three. */
export const sizeOf = (text: string) => (east.test(text.slice(0, 20)) ? text.length * 2.5 : text.length);

/** Elements whose content is never shown. */
export const unseen = new Set([
  'script',
  'style',
  'template',
  'title',
  'iframe',
  'noscript',
  'textarea',
  'xmp',
  'svg',
  'math',
]);

/** The plain text of a node, its lines parted by `\n`. Raw HTML has none: it is turned into nodes before. */
export function textOf(node: Nodes | PhrasingContent): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (!('children' in node)) return '';
  const [only] = node.children;
  if (node.children.length === 1 && only) return textOf(only);
  let text = '';
  let hidden: string | undefined;
  for (const child of node.children) {
    const tag = child.type === 'html' ? /^<(\/?\w+)/.exec(child.value)?.[1]?.toLowerCase() : undefined;
    if (hidden) {
      if (tag === `/${hidden}`) hidden = undefined;
    } else if (tag && unseen.has(tag)) hidden = tag;
    else {
      text += textOf(child);
      if (isContainer(child.type)) text += '\n';
    }
  }
  return text;
}

const isContainer = (type: string) =>
  type === 'paragraph' ||
  type === 'listItem' ||
  type === 'tableRow' ||
  type === 'heading' ||
  type === 'tableCell' ||
  type === 'code';
