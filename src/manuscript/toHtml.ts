/**
 * mdast → sanitised hast → HTML, with an id on every block.
 *
 * Most blocks of a chapter are paragraphs without markup: these take a short way past the libraries that handle the
 * rest, and come out the same.
 */
import type { Element, Root as HastRoot } from 'hast';
import type { List, ListItem, Nodes, Root, RootContent } from 'mdast';
import { defaultHandlers, type Handler, toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { highlight } from './highlight.ts';
import { locators } from './locators.ts';
import type { Pictures } from './placePictures.ts';
import { printHast } from './printHast.ts';
import { schema } from './sanitising.ts';

const sanitiser = unified().use(rehypeRaw).use(rehypeSanitize, schema);

/**
 * Prints a story or a note.
 *
 * @param taken the ids that the chapter has so far
 * @param part 0 for the story, from 1 for its notes: keeps the ids of their footnotes apart
 * @param pictures those that lie beside the file: they are put where they stand on the site, and remembered
 */
export async function toHtml(
  children: RootContent[],
  taken: Set<string>,
  part: number,
  pictures: Pictures,
): Promise<{ html: string; tree: HastRoot }> {
  const { all, marked } = partPlain(children);
  const raw = holds(marked, 'html');
  const made =
    marked.children.length === 0
      ? rootOf(all)
      : (toHast(all, {
          allowDangerousHtml: raw,
          clobberPrefix: part > 0 ? `note${part}-` : '',
          footnoteBackContent: textArrow,
          handlers,
        }) as HastRoot);
  const tree = raw ? ((await sanitiser.run(made)) as HastRoot) : made;
  if (raw || holds(marked, 'link', 'image', 'imageReference', 'linkReference', 'code', 'table'))
    await dress(tree, pictures);
  dropEmpty(tree);
  locators(tree, taken);
  return { html: printHast(tree), tree };
}

/** A run of blocks that are hast already, while the rest is turned into it. */
interface Plain {
  type: 'plain';
  elements: Element[];
}

/** Longest run, for a handler's result becomes arguments of one call. */
const longestRun = 1000;

const handlers: Record<string, Handler> = {
  plain: (_, { elements }: Plain) => elements,
  // A list is loose where one of its items is. The library asks them all anew for each: their number squared.
  list(state, node: List) {
    const spread = node.spread || node.children.some((item) => item.spread ?? item.children.length > 1);
    for (const item of node.children) item.spread = spread;
    return defaultHandlers.list(state, node);
  },
  listItem: (state, node: ListItem) => defaultHandlers.listItem(state, node, undefined),
};

/** `all` has runs in the place of plain blocks; `marked` holds only what is no plain block. */
function partPlain(children: RootContent[]): { all: Root; marked: Root } {
  const all: (RootContent | Plain)[] = [];
  const marked: RootContent[] = [];
  let run: Plain | undefined;
  for (const node of children) {
    const made = plain(node);
    if (made === undefined) {
      run = undefined;
      all.push(node);
      marked.push(node);
    } else if (run && run.elements.length < longestRun) run.elements.push(made);
    else {
      run = { type: 'plain', elements: [made] };
      all.push(run);
    }
  }
  return {
    all: { type: 'root', children: all as RootContent[] },
    marked: { type: 'root', children: marked },
  };
}

/** A tree of plain blocks alone, a line each. */
const rootOf = ({ children }: Root): HastRoot => ({
  type: 'root',
  children: (children as unknown as Plain[])
    .flatMap(({ elements }) => elements)
    .flatMap((element, i) => (i === 0 ? [element] : [{ type: 'text', value: '\n' }, element])),
});

/** A scene break, or a paragraph of one line without markup; nothing for any other block. */
function plain(node: RootContent): Element | undefined {
  if (node.type === 'thematicBreak')
    return { type: 'element', tagName: 'hr', properties: { ...node.data?.hProperties }, children: [] };
  if (node.type !== 'paragraph' || node.data || node.children.length !== 1) return undefined;
  const [only] = node.children;
  if (only?.type !== 'text' || only.data || only.value.includes('\n')) return undefined;
  return {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [{ type: 'text', value: only.value }],
  };
}

function holds(node: Nodes, ...types: string[]): boolean {
  if (types.includes(node.type)) return true;
  return 'children' in node && node.children.some((child) => holds(child, ...types));
}

/** A picture that is not shown and has no description leaves nothing behind. */
function dropEmpty(node: HastRoot | Element): void {
  for (const child of node.children) if (child.type === 'element') dropEmpty(child);
  node.children = (node.children as Element[]).filter(
    (child) =>
      child.type !== 'element' ||
      !/^(?:p|span|a|li|ul|ol|blockquote|h[1-6])$/.test(child.tagName) ||
      child.properties.id !== undefined ||
      child.children.some((each) => each.type !== 'text' || each.value.trim() !== ''),
  ) as typeof node.children;
}

/** U+FE0E keeps phones from drawing the arrow as an emoji. */
const textArrow = '↩\ufe0e';

const safeLink = /^(?:https?:|mailto:|[^:]*$|[^:]*[/?#].*:)/i;

/** Sets code through Shiki, makes wide blocks scrollable by the keyboard, and lets no address run code. */
async function dress(tree: HastRoot, pictures: Pictures): Promise<void> {
  const codes: { pre: Element; code: Element; language: string }[] = [];
  visit(tree, 'element', (node) => {
    const { properties } = node;
    for (const name of ['href', 'src', 'cite']) {
      const address = properties[name];
      if (typeof address === 'string' && !safeLink.test(address.replace(/\p{Cc}|\s/gu, '')))
        delete properties[name];
    }
    if (node.tagName === 'a' && /^https?:/i.test(String(properties.href ?? '')))
      properties.rel = ['nofollow', 'noopener'];
    if (node.tagName === 'table') properties.tabIndex = 0;
    if (node.tagName === 'img' && pictures.place(node)) properties.loading = 'lazy';
    if (properties.align !== undefined) {
      properties.className = [`align-${properties.align}`];
      delete properties.align;
    }
    if (node.tagName !== 'pre') return undefined;
    const [code] = node.children;
    node.properties = { ...properties, className: ['code'], tabIndex: 0 };
    if (code?.type !== 'element' || code.tagName !== 'code') return SKIP;
    const names = code.properties.className;
    const language =
      (Array.isArray(names) ? names : [])
        .map(String)
        .find((name) => name.startsWith('language-'))
        ?.slice(9) ?? '';
    codes.push({ pre: node, code, language });
    return SKIP;
  });
  for (const { pre, code, language } of codes) {
    const [text] = code.children;
    if (text?.type !== 'text') continue;
    const value = text.value.replace(/\n$/, '');
    if (language === 'status') pre.properties.className = ['screen'];
    code.children = await highlight(value, language.toLowerCase());
  }
}
