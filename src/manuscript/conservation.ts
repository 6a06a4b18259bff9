/**
 * Nothing is lost: the letters and digits of the source are the letters and digits of what was made of it, in
 * order. Signs, spaces and the shape of quotes may change (that is typography); a letter may not.
 */
import type { Element, Root, RootContent } from 'hast';
import { type Draft, say } from './draft.ts';
import { followLetters } from './words.ts';

/** Holds what was made against the source, block by block, and reports the first place where they part. */
export function checkConservation(
  source: { line: number; text: string }[],
  made: string,
  draft: Draft,
): void {
  let at = 0;
  for (const { line, text } of source) {
    while (made[at] === '\n') at += 1;
    const next = followLetters(text, made, at);
    if (next < 0) {
      const words = text.trim().split(/\s+/).slice(0, 8).join(' ');
      say(
        draft,
        'error',
        'words-lost',
        line,
        `The page does not say “${words}” as the file does.`,
        'This is a fault of Fleuron: please report it with these lines of the file.',
      );
      return;
    }
    at = next;
  }
}

/** What a reader sees of the tree, its footnotes and their numbers aside. */
export function visibleText(node: Root | RootContent): string {
  const parts: string[] = [];
  collect(node, parts);
  return parts.join('');
}

function collect(node: Root | RootContent, parts: string[]): void {
  if (node.type === 'text') parts.push(node.value);
  else if (node.type === 'root') for (const child of node.children) collect(child, parts);
  else if (node.type === 'element') {
    if (node.tagName === 'br') parts.push('\n');
    else if (node.tagName === 'img') parts.push(String(node.properties['alt'] ?? ''));
    else if (!isFootnotes(node) && node.properties['dataFootnoteRef'] === undefined) {
      for (const child of node.children) collect(child, parts);
      if (!inline.has(node.tagName)) parts.push('\n');
    }
  }
}

/** The text of the footnotes at the foot of the tree, without the heading and the links back. */
export function footnoteText(tree: Root): string {
  const section = tree.children.find((node) => node.type === 'element' && isFootnotes(node));
  if (section?.type !== 'element') return '';
  const list = section.children.find((node) => node.type === 'element' && node.tagName === 'ol');
  return list ? visibleText(withoutBackLinks(list as Element)) : '';
}

const inline = new Set(
  'a abbr b bdi bdo big cite code del dfn em i ins mark q rp rt ruby s samp small span strong sub sup u var'.split(
    ' ',
  ),
);

const isFootnotes = (node: Element) =>
  node.tagName === 'section' && node.properties.dataFootnotes !== undefined;

function withoutBackLinks(node: Element): Element {
  const children = node.children
    .filter((child) => child.type !== 'element' || child.properties.dataFootnoteBackref === undefined)
    .map((child) => (child.type === 'element' ? withoutBackLinks(child) : child));
  return { ...node, children };
}
