/**
 * HTML → blocks: a fragment or a whole page, as archives export it. What is not on the allow-list never gets in.
 *
 * Archives part paragraphs by elements, by doubled `<br>` or by both, and gaps are empty paragraphs: all of these
 * become the same `gap` that empty lines are in a plain text.
 */
import type { Element, ElementContent, RootContent as HastContent, Root as HastRoot } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toMdast } from 'hast-util-to-mdast';
import type { PhrasingContent, RootContent } from 'mdast';
import { rehype } from 'rehype';
import { type Block, blockOf, unseen } from './block.ts';
import { isDividerImage } from './marks.ts';
import { schema } from './sanitising.ts';

const page = rehype();
const fragment = rehype().data('settings', { fragment: true });

/** Reads a file: a whole page where it says so, else a fragment. */
export function fromHtml(text: string): Block[] {
  const whole = /<(?:!doctype|html|body)[\s>]/i.test(text.slice(0, 20_000));
  return readTree((whole ? page : fragment).parse(text), 1, 0);
}

/** Reads a block of HTML inside Markdown. */
export function blocksOfHtml(html: string, line: number, gap: number): Block[] {
  const blocks = readTree(fragment.parse(html), line, gap);
  return blocks;
}

/** Elements that hold blocks and are nothing themselves. */
const transparent = new Set([
  'html',
  'body',
  'div',
  'section',
  'article',
  'main',
  'center',
  'span',
  'font',
  'header',
  'footer',
  'hgroup',
  'aside',
  'figure',
  'form',
  'fieldset',
  'nav',
  'tbody',
  'userstuff',
]);
const blocky = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'center',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'ul',
  'ol',
  'dl',
  'blockquote',
  'pre',
  'table',
  'header',
  'footer',
  'aside',
  'figure',
  'form',
  'nav',
  'details',
  'address',
  'body',
  'html',
]);

interface Reader {
  blocks: Block[];
  /** Empty paragraphs and spare line breaks since the last block. */
  gap: number;
  line: number;
  offset: number;
}

function readTree(tree: HastRoot, line: number, gap: number): Block[] {
  const safe = sanitize(withLines(tree), schema) as HastRoot;
  const reader: Reader = { blocks: [], gap, line, offset: line - 1 };
  readChildren(safe.children, reader, {});
  return reader.blocks;
}

/** Sanitising drops positions of nothing, but comments and hidden elements must not hold text. */
function withLines(tree: HastRoot): HastRoot {
  const strip = (nodes: HastContent[]): HastContent[] =>
    nodes.flatMap((node): HastContent[] => {
      if (node.type !== 'element') return node.type === 'comment' || node.type === 'doctype' ? [] : [node];
      if (unseen.has(node.tagName) || node.tagName === 'head') return [];
      node.children = strip(node.children) as ElementContent[];
      return [node];
    });
  tree.children = strip(tree.children);
  return tree;
}

interface Look {
  centred?: boolean;
  right?: boolean;
}

function readChildren(nodes: (HastContent | ElementContent)[], reader: Reader, look: Look): void {
  let run: ElementContent[] = [];
  const flush = () => {
    if (run.length > 0) readInline(run, reader, look);
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'element' && isBlock(node)) {
      flush();
      readElement(node, reader, look);
    } else if (node.type === 'text' || node.type === 'element') run.push(node);
  }
  flush();
}

/** A block element, or an inline one that archives wrapped around blocks. */
const isBlock = (node: Element): boolean =>
  blocky.has(node.tagName) ||
  (!['br', 'img', 'a'].includes(node.tagName) &&
    node.children.some((child) => child.type === 'element' && isBlock(child)));

function readElement(node: Element, reader: Reader, outer: Look): void {
  const look = lookOf(node, outer);
  reader.line = (node.position?.start.line ?? reader.line - reader.offset) + reader.offset;
  const { tagName } = node;
  if (tagName === 'hr') {
    push(reader, { type: 'thematicBreak' }, look, '<hr>');
    const block = reader.blocks.at(-1) as Block;
    block.mark = { text: '<hr>', family: 'rule' };
    return;
  }
  if (
    tagName === 'p' ||
    tagName === 'address' ||
    (tagName === 'div' && !node.children.some((child) => child.type === 'element' && isBlock(child)))
  ) {
    readInline(node.children, reader, look);
    return;
  }
  if (
    /^h[1-6]$/.test(tagName) ||
    tagName === 'blockquote' ||
    tagName === 'ul' ||
    tagName === 'ol' ||
    tagName === 'dl' ||
    tagName === 'pre' ||
    tagName === 'table'
  ) {
    for (const made of mdastOf([node])) push(reader, made, look);
    return;
  }
  if (tagName === 'details' || transparent.has(tagName) || blocky.has(tagName)) {
    readChildren(node.children, reader, look);
    return;
  }
  // An inline element around blocks: its own meaning is lost rather than its text.
  readChildren(node.children, reader, look);
}

