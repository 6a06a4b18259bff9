/** Pictures that part scenes: their text or their file's name says so, or the page shows the same one again and again. */
import type { Element, Root as HastRoot } from 'hast';
import { markOf } from './marks.ts';

const says =
  /(?:^|[^\p{L}])(?:(?:scene|page|line|section|chapter|text|story)?[ _-]?(?:break|divider|separator|sep|seperator)\d*|dividers?|line|hr|rule|bar|ornaments?|asterisks?|asterism|dinkus|fleuron|flourish|stars?|squiggle|swirl|spacer|trenner|séparateur|separador)(?:$|[^\p{L}])/iu;

/** How often each picture stands on the page. */
export function picturesOf(tree: HastRoot): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: HastRoot | Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      const src = child.tagName === 'img' ? child.properties.src : undefined;
      if (typeof src === 'string') counts.set(src, (counts.get(src) ?? 0) + 1);
      visit(child);
    }
  };
  visit(tree);
  return counts;
}

/** Whether a picture that stands alone parts two scenes. All others are illustrations. */
export function dividerImage(alt: string, url: string, counts: Map<string, number>): boolean {
  const text = alt.trim();
  // A sentence that describes a picture may well speak of a line or a star.
  const file = (url.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';
  const name = file.replace(/\.\w{2,5}$/, '').replace(/%20|\+/g, ' ');
  return (
    (text !== '' && (markOf(text) !== undefined || (text.split(/\s+/).length <= 4 && says.test(text)))) ||
    (text.split(/\s+/).length <= 4 && says.test(name)) ||
    (counts.get(url) ?? 0) > 1
  );
}
