/** hast → HTML. What most chapters are made of is printed at once, all else by the library, and comes out the same. */
import type { Element, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/** The HTML of the tree's blocks. */
export function printHast({ children }: Root): string {
  const breaks = new Map<string, string>();
  return children.map((node) => printBlock(node, breaks)).join('');
}

/** `breaks` holds how the scene breaks are printed whose like came before. */
function printBlock(node: RootContent, breaks: Map<string, string>): string {
  if (node.type === 'text') return escaped(node.value);
  if (node.type === 'element' && node.tagName === 'hr') return printBreak(node, breaks);
  if (node.type === 'element' && node.tagName === 'p' && node.children.length === 1) {
    const [text] = node.children;
    const names = Object.keys(node.properties);
    if (text?.type === 'text' && names.length === 1 && names[0] === 'id')
      return `<p id=${node.properties.id}>${escaped(text.value)}</p>`;
  }
  return toHtml(node, printing);
}

/** The breaks of a chapter differ in their ids alone. */
function printBreak({ properties, ...node }: Element, breaks: Map<string, string>): string {
  const { id, ...alike } = properties;
  const key = JSON.stringify(alike);
  const known = breaks.get(key) ?? toHtml({ ...node, properties: alike }, printing);
  breaks.set(key, known);
  return `${known.slice(0, -1)} id=${id}>`;
}

const printing = { omitOptionalTags: false, preferUnquoted: true };

const escaped = (text: string) => text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;');
