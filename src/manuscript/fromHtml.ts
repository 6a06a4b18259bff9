/**
 * HTML → blocks: a fragment or a whole page, as archives and word processors save it.
 *
 * Archives part paragraphs by elements, by doubled `<br>` or by both, and gaps are empty paragraphs: all of these
 * become the same `gap` that empty lines are in a plain text. How many `<br>` part two paragraphs is measured over the
 * whole page, as FanFicFare does it. What is on the page and in no block is named in a message, or is a fault.
 */
import type { Element, ElementContent, RootContent as HastContent, Root as HastRoot } from 'hast';
import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import { rehype } from 'rehype';
import { archivePage } from './archivePage.ts';
import { type Block, blockOf, textOf } from './block.ts';
import { type Draft, say } from './draft.ts';
import { fromPlainText } from './fromPlainText.ts';
import { type Line, linesOf } from './htmlLines.ts';
import type { Header } from './manuscript.ts';
import { type Mark, markOf } from './marks.ts';
import { dividerImage, picturesOf } from './pictures.ts';
import { block as blocks, holds, type LeftOut, namesOf, silent, textIn, tidyHtml } from './tidyHtml.ts';
import { followLetters } from './words.ts';

const page = rehype();
const fragment = rehype().data('settings', { fragment: true });

/** Reads a file: a whole page where it says so, else a fragment. */
export function fromHtml(text: string, draft: Draft): { blocks: Block[]; header: Header } {
  const source = shallow(closed(text));
  const whole = /<(?:!doctype|html|body|head)[\s>]/i.test(text.slice(0, 20_000));
  const tree = (whole ? page : fragment).parse(source);
  const { header, frame } = archivePage(tree);
  const { tree: tidy, leftOut } = tidyHtml(tree, frame);
  const made = read(tidy, 1, 0);
  report(leftOut, draft);
  checkKept(tree, new Set(leftOut.map(({ node }) => node)), made, draft);
  setApart(made, draft);
  return { blocks: made, header };
}

/** Reads a block of HTML inside Markdown, whose first line is `line`. */
export const blocksOfHtml = (html: string, line: number, gap: number): Block[] =>
  blocksOfTree(fragment.parse(shallow(html)), line, gap);

/** Reads a tree that somebody else parsed. */
export const blocksOfTree = (tree: HastRoot, line: number, gap: number): Block[] =>
  read(tidyHtml(tree).tree, line, gap);

function read(tree: HastRoot, line: number, gap: number): Block[] {
  const reader = new Reader(line, gap, breaksOf(tree), picturesOf(tree));
  reader.flow(tree.children, {});
  return calm(reader.blocks);
}

/** XHTML may close any element at its start: to an HTML parser `<title/>` would hold the rest of the page. */
function closed(text: string): string {
  if (!/^\s*<\?xml|xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/i.test(text.slice(0, 2000))) return text;
  return text.replace(
    /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*?)?)\/>/gi,
    '<$1$2></$1>',
  );
}

/** Elements nested deeper than this are taken for paragraphs: no author writes them, and no parser likes them. */
const deepest = 200;
const unnested =
  /^(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|br|hr|img|input|wbr|meta|link|col|area|base|source|embed|param)$/i;

function shallow(text: string): string {
  let depth = 0;
  let most = 0;
  const tag = /<(\/?)([a-z][\w:-]*)(?=[\s/>])[^<>]*>/gi;
  const step = (close: string, name: string) => {
    if (!unnested.test(name)) depth = Math.max(0, depth + (close ? -1 : 1));
  };
  for (const [, close = '', name = ''] of text.matchAll(tag)) {
    step(close, name);
    most = Math.max(most, depth);
  }
  if (most <= deepest) return text;
  depth = 0;
  return text.replace(tag, (whole, close: string, name: string) => {
    const before = depth;
    step(close, name);
    if (unnested.test(name) || Math.max(before, depth) <= deepest) return whole;
    return blocks.has(name.toLowerCase()) && !close ? '<p>' : '';
  });
}

/** How a run of `<br>` is to be read on this page. */
interface Breaks {
  /** The longest run that only parts two paragraphs. */
  paragraph: number;
  /** Single ones are where a program broke the line. */
  wrapped: boolean;
}

interface Look {
  align?: 'center' | 'right';
  note?: 'opening' | 'closing';
}

