/**
 * A tidy tree of HTML → blocks. One walk with one state, the gap since the last block and the line that it is on, and
 * therefore long.
 */
import type { Element, ElementContent, RootContent as HastContent, Root as HastRoot } from 'hast';
import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import { type Block, blockOf, textOf } from './block.ts';
import { fromPlainText } from './fromPlainText.ts';
import type { Breaks } from './htmlBreaks.ts';
import { type Line, linesOf } from './htmlLines.ts';
import {
  byLine,
  isBlock,
  isBlockChild,
  isMarkLine,
  isQuote,
  type Look,
  longQuote,
  lookOf,
  preformatted,
} from './htmlShapes.ts';
import { isData, rowOf } from './htmlTables.ts';
import { type Mark, markOf } from './marks.ts';
import { dividerImage } from './pictures.ts';
import { holds, namesOf, textIn } from './tidyHtml.ts';

export class Reader {
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
