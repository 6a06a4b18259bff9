/** mdast → sanitised hast → HTML, with an id on every block. */
import type { Element, Root as HastRoot } from 'hast';
import { toHtml as print } from 'hast-util-to-html';
import type { Nodes, Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { highlight } from './highlight.ts';
import { locators } from './locators.ts';
import { schema } from './sanitising.ts';

const sanitiser = unified().use(rehypeRaw).use(rehypeSanitize, schema);

/**
 * Prints a story or a note.
 *
 * @param taken ids of the chapter's blocks so far
 * @param part 0 for the story, from 1 for its notes: keeps the ids of their footnotes apart
 */
export async function toHtml(
  children: RootContent[],
  taken: Set<string>,
  part: number,
): Promise<{ html: string; tree: HastRoot }> {
  const root: Root = { type: 'root', children };
  const raw = holds(root, 'html');
  const made = toHast(root, {
    allowDangerousHtml: raw,
    clobberPrefix: part > 0 ? `note${part}-` : '',
    footnoteBackContent: textArrow,
  }) as HastRoot;
  const tree = raw ? ((await sanitiser.run(made)) as HastRoot) : made;
  if (holds(root, 'link', 'image', 'imageReference', 'linkReference', 'code', 'table') || raw)
    await dress(tree);
  locators(tree, taken);
  return { html: print(tree, { omitOptionalTags: false, preferUnquoted: true }), tree };
}

function holds(node: Nodes, ...types: string[]): boolean {
  if (types.includes(node.type)) return true;
  return 'children' in node && node.children.some((child) => holds(child, ...types));
}

/** U+FE0E keeps phones from drawing the arrow as an emoji. */
const textArrow = '↩\ufe0e';

const safeLink = /^(?:https?:|mailto:|[^:]*$|[^:]*[/?#].*:)/i;

/** Sets code through Shiki, makes wide blocks scrollable by the keyboard, and lets no address run code. */
async function dress(tree: HastRoot): Promise<void> {
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
    if (node.tagName === 'img') properties.loading = 'lazy';
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
