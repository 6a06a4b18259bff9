/**
 * Markdown (CommonMark and GFM) → blocks, with the author's empty lines kept as `gap`.
 *
 * Markdown was made for documents; a writer's habits mean other things in it. A rule under a sentence is no heading,
 * tildes alone open no code, an indented paragraph is no code, “1986. It was” and “- Yes, said he” are no lists: each
 * of these stays what it is on the page. Raw HTML goes through the same reader as an HTML file.
 */
import type { Root as HastRoot } from 'hast';
import type {
  BlockContent,
  Blockquote,
  Heading,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { unified } from 'unified';
import { type Block, blockOf, type Place, textOf } from './block.ts';
import { blocksOfHtml, blocksOfTree } from './fromHtml.ts';
import { readHeading } from './headings.ts';
import { markOf } from './marks.ts';
import { noteLabelOf } from './noteWords.ts';
import { dividerImage } from './pictures.ts';
import { isElementName } from './tidyHtml.ts';

const markdown = remark().use(remarkGfm, { singleTilde: false });
// Four spaces are an indent to a writer, not code.
markdown.data('micromarkExtensions', [
  ...(markdown.data('micromarkExtensions') ?? []),
  { disable: { null: ['codeIndented'] } },
]);
const raw = unified().use(rehypeRaw);

export function fromMarkdown(written: string): Block[] {
  const text = disarm(written);
  const tree = markdown.parse(text);
  const reader = new Reader(text, picturesIn(tree.children), tree.children.some(isTalk));
  for (let i = 0; i < tree.children.length; i += 1) {
    const node = tree.children[i] as RootContent;
    const end = opensDetails(node)
      ? tree.children.findIndex((each, at) => at > i && closesDetails(each))
      : -1;
    if (end < 0) reader.read(node);
    else reader.readDetails(node, tree.children.slice(i + 1, end));
    i = Math.max(i, end);
  }
  return reader.blocks;
}

/** Markdown between the tags of `<details>` has empty lines around it, and so the tags are nodes of their own. */
const opensDetails = (node: RootContent) =>
  node.type === 'html' && /^\s*<details\b/i.test(node.value) && !/<\/details>/i.test(node.value);
const closesDetails = (node: RootContent) => node.type === 'html' && /^\s*<\/details>\s*$/i.test(node.value);

class Reader {
  readonly blocks: Block[] = [];
  readonly #text: string;
  readonly #pictures: Map<string, number>;
  /** Whether somebody speaks behind a hyphen on this page. */
  readonly #talks: boolean;
  /** Last line of what has been read. */
  #end = 0;
  /** The widest gap on either side of something that is not seen. */
  #held = 0;

  constructor(text: string, pictures: Map<string, number>, talks: boolean) {
    this.#text = text;
    this.#pictures = pictures;
    this.#talks = talks;
  }

  read(node: RootContent): void {
    const line = node.position?.start.line ?? 1;
    const gap = Math.max(this.#held, line - this.#end - 1);
    const made = this.#blocks(node, { line, gap, indent: (node.position?.start.column ?? 1) - 1 });
    for (const block of made) this.blocks.push(block);
    if (made.length > 0) this.#held = 0;
    else if (isSpace(node)) return;
    // A comment or a wrapper's tag takes no room of its own.
    else this.#held = gap;
    this.#end = node.position?.end.line ?? line;
  }

  /** What can be folded away is one block, its Markdown inside it. */
  readDetails(node: RootContent, inside: RootContent[]): void {
    const from = this.blocks.length;
    this.read(node);
    const [block, ...others] = this.blocks.slice(from);
    for (const each of inside) this.read(each);
    if (!block || others.length > 0 || block.node.type !== 'blockquote') return;
    for (const each of this.blocks.splice(from + 1)) {
      if (each.node.type === 'footnoteDefinition') this.blocks.push(each);
      else block.node.children.push(each.node as BlockContent);
    }
    block.text = textOf(block.node).trim();
  }

  #blocks(node: RootContent, place: Place): Block[] {
    switch (node.type) {
      case 'thematicBreak': {
        const text = sourceOf(node, this.#text);
        return [{ node, text, ...place, mark: { text, family: 'rule' } }];
      }
      case 'heading':
        return this.#heading(node, place);
      case 'html':
        return isElement(node.value)
          ? blocksOfHtml(node.value, place.line, place.gap)
          : this.#paragraph({ type: 'paragraph', children: [{ type: 'text', value: node.value }] }, place);
      case 'paragraph':
        return this.#paragraph(node, place);
      case 'list':
        return this.#list(node, place);
      case 'blockquote': {
        // A row of nested quotes with nothing in them was meant as a mark.
        const text = sourceOf(node, this.#text);
        const mark = text.length < 60 && textOf(node).trim() === '' ? markOf(text) : undefined;
        return mark
          ? [{ node: { type: 'thematicBreak' }, text, ...place, mark }]
          : [blockOf(withOwnLines(plainBoxes(node)), place)];
      }
      default:
        return [blockOf(node, place)];
    }
  }

  #paragraph(node: Paragraph, place: Place): Block[] {
    const { children } = node;
    if (children.every((child) => child.type === 'text' && isBlank(child.value))) return [];
    const [only] = children;
    if (
      children.length === 1 &&
      only?.type === 'image' &&
      dividerImage(only.alt ?? '', only.url, this.#pictures)
    ) {
      const text = only.alt ?? '';
      return [
        {
          node: { type: 'thematicBreak' },
          text,
          ...place,
          mark: { text: text || '[image]', family: 'image' },
        },
      ];
    }
    const html = throughHtml(node, place);
    if (html) return html;
    const block = blockOf(node, place);
    if (block.mark || !block.text.includes('\n')) return [block];
    return this.#lines(node, block);
  }

  /** A paragraph whose lines are marks, headings, notes or paragraphs in their own right is taken apart at them. */
  #lines(node: Paragraph, block: Block): Block[] {
    const texts = block.text.split('\n');
    const start = block.line;
    // Somebody who lets lines run on ends a paragraph with a line's end; and so does one who indents each line.
    const source = sourceOf(node, this.#text).split('\n');
    const indented = source
      .slice(1)
      .filter((line) => /^(?: {2,}|\t|\u3000|(?:&nbsp;|&emsp;|\u00a0){2,})/.test(line)).length;
    const each =
      texts.some((text) => text.length > longestWrap) ||
      (source.length > 2 && indented >= (source.length - 1) * 0.8);
    const alone = texts.map((text) => each || standsAlone(text));
    if (!alone.some(Boolean) && !texts.some(beginsNote)) return [block];
    const lines = splitLines(node.children);
    if (lines.length !== texts.length) return [block];
    const made: Block[] = [];
    let run: PhrasingContent[] = [];
    let first = 0;
    const flush = () => {
      const paragraph: Paragraph = { type: 'paragraph', children: run };
      if (run.length > 0 && textOf(paragraph).trim() !== '')
        made.push(
          blockOf(paragraph, {
            line: start + first,
            gap: made.length === 0 ? block.gap : 0,
            indent: block.indent,
          }),
        );
      run = [];
    };
    lines.forEach((line, i) => {
      if (alone[i] || alone[i - 1] || beginsNote(texts[i] ?? '')) {
        flush();
        first = i;
      }
      if (run.length > 0) run.push({ type: 'text', value: '\n' });
      run.push(...line);
    });
    flush();
    return made;
  }

  /**
   * A rule right below a sentence is a heading to CommonMark, and so is a lone `#`. To a writer both are scene breaks:
   * a sentence (it ends as one, or is longer than a title) is a paragraph, then a break.
   */
  #heading(node: Heading, place: Place): Block[] {
    const source = sourceOf(node, this.#text);
    const words = textOf(node).trim();
    const inner = words === '' ? ({ text: source, family: 'row' } as const) : markOf(words);
    if (inner)
      return [{ node: { type: 'thematicBreak' }, text: source, ...place, mark: { ...inner, text: source } }];
    const isTitle =
      !(words.length > 80 || words.includes('\n') || /[.!?…,;:—]["'”’»)]*$/.test(words)) ||
      readHeading(words);
    if (source.startsWith('#') || isTitle) return throughHtml(node, place) ?? [blockOf(node, place)];
    const text = source.slice(source.lastIndexOf('\n') + 1).trim();
    const paragraph: Paragraph = { type: 'paragraph', children: node.children };
    if (node.position) {
      const { start, end } = node.position;
      paragraph.position = { start, end: { ...end, offset: (end.offset ?? 0) - text.length } };
    }
    const line = node.position?.end.line ?? place.line;
    return [
      ...this.#paragraph(paragraph, place),
      { node: { type: 'thematicBreak' }, text, line, gap: 0, indent: 0, mark: { text, family: 'rule' } },
    ];
  }

  /** A list whose items are what somebody says, or a year that ends a line, is no list. */
  #list(node: List, place: Place): Block[] {
    const text = sourceOf(node, this.#text);
    const mark = text.length < 60 && textOf(node).trim() === '' ? markOf(text) : undefined;
    if (mark) return [{ node: { type: 'thematicBreak' }, text, ...place, mark }];
    if (isList(node, this.#talks)) return [blockOf(plainBoxes(node), place)];
    let end = node.position?.start.line ?? place.line;
    return node.children.flatMap((item, i) => {
      const line = item.position?.start.line ?? place.line;
      const gap = i === 0 ? place.gap : Math.max(0, line - end - 1);
      end = item.position?.end.line ?? line;
      return this.#item(item, { ...place, line, gap });
    });
  }

  /** An item as it stands on the page, its bullet or number in front of it. */
  #item(item: ListItem, place: Place): Block[] {
    const [first, ...rest] = item.children;
    const from = item.position?.start.offset ?? 0;
    const to = first?.position?.start.offset ?? item.position?.end.offset ?? from;
    const value = this.#text.slice(from, to).replace(/\s+/g, ' ').trimStart();
    const lead: PhrasingContent = { type: 'text', value };
    const head: Paragraph =
      first?.type === 'paragraph'
        ? { ...first, children: [lead, ...first.children] }
        : { type: 'paragraph', children: [lead], ...(item.position ? { position: item.position } : {}) };
    let end = (first ?? item).position?.end.line ?? place.line;
    const others = first && first.type !== 'paragraph' ? [first, ...rest] : rest;
    return [
      ...this.#paragraph(head, place),
      ...others.flatMap((child) => {
        const line = child.position?.start.line ?? end;
        const gap = Math.max(0, line - end - 1);
        end = child.position?.end.line ?? line;
        return this.#blocks(child, { line, gap, indent: 0 });
      }),
    ];
  }
}

/** No program wraps lines wider than this. */
const longestWrap = 130;

/** A mark, or a heading that says that it is one. */
function standsAlone(line: string): boolean {
  const text = line.trim();
  if (text.length > 100) return false;
  const mark = markOf(text);
  if (mark) return !mark.weak;
  const heading = readHeading(text);
  return heading?.kind === 'counted' && heading.label !== undefined;
}

function beginsNote(line: string): boolean {
  const label = noteLabelOf(line.trim());
  return label !== undefined && !label.doubtful;
}

const isBlank = (text: string): boolean => !/[^\s\u00a0\u00ad\u200b-\u200d\u2060\ufeff\\]/.test(text);

/** White space that the author set by hand: a paragraph of `&nbsp;`, a line of `<br>`. */
const isSpace = (node: RootContent): boolean =>
  node.type === 'paragraph' || (node.type === 'html' && /<br\b|&nbsp;|&#x?\w+;|<p\b/i.test(node.value));

/** Lines shorter than this were broken by hand, not by an editor at the edge of its window. */
const wrapped = 50;

/** In a quotation, the short lines of a speech in a screenplay, or of a name under a letter, stay lines. */
function withOwnLines(quote: Blockquote): Blockquote {
  const children = quote.children.map((child): Blockquote['children'][number] => {
    if (child.type === 'blockquote') return withOwnLines(child);
    if (child.type !== 'paragraph') return child;
    const lines = splitLines(child.children);
    const isShort = lines.every((line) => textOf({ type: 'paragraph', children: line }).length < wrapped);
    if (lines.length === 1 || !isShort) return child;
    return {
      ...child,
      children: lines.flatMap((line, i): PhrasingContent[] =>
        i === 0 ? line : [{ type: 'break' }, ...line],
      ),
    };
  });
  return { ...quote, children };
}

/** The lines of a paragraph; what is emphasised across a line's end is emphasised on both. */
function splitLines(nodes: PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  const last = () => lines.at(-1) as PhrasingContent[];
  for (const node of nodes) {
    if (node.type === 'break') lines.push([]);
    else if (node.type === 'text') {
      node.value.split('\n').forEach((value, i) => {
        if (i > 0) lines.push([]);
        const text = i > 0 ? value.trimStart() : value;
        if (text !== '') last().push({ type: 'text', value: text });
      });
    } else if ('children' in node) {
      splitLines(node.children).forEach((children, i) => {
        if (i > 0) lines.push([]);
        if (children.length > 0) last().push({ ...node, children } as PhrasingContent);
      });
    } else last().push(node);
  }
  return lines;
}

/** Raw HTML inside a line is read as HTML; a tag that HTML does not know (“<Kay waves>”) is what the author wrote. */
function throughHtml(node: Paragraph | Heading, place: Place): Block[] | undefined {
  if (!holds(node, ['html'])) return undefined;
  const said = withoutStrangers(node);
  if (!holds(said, ['html'])) return [blockOf(said, place)];
  if (holds(said, ['footnoteReference', 'linkReference', 'imageReference'])) return undefined;
  const tree = toHast({ type: 'root', children: [said] }, { allowDangerousHtml: true }) as HastRoot;
  const made = blocksOfTree(raw.runSync(tree) as HastRoot, 1, place.gap);
  const [first] = made;
  if (first) first.line = place.line;
  return made;
}

function withoutStrangers<Node extends Nodes>(node: Node): Node {
  if (node.type === 'html' && !isElement(node.value))
    return { type: 'text', value: node.value } as unknown as Node;
  return 'children' in node ? ({ ...node, children: node.children.map(withoutStrangers) } as Node) : node;
}

const isElement = (html: string): boolean => {
  const name = /^\s*<\/?([a-z][\w:-]*)/i.exec(html)?.[1];
  return name === undefined || isElementName(name.toLowerCase());
};

const holds = (node: Nodes, types: Nodes['type'][]): boolean =>
  types.includes(node.type) || ('children' in node && node.children.some((child) => holds(child, types)));

/** Boxes to tick are signs on a page that nobody fills in. */
function plainBoxes<Node extends RootContent>(node: Node): Node {
  if (node.type === 'listItem' && typeof node.checked === 'boolean') {
    const [first] = node.children;
    const box: PhrasingContent = { type: 'text', value: node.checked ? '☑ ' : '☐ ' };
    const { checked: _, ...rest } = node;
    return (
      first?.type === 'paragraph'
        ? { ...rest, children: [{ ...first, children: [box, ...first.children] }, ...node.children.slice(1)] }
        : rest
    ) as Node;
  }
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: (node.children as RootContent[]).map(plainBoxes) } as Node;
}

const endsSentence = (text: string) => /[.!?…]["”»']?$/.test(text);
const itemsOf = (node: List) => node.children.map((item) => textOf(item).trim());

/** Several items that belong together: numbers that count, or bullets that are no speech. */
function isList(node: List, talks: boolean): boolean {
  if (node.children.some((item) => item.children.some(({ type }) => type === 'list'))) return true;
  if (node.children.length === 1)
    return node.children[0]?.checked !== undefined && node.children[0].checked !== null;
  if (node.ordered) return (node.start ?? 1) < 100;
  return !(isTalk(node) || (talks && itemsOf(node).every(endsSentence)));
}

/** Bullets that are surely speech: sentences, one of which asks, exclaims or says who speaks; or one sentence alone. */
function isTalk(node: RootContent): boolean {
  if (node.type !== 'list' || node.ordered) return false;
  const texts = itemsOf(node);
  if (texts.length === 1)
    return endsSentence(texts[0] ?? '') && typeof node.children[0]?.checked !== 'boolean';
  const sentences = texts.filter((text) => endsSentence(text) && text.length > 12).length;
  const asked = texts.some((text) => /[?!…]["”»']?$/.test(text) || /[,.] ?[—–-] ?\p{L}/u.test(text));
  return sentences >= texts.length * 0.8 && asked;
}

/** How often each picture stands alone. */
function picturesIn(nodes: RootContent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : undefined;
    if (only?.type === 'image') counts.set(only.url, (counts.get(only.url) ?? 0) + 1);
  }
  return counts;
}

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\n`]*)$/;

const noteOnAddress = /(?<![\w(<"'\]`])(https?:\/\/[^\s<>[\]()`"']+)(\[\^[^\s\]]+\])/g;

/** “[Mags]: here” is what somebody says: what a link leads to has a sign of an address in it. */
const noDefinition = /^( {0,3})\[(?=[^\]^\n][^\]\n]*\]:[ \t]+(?![^\n]*(?:[/#<@]|\.\w))[^\n])/gm;

/**
 * Takes the edge off what CommonMark would swallow a chapter for: a row of tildes that stands alone between
 * paragraphs, or opens code that nothing closes; and gives `##Chapter 5` the space that it lacks. An address ends
 * before the footnote's number behind it. No line is added.
 */
function disarm(written: string): string {
  const text = (written.includes('[^') ? written.replace(noteOnAddress, '<$1>$2') : written).replace(
    noDefinition,
    '$1\\[',
  );
  if (!/^ {0,3}#.*\{#[^{}\n]*\}[ \t]*$|^ {0,3}(?:```|~~~|#{1,6}[^#\s])/m.test(text)) return text;
  const lines = text.split('\n');
  const blank = (at: number) => (lines[at] ?? '').trim() === '';
  const unclosed = new Map<string | undefined, number>();
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    // Google Docs writes a heading's anchor behind it.
    if (/^ {0,3}#{1,6} .*\{#[\w.-]+\}[ \t]*$/.test(line))
      lines[i] = line.replace(/[ \t]*\{#[\w.-]+\}[ \t]*$/, '');
    const heading = /^( {0,3}#{1,6})([^#\s].{0,100})$/.exec(line);
    if (heading && readHeading((heading[2] ?? '').replace(/#+$/, ''))?.label)
      lines[i] = `${heading[1]} ${heading[2]}`;
    const found = fence.exec(line);
    if (!found) continue;
    const [, row = '', info = ''] = found;
    const close = new RegExp(`^ {0,3}${row[0]}{${row.length},}[ \\t]*$`);
    const alone = row.startsWith('~') && info.trim() === '' && blank(i - 1) && blank(i + 1);
    // Where none closes this fence, none closes a later one as long.
    const hopeless = row.length >= (unclosed.get(row[0]) ?? Number.POSITIVE_INFINITY);
    let end = alone || hopeless ? lines.length : i + 1;
    while (end < lines.length && !close.test(lines[end] as string)) end += 1;
    if (end === lines.length && !alone && !hopeless) unclosed.set(row[0], row.length);
    if (end < lines.length) i = end;
    else lines[i] = line.replace(/[`~]/g, '\\$&');
  }
  return lines.join('\n');
}

const sourceOf = (node: Nodes, text: string) =>
  text.slice(node.position?.start.offset, node.position?.end.offset).trim();