class Reader {
  readonly blocks: Block[] = [];
  /** Empty paragraphs and spare line breaks since the last block. */
  #gap: number;
  #line: number;
  readonly #offset: number;
  readonly #breaks: Breaks;
  readonly #pictures: Map<string, number>;

  constructor(line: number, gap: number, breaks: Breaks, pictures: Map<string, number>) {
    this.#line = line;
    this.#gap = gap;
    this.#offset = line - 1;
    this.#breaks = breaks;
    this.#pictures = pictures;
  }

  flow(nodes: (HastContent | ElementContent)[], look: Look): void {
    let run: ElementContent[] = [];
    const flush = () => {
      if (
        run.some(
          (node) => node.type === 'element' || (node.type === 'text' && /[^ \t\n\r\f]/.test(node.value)),
        )
      )
        this.#inline(run, look, 'between');
      run = [];
    };
    for (const node of nodes) {
      if (node.type === 'element' && isBlock(node)) {
        flush();
        this.#element(node, look);
      } else if (node.type === 'text' || node.type === 'element') run.push(node);
    }
    flush();
  }

  #element(node: Element, outer: Look): void {
    const look = lookOf(node, outer);
    this.#line = this.#lineOf(node) ?? this.#line;
    const { tagName } = node;
    if (tagName === 'hr') {
      const text = String(node.properties['dataMark'] ?? '<hr>');
      this.#mark({ text, family: text === '<hr>' ? 'rule' : (markOf(text)?.family ?? 'row') }, look);
    } else if (/^h[1-6]$/.test(tagName) && !node.children.some(isBlockChild)) this.#heading(node, look);
    else if (tagName === 'pre') this.#pre(node, look);
    else if (tagName === 'table' && isData(node)) this.#table(node, look);
    else if (/^[uod]l$/.test(tagName)) this.#list(node, look);
    else if (tagName === 'details' && textIn(node).length < longQuote) this.#details(node, look);
    else if (tagName === 'blockquote' && isQuote(node, look)) this.#wrap(node, 'blockquote', look);
    else if (node.children.some(isBlockChild)) this.flow(node.children, look);
    else
      this.#inline(
        node.children,
        look,
        /^(?:p|li|figcaption|summary|caption)$/.test(tagName) ? 'paragraph' : 'box',
        node,
      );
  }

  /** A run of inline content is a paragraph, or several where more `<br>` stand together than end a line. */
  #inline(nodes: ElementContent[], look: Look, kind: 'paragraph' | 'box' | 'between', owner?: Element): void {
    const lines = linesOf(nodes);
    const { paragraph, wrapped } = this.#breaks;
    const spare = Math.max(1, paragraph - 1);
    if (lines.every(({ children }) => children.length === 0)) {
      // A box that holds nothing at all takes no room.
      const nothing =
        kind !== 'paragraph' &&
        lines.length === 1 &&
        !/\u00a0/.test(textIn({ type: 'root', children: nodes } as HastRoot));
      const emptied =
        nodes.length > 0 &&
        lines.length === 1 &&
        nodes.every((node) => node.type === 'element' && node.tagName === 'a');
      if (!nothing && !emptied) this.#gap += Math.max(1, lines.length - 1);
      return;
    }
    let parts: Line[] = [];
    let since = 0;
    const end = () => {
      if (parts.length > 0) this.#paragraph(parts, look, owner, wrapped);
      parts = [];
    };
    for (const line of lines) {
      if (line.children.length === 0) {
        since += 1;
        continue;
      }
      if (this.#begun(parts) && since + 1 > (paragraph === 1 ? 0 : 1)) {
        end();
        this.#gap += Math.max(0, since + 1 - paragraph);
      } else if (parts.length === 0) this.#gap += since;
      since = 0;
      parts.push(line);
    }
    end();
    // The last `<br>` of a box is not seen; each one more is an empty line.
    this.#gap += Math.max(0, since - spare);
  }

  #begun = (parts: Line[]): boolean => parts.length > 0;

  #paragraph(lines: Line[], look: Look, owner: Element | undefined, wrapped: boolean): void {
    this.#line = this.#placed(lines[0]?.line) ?? this.#line;
    const children = lines.flatMap((line, i): PhrasingContent[] =>
      i === 0
        ? line.children
        : [wrapped ? { type: 'text', value: ' ' } : { type: 'break' }, ...line.children],
    );
    const [only] = children;
    const image =
      children.length === 1 && only?.type === 'link' && only.children.length === 1 ? only.children[0] : only;
    if (
      children.length === 1 &&
      image?.type === 'image' &&
      dividerImage(image.alt ?? '', image.url, this.#pictures)
    ) {
      this.#mark({ text: image.alt || '[image]', family: 'image' }, look, image.alt ?? '');
      return;
    }
    // A line that is a mark parts the lines around it.
    if (lines.length > 1) {
      const at = lines.findIndex((line) => isMarkLine(line));
      if (at >= 0) {
        if (at > 0) this.#paragraph(lines.slice(0, at), look, owner, wrapped);
        this.#paragraph(lines.slice(at, at + 1), look, owner, wrapped);
        if (at + 1 < lines.length) this.#paragraph(lines.slice(at + 1), look, owner, wrapped);
        return;
      }
    }
    const { lang, dir, dataTarget } = owner?.properties ?? {};
    if (typeof dataTarget === 'string')
      children.unshift({
        type: 'emphasis',
        children: [],
        data: { hName: 'span', hProperties: { id: dataTarget } },
      });
    const hProperties = {
      ...(look.align ? { className: [look.align] } : {}),
      ...(typeof lang === 'string' ? { lang } : {}),
      ...(typeof dir === 'string' ? { dir } : {}),
    };
    this.#push(
      {
        type: 'paragraph',
        children,
        ...(Object.keys(hProperties).length > 0 ? { data: { hProperties } } : {}),
      },
      look,
    );
  }

  /** A heading of two lines is two headings; one that is a mark, or as long as a paragraph, is none. */
  #heading(node: Element, look: Look): void {
    const lines = linesOf(node.children).filter(({ children }) => children.length > 0);
    const depth = Number(node.tagName[1]) as 1 | 2 | 3 | 4 | 5 | 6;
    const by = byLine(node);
    if (by) {
      this.#push({ type: 'heading', depth, children: by.title }, look);
      this.#push({ type: 'paragraph', children: by.author }, look);
      return;
    }
    if (lines.length === 0) this.#gap += 1;
    for (const line of lines) {
      // A picture before a heading's words stands above it.
      const pictures = line.children.findIndex(({ type }) => type !== 'image');
      if (pictures > 0) {
        this.#paragraph([{ ...line, children: line.children.splice(0, pictures) }], look, undefined, false);
      }
      const text = textOf({ type: 'paragraph', children: line.children }).trim();
      const image = line.children.length === 1 && line.children[0]?.type === 'image';
      if (markOf(text) || image || text.length > 300) this.#paragraph([line], look, undefined, false);
      else this.#push({ type: 'heading', depth, children: line.children }, look);
    }
  }

  /** Code says that it is code, or is laid out in columns; other preformatted text is a plain text. */
  #pre(node: Element, look: Look): void {
    if (node.children.some(isBlockChild)) {
      this.flow(node.children, look);
      return;
    }
    if (holds(node, ({ tagName }) => tagName === 'img')) {
      this.#inline(node.children, look, 'box', node);
      return;
    }
    const value = preformatted(node).replace(/^\n/, '').replace(/\s+$/, '');
    if (value === '') return;
    const code = node.children.find((child) => child.type === 'element' && child.tagName === 'code') as
      | Element
      | undefined;
    const columns = value
      .split('\n')
      .filter((line) => /\S {3,}\S|[│┃║─━═╔╗╚╝┌┐└┘|]{2}|^\s*[│║|].*[│║|]\s*$/.test(line)).length;
    if (code || columns >= 2) {
      const lang =
        code &&
        namesOf(code)
          .find((name) => name.startsWith('language-'))
          ?.slice(9);
      this.#push({ type: 'code', value, ...(lang ? { lang } : {}) }, look);
      return;
    }
    const start = this.#line + (/^\n/.test(preformatted(node)) ? 1 : 0);
    for (const [i, each] of fromPlainText(value).blocks.entries()) {
      delete each.node.position;
      this.blocks.push({ ...each, line: start + each.line - 1, gap: each.gap + (i === 0 ? this.#gap : 0) });
    }
    this.#gap = 0;
  }

  #list(node: Element, look: Look): void {
    const rows = node.children.filter((child): child is Element => child.type === 'element');
    if (rows.length === 0) return;
    // Links to this page's own parts, one a row, are its table of contents.
    const definitions = node.tagName === 'dl';
    const children = rows.map((row): ListItem => {
      const inner = this.#inside(row);
      return {
        type: 'listItem',
        spread: inner.length > 1 && inner.some((each, i) => i > 0 && each.type === 'paragraph'),
        children: inner,
        ...(definitions ? { data: { hName: row.tagName === 'dt' ? 'dt' : 'dd' } } : {}),
      };
    });
    const { start } = node.properties;
    this.#push(
      {
        type: 'list',
        ordered: node.tagName === 'ol',
        ...(typeof start === 'number' ? { start } : {}),
        children,
        ...(definitions ? { data: { hName: 'dl' } } : {}),
      },
      look,
    );
  }

  #details(node: Element, look: Look): void {
    const [first] = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
    const summary = first?.type === 'element' && first.tagName === 'summary' ? first : undefined;
    const label = summary ? linesOf(summary.children).flatMap(({ children }) => children) : [];
    const rest = this.#inside({ ...node, children: node.children.filter((child) => child !== summary) });
    if (label.length === 0) {
      this.flow(node.children, look);
      return;
    }
    this.#push(
      {
        type: 'blockquote',
        children: [{ type: 'paragraph', children: label, data: { hName: 'summary' } }, ...rest],
        data: { hName: 'details' },
      },
      look,
    );
  }

  #wrap(node: Element, type: 'blockquote', look: Look): void {
    const children = this.#inside(node);
    if (children.length === 0) this.#gap += 1;
    else this.#push({ type, children }, look);
  }

  /** A table's caption is the paragraph before it. */
  #table(node: Element, look: Look): void {
    const rows: TableRow[] = [];
    const visit = (each: Element) => {
      for (const child of each.children) {
        if (child.type !== 'element') continue;
        if (child.tagName === 'caption') this.#inline(child.children, { ...look, align: 'center' }, 'box');
        else if (child.tagName !== 'tr') visit(child);
        else rows.push(rowOf(child));
      }
    };
    visit(node);
    if (rows.length > 0) this.#push({ type: 'table', children: rows }, look);
  }

  /** The content of a block that stands as one in the text. */
  #inside(node: Element): BlockContent[] {
    const reader = new Reader(this.#line, 0, this.#breaks, this.#pictures);
    reader.flow(node.children, {});
    return reader.blocks.map((each) =>
      each.node.type === 'thematicBreak' && each.mark?.family !== 'rule'
        ? { type: 'paragraph', children: [{ type: 'text', value: each.text }] }
        : (each.node as BlockContent),
    );
  }

  #mark(mark: Mark, look: Look, text = mark.text): void {
    this.#push({ type: 'thematicBreak' }, look, text);
    (this.blocks.at(-1) as Block).mark = mark;
  }

  #push(node: RootContent, look: Look, text?: string): void {
    const place = {
      line: this.#line,
      gap: this.#gap,
      indent: 0,
      ...(look.align === 'center' ? { centred: true } : {}),
    };
    const block: Block = text === undefined ? blockOf(node, place) : { node, text, ...place };
    if (look.note && !block.mark && block.node.type !== 'thematicBreak')
      block.decision = {
        type: 'authorsNote',
        placement: look.note,
        confidence: 0.99,
        reason: 'The archive sets it apart as an author’s note.',
      };
    this.blocks.push(block);
    this.#gap = 0;
  }

  #lineOf = (node: Element): number | undefined => this.#placed(node.position?.start.line);

  #placed = (line: number | undefined): number | undefined => (line ? line + this.#offset : undefined);
}

