/** Links within a chapter that has several pages. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** The id that a link within the chapter leads to. One that is badly encoded stands as it is written. */
export function targetOf(href: unknown): string | undefined {
  if (typeof href !== 'string' || !href.startsWith('#')) return undefined;
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}

/** Every id in these trees. */
export function idsOf(trees: Root[]): Set<string> {
  const ids = new Set<string>();
  for (const tree of trees)
    visit(tree, 'element', ({ properties: { id } }) => {
      if (id) ids.add(String(id));
    });
  return ids;
}

/** The first page that has an id. */
export function ownersOf(pages: Root[][]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [page, trees] of pages.entries())
    for (const id of idsOf(trees)) if (!owners.has(id)) owners.set(id, page);
  return owners;
}

/**
 * Links to what is on another page name that page; those beside the chapter start from one folder further down.
 *
 * @param page which page the tree is on, from 0
 * @param here every id on that page
 */
export function relink(
  tree: Root,
  page: number,
  owners: ReadonlyMap<string, number>,
  urlOf: (page: number) => string,
  here: ReadonlySet<string>,
): void {
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src', 'cite']) {
      const address = properties[name];
      if (typeof address !== 'string') continue;
      const target = targetOf(address);
      const owner = target === undefined ? undefined : owners.get(target);
      if (target !== undefined && owner !== undefined && !here.has(target))
        properties[name] = urlOf(owner + 1) + address;
      else if (page > 0 && /^(?![a-z][a-z\d+.-]*:|[/#?]|$)/i.test(address))
        properties[name] = `../${address}`;
    }
  });
}