function lookOf(node: Element, outer: Look): Look {
  const align = String(node.properties.align ?? '');
  const names = String(node.properties.className ?? '');
  const style = String(node.properties.style ?? '');
  if (
    node.tagName === 'center' ||
    align === 'center' ||
    /\b(?:text-?)?(?:align-?)?cent(?:er|re)(?:ed)?\b/i.test(names) ||
    /text-align:\s*center/i.test(style)
  )
    return { centred: true };
  if (align === 'right' || /\b(?:align-?|text-?)right\b/i.test(names)) return { right: true };
  return outer;
}

/** A run of inline content is one paragraph, or several where two or more `<br>` stand together. */
function readInline(nodes: ElementContent[], reader: Reader, look: Look): void {
  const pieces: { nodes: ElementContent[]; breaks: number }[] = [{ nodes: [], breaks: 0 }];
  const visit = (children: ElementContent[]) => {
    for (const child of children) {
      if (child.type === 'element' && child.tagName === 'br') {
        const last = pieces.at(-1) as { nodes: ElementContent[]; breaks: number };
        last.breaks += 1;
        if (last.breaks === 1) continue;
      } else if (
        child.type === 'text' &&
        child.value.trim() === '' &&
        !child.value.includes('\u00a0') &&
        (pieces.at(-1)?.breaks ?? 0) > 0
      ) {
      } else {
        let last = pieces.at(-1) as { nodes: ElementContent[]; breaks: number };
        if (last.breaks === 1) {
          last.nodes.push({ type: 'element', tagName: 'br', properties: {}, children: [] });
          last.breaks = 0;
        } else if (last.breaks > 1) {
          last = { nodes: [], breaks: 0 };
          pieces.push(last);
        }
        last.nodes.push(child);
      }
    }
  };
  visit(unwrapBreaks(nodes));
  let first = true;
  for (const { nodes: piece, breaks } of pieces) {
    const children = mdastOf([{ type: 'element', tagName: 'p', properties: {}, children: piece }]);
    for (const node of children) {
      if (node.type !== 'paragraph') {
        push(reader, node, look);
        continue;
      }
      const empty = !node.children.some((child) => hasContent(child));
      if (empty) reader.gap += 1;
      else pushParagraph(reader, node, look);
    }
    if (children.length === 0 && (piece.length > 0 || first)) reader.gap += 1;
    // Two breaks part paragraphs; each one more is an empty line.
    if (breaks > 2) reader.gap += breaks - 2;
    first = false;
  }
}

/** `<em>one<br><br>two</em>` holds two paragraphs: the emphasis goes to each. */
function unwrapBreaks(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (
      node.type !== 'element' ||
      node.tagName === 'br' ||
      !node.children.some((child) => child.type === 'element' && child.tagName === 'br')
    )
      return [node];
    const parts: ElementContent[] = [];
    let run: ElementContent[] = [];
    const flush = () => {
      if (run.length > 0) parts.push({ ...node, children: run });
      run = [];
    };
    for (const child of unwrapBreaks(node.children)) {
      if (child.type === 'element' && child.tagName === 'br') {
        flush();
        parts.push(child);
      } else run.push(child);
    }
    flush();
    return parts;
  });
}

const hasContent = (node: PhrasingContent): boolean => {
  if (node.type === 'image') return true;
  if (node.type === 'text') return node.value.replace(/[\s\u00a0\u200b]/g, '') !== '';
  return 'children' in node ? node.children.some(hasContent) : 'value' in node;
};

function pushParagraph(reader: Reader, node: RootContent, look: Look): void {
  const [only] = 'children' in node ? (node.children as PhrasingContent[]) : [];
  if (
    node.type === 'paragraph' &&
    node.children.length === 1 &&
    only?.type === 'image' &&
    isDividerImage(only.alt ?? '')
  ) {
    push(reader, { type: 'thematicBreak' }, look, only.alt ?? '');
    (reader.blocks.at(-1) as Block).mark = { text: only.alt || '[image]', family: 'image' };
    return;
  }
  push(reader, node, look);
}

function push(reader: Reader, node: RootContent, look: Look, text?: string): void {
  const place = { line: reader.line, gap: reader.gap, indent: 0, ...(look.centred ? { centred: true } : {}) };
  if (node.type === 'paragraph' && (look.centred || look.right))
    node.data = { hProperties: { className: [look.centred ? 'center' : 'right'] } };
  reader.blocks.push(text === undefined ? blockOf(node, place) : { node, text, ...place });
  reader.gap = 0;
}

/** Elements that mdast has no node for keep their own name. */
const kept = [
  'u',
  'sup',
  'sub',
  'small',
  'ins',
  'abbr',
  'cite',
  'q',
  'mark',
  'ruby',
  'rt',
  'rp',
  'dfn',
  'var',
  'samp',
  'big',
  'bdi',
  'bdo',
];
const handlers = Object.fromEntries(
  kept.map((name) => [
    name,
    (state: { all: (node: Element) => unknown[] }, node: Element) => ({
      type: 'emphasis' as const,
      children: state.all(node) as PhrasingContent[],
      data: { hName: name, hProperties: node.properties as Record<string, string> },
    }),
  ]),
);

function mdastOf(children: ElementContent[]): RootContent[] {
  // biome-ignore lint/suspicious/noExplicitAny: the handlers' type names every node of both trees
  const made = toMdast({ type: 'root', children } as HastRoot, { handlers: handlers as any });
  return made.type === 'root' ? made.children : [made as RootContent];
}