/** A quotation longer than this is the page's own margin. */
const longQuote = 6000;

/** A note's text stands by itself, and a mark in a quotation's clothes is a mark. */
function isQuote(node: Element, look: Look): boolean {
  const text = textIn(node).trim();
  return !look.note && text.length < longQuote && !(text.length < 100 && markOf(text.replace(/\s+/g, ' ')));
}

/** The letters of preformatted text, its lines as they stand. */
const preformatted = (node: Element): string =>
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

const isBlockChild = (node: HastContent | ElementContent): boolean =>
  node.type === 'element' && isBlock(node);

const known = new WeakMap<Element, boolean>();

/** A block element, or an inline one that archives wrapped around blocks. */
function isBlock(node: Element): boolean {
  if (blocks.has(node.tagName)) return true;
  if (node.children.length === 0) return false;
  let is = known.get(node);
  if (is === undefined) {
    is = node.children.some((child) => child.type === 'element' && isBlock(child));
    known.set(node, is);
  }
  return is;
}

function lookOf(node: Element, outer: Look): Look {
  const { className, dataNote } = node.properties;
  const [align] = Array.isArray(className) ? className : [];
  const look: Look = { ...outer };
  if (align === 'left') delete look.align;
  else if (align === 'center' || align === 'right') look.align = align;
  if (dataNote === 'opening' || dataNote === 'closing') look.note = dataNote;
  return look;
}

