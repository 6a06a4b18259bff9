/** mdast → sanitised hast → HTML, with an id on every block. */
import type { Element, Root as HastRoot } from 'hast';
import { toHtml as print } from 'hast-util-to-html';
import type { Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { highlight } from './highlight.ts';
import { locators } from './locators.ts';

/** What an author's own HTML may hold: AO3's allow-list, as far as it makes sense in a story, plus our own classes. */
const schema = {
  ...defaultSchema,
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    'abbr',
    'aside',
    'cite',
    'dfn',
    'figure',
    'figcaption',
    'mark',
    'small',
    'u',
    'wbr',
    'rb',
    'rtc',
  ],
  attributes: {
    ...defaultSchema.attributes,
    '*': ['className', 'lang', 'dir', 'title', 'id'],
    a: [...(defaultSchema.attributes?.a ?? []), 'rel'],
    aside: ['role', 'ariaLabel', 'className'],
    hr: ['className', 'dataMark'],
    pre: ['className', 'tabIndex'],
  },
  clobber: [],
};
const sanitiser = unified().use(rehypeRaw).use(rehypeSanitize, schema);

/** Prints a story or a note. `foreign` says that the author may have written HTML, which is then sanitised. */
export async function toHtml(
  children: RootContent[],
  taken: Set<string>,
  foreign: boolean,
): Promise<{ html: string; tree: HastRoot }> {
  const tree = toHast({ type: 'root', children } satisfies Root, {
    allowDangerousHtml: foreign,
    clobberPrefix: 'fn-',
  }) as HastRoot;
  const safe = foreign ? ((await sanitiser.run(tree)) as HastRoot) : tree;
  if (foreign) await dress(safe);
  locators(safe, taken);
  return { html: print(safe, { omitOptionalTags: false, preferUnquoted: true }), tree: safe };
}

/** Sets code through Shiki, and lets a wide table or code block be scrolled by the keyboard. */
async function dress(tree: HastRoot): Promise<void> {
  const codes: { pre: Element; code: Element; language: string }[] = [];
  visit(tree, 'element', (node) => {
    if (
      node.tagName === 'a' &&
      typeof node.properties.href === 'string' &&
      /^https?:/i.test(node.properties.href)
    ) {
      node.properties.rel = ['nofollow', 'noopener'];
    }
    if (node.tagName !== 'pre') return undefined;
    const [code] = node.children;
    node.properties = { ...node.properties, className: ['code'], tabIndex: 0 };
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
    if (language === 'status') {
      pre.properties.className = ['screen'];
      pre.children = [{ type: 'text', value: text.value.replace(/\n$/, '') }];
    } else code.children = await highlight(text.value.replace(/\n$/, ''), language.toLowerCase());
  }
}