const isMarkLine = ({ children }: Line): boolean => {
  const text = textOf({ type: 'paragraph', children }).trim();
  const mark = text.length < 100 ? markOf(text) : undefined;
  return mark !== undefined && !mark.weak;
};

/** Rows of values: more than one column, and nothing in the cells but lines. Others lay a page out. */
function isData(table: Element): boolean {
  let wide = false;
  const cells = (node: Element): boolean =>
    node.children.every((child) => {
      if (child.type !== 'element') return true;
      if (child.tagName === 'td' || child.tagName === 'th')
        return (
          !holds(
            child,
            (each) => blocks.has(each.tagName) && each.tagName !== 'p' && each.tagName !== 'div',
          ) && textIn(child).length < 600
        );
      if (child.tagName === 'tr' && child.children.filter((each) => each.type === 'element').length > 1)
        wide = true;
      return cells(child);
    });
  return cells(table) && wide;
}

function rowOf(row: Element): TableRow {
  const cells = row.children.filter((child): child is Element => child.type === 'element');
  return {
    type: 'tableRow',
    children: cells.map((cell) => ({
      type: 'tableCell',
      children: linesOf(cell.children.flatMap(unboxed))
        .filter(({ children }) => children.length > 0)
        .flatMap(({ children }, i): PhrasingContent[] =>
          i === 0 ? children : [{ type: 'break' }, ...children],
        ),
      data: { hName: cell.tagName === 'th' ? 'th' : 'td', hProperties: spans(cell) },
    })),
  };
}

/** Paragraphs inside a cell are its lines. */
const unboxed = (node: ElementContent): ElementContent[] =>
  node.type === 'element' && blocks.has(node.tagName)
    ? [
        { type: 'element', tagName: 'br', properties: {}, children: [] },
        ...node.children.flatMap(unboxed),
        { type: 'element', tagName: 'br', properties: {}, children: [] },
      ]
    : [node];

function spans({ properties: { colSpan, rowSpan } }: Element): Record<string, number> {
  return {
    ...(Number(colSpan) > 1 ? { colSpan: Number(colSpan) } : {}),
    ...(Number(rowSpan) > 1 ? { rowSpan: Number(rowSpan) } : {}),
  };
}

/** “<h1>Title by Author</h1>”, both of them links, as downloaders head a work. */
function byLine(heading: Element): { title: PhrasingContent[]; author: PhrasingContent[] } | undefined {
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

/**
 * How many `<br>` part two paragraphs: the commonest run of two or more. Where nearly all are single and hardly
 * anything else parts paragraphs, one does, unless the lines are as full as a typewriter's.
 */
function breaksOf(tree: HastRoot): Breaks {
  const counts: number[] = [];
  const lengths: number[] = [];
  let boxes = 0;
  let run = 0;
  let length = 0;
  const visit = (nodes: (HastContent | ElementContent)[]) => {
    for (const node of nodes) {
      if (node.type === 'text') {
        const text = node.value.trim();
        if (text === '') continue;
        if (run > 0 && length > 0) {
          counts[Math.min(run, 9)] = (counts[Math.min(run, 9)] ?? 0) + 1;
          if (run === 1) lengths.push(length);
          length = 0;
        }
        if (length === 0 && run === 0) boxes += 1;
        run = 0;
        length += text.length;
      } else if (node.type === 'element') {
        if (node.tagName === 'br') run += 1;
        else if (blocks.has(node.tagName)) {
          run = 0;
          length = 0;
          visit(node.children);
          run = 0;
          length = 0;
        } else visit(node.children);
      }
    }
  };
  visit(tree.children);
  let paragraph = 2;
  for (let run = 2; run <= 9; run += 1)
    if ((counts[run] ?? 0) > (counts[paragraph] ?? 0) && (counts[run] ?? 0) >= 3) paragraph = run;
  const single = counts[1] ?? 0;
  const more = counts.slice(2).reduce((sum, count) => sum + count, 0);
  const width = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.95)] ?? 0;
  const full = lengths.filter((each) => each > width - 14).length;
  const wrapped = single > 8 && width >= 50 && width <= 100 && full > single * 0.7;
  const mean = lengths.reduce((sum, each) => sum + each, 0) / Math.max(1, lengths.length);
  if (!wrapped && single >= 4 && single > 3 * boxes && single > 2 * more && mean > 45) paragraph = 1;
  return { paragraph, wrapped };
}

/** A page that is centred as a whole sets nothing off by it. */
function calm(made: Block[]): Block[] {
  const length = (list: Block[]) => list.reduce((sum, { text }) => sum + text.length, 0);
  const centred = made.filter((block) => block.centred);
  if (centred.length < 8 || length(centred) < 0.6 * length(made)) return made;
  for (const block of centred) {
    delete block.centred;
    if (block.node.type === 'paragraph' && block.node.data?.hProperties)
      delete block.node.data.hProperties['className'];
  }
  return made;
}

const names: Record<LeftOut['what'], string> = {
  navigation: 'Navigation of the page',
  control: 'Buttons and menus of the page',
  hidden: 'Text that the page hides',
  footer: 'The page’s footer',
  frame: 'The archive’s header and footer',
};

/** Names every word of the page that is not read. */
function report(leftOut: LeftOut[], draft: Draft): void {
  for (const what of Object.keys(names) as LeftOut['what'][]) {
    const list = leftOut.filter((each) => each.what === what);
    const texts = list
      .map(({ node }) => textIn(node).replace(/\s+/g, ' ').trim())
      .filter((text) => /[\p{L}\p{N}]/u.test(text));
    if (texts.length === 0) continue;
    say(
      draft,
      what === 'hidden' ? 'warning' : 'info',
      'left-out',
      list[0]?.node.position?.start.line ?? 1,
      `${names[what]}, left out of the story: ${texts.join(' / ').replace(/\.$/, '')}.`,
      what === 'frame'
        ? 'What it says of the work stands on the work’s page; correct it in work.yaml.'
        : 'If it is story, put it into a plain paragraph.',
      0.9,
    );
  }
}

/** Reports the notes that the archive sets apart, unless the author says that there are none. */
function setApart(made: Block[], draft: Draft): void {
  let last: Block | undefined;
  for (const block of made) {
    const placement = block.decision?.placement;
    if (placement && draft.notes === 'none') delete block.decision;
    else if (placement && last?.decision?.placement !== placement)
      say(
        draft,
        'info',
        'note',
        block.line,
        `${placement === 'opening' ? 'An opening' : 'A closing'} note, as the archive sets it apart: “${block.text.slice(0, 40)}”.`,
        'If it is story, write “notes: none” at the head of the file.',
        0.99,
      );
    last = block;
  }
}

/** Holds the page, as a reader sees it, against the blocks; the first words that are in none are a fault. */
function checkKept(tree: HastRoot, left: Set<Element>, made: Block[], draft: Draft): void {
  const read = made
    .map(({ text, node, mark }) =>
      node.type === 'thematicBreak' ? (mark?.family === 'image' ? text : '') : textOf(node),
    )
    .join('\n');
  let at = 0;
  let lost = false;
  const visit = (node: HastRoot | Element) => {
    for (const child of node.children) {
      if (lost) return;
      if (child.type === 'element') {
        if (silent.has(child.tagName) || left.has(child)) continue;
        if (child.tagName === 'img') follow(String(child.properties.alt ?? ''), child.position?.start.line);
        else visit(child);
      } else if (child.type === 'text') follow(child.value, child.position?.start.line);
    }
  };
  const follow = (text: string, line = 1) => {
    const next = followLetters(text, read, at);
    if (next >= 0) {
      at = next;
      return;
    }
    lost = true;
    const words = text.trim().split(/\s+/).slice(0, 8).join(' ');
    const reason = `“${words}” was not read.`;
    say(
      draft,
      'error',
      'words-lost',
      line,
      reason,
      'This is a fault of Fleuron: please report it with the file.',
    );
  };
  visit(tree);
}
