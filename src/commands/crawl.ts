/** A built site as its visitors' browsers follow it: links that lead nowhere, and pages that nothing leads to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import type { Element } from 'hast';
import { transform } from 'lightningcss';
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import type { Problem } from '../library/problems.ts';

/** What a page says of itself and of others. */
interface Page {
  ids: Set<string>;
  /** As they are written in it. */
  links: string[];
  /** Whether it stands at its own address and wants to be found: no redirect, no error page, nothing unlisted. */
  listed: boolean;
}

/** A link to this site: the file it asks for, unless it has missed the base path, and the place on that page. */
interface Link {
  target: string;
  inside: boolean;
  fragment: string;
}

/** Attributes whose value is an address; of those of `form` none leads to a page of a static site. */
const addressed = ['href', 'src', 'poster', 'data'];

/**
 * Follows every link of the site built in `folder` for that origin and base path.
 * Links to other sites are not followed. Problems name the page's file, or what `sourceOf` gives for its address.
 */
export function crawl(
  folder: string,
  host: { origin: string; base: string },
  sourceOf: (address: string) => string | undefined = () => undefined,
): Problem[] {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => path.slice(join(folder, sep).length).replaceAll(sep, '/'))
      .sort(),
  );
  const root = host.origin + host.base;
  const pages = new Map<string, Page>();
  for (const file of files) {
    const read = /\.html?$/.test(file) ? readPage : file.endsWith('.css') ? readSheet : undefined;
    if (read) pages.set(file, read(readFileSync(join(folder, file)), root + addressOf(file)));
  }
  const broken = new Map<string, { problem: Problem; places: number }>();
  const reached = new Map<string, string[]>();
  for (const [file, { links }] of pages) {
    const found = new Set<string>();
    for (const written of new Set(links)) {
      const link = followed(written, root, root + addressOf(file));
      if (link?.inside) found.add(link.target);
      const fault = link && faultOf(written, link, files, pages);
      if (!fault) continue;
      const known = broken.get(written + fault.reason);
      if (known) known.places += 1;
      else {
        const address = host.base + addressOf(file);
        const problem = {
          severity: 'error' as const,
          file: sourceOf(address) ?? join(folder, file),
          ...fault,
        };
        broken.set(written + fault.reason, { places: 1, problem });
      }
    }
    reached.set(file, [...found]);
  }
  return [
    ...[...broken.values()].map(({ problem, places }) =>
      places === 1
        ? problem
        : { ...problem, reason: `${problem.reason} It stands on ${places} pages; this is the first.` },
    ),
    ...orphans(pages, reached).map((file) => ({
      severity: 'error' as const,
      file: join(folder, file),
      rule: 'orphan-page',
      reason: 'No way of links leads from the front page to this one.',
      mend: 'Link to it from a page that readers find.',
    })),
  ];
}

/** A file's address below the base: a folder's page is at the folder. */
const addressOf = (file: string) => encodeURI(file.replace(/(^|\/)index\.html$/, '$1'));

function readPage(bytes: Uint8Array, address: string): Page {
  const page: Page = { ids: new Set(), links: [], listed: false };
  let unlisted = false;
  visit(rehype().parse(Buffer.from(bytes).toString('utf8')), 'element', (element) => {
    const { tagName, properties } = element;
    if (properties['id']) page.ids.add(String(properties['id']));
    if (tagName === 'a' && properties['name']) page.ids.add(String(properties['name']));
    if (tagName === 'link' && [properties['rel']].flat().includes('canonical'))
      page.listed = properties['href'] === address;
    else page.links.push(...linksOf(element));
    if (properties['name'] === 'robots' && /noindex/.test(String(properties['content']))) unlisted = true;
  });
  if (unlisted) page.listed = false;
  return page;
}

function linksOf({ tagName, properties }: Element): string[] {
  const links = addressed.flatMap((name) =>
    typeof properties[name] === 'string' ? [properties[name] as string] : [],
  );
  const set = properties['srcSet'];
  if (set)
    links.push(
      ...String(set)
        .split(',')
        .map((part) => part.trim().split(/\s/)[0] ?? ''),
    );
  const refresh = tagName === 'meta' && /^\d+\s*;\s*url=(.*)$/i.exec(String(properties['content'] ?? ''));
  if (refresh) links.push(refresh[1] ?? '');
  return links;
}

function readSheet(bytes: Uint8Array, address: string): Page {
  const { dependencies } = transform({ filename: address, code: bytes, analyzeDependencies: true });
  return {
    ids: new Set(),
    listed: false,
    links: (dependencies ?? []).flatMap((each) => ('url' in each ? [each.url] : [])),
  };
}

/** The file of this site that a link asks for; none where it leads to another site. */
function followed(written: string, root: string, from: string): Link | undefined {
  if (!URL.canParse(written, from)) return { target: '', inside: false, fragment: '' };
  const url = new URL(written, from);
  const ours = url.href.startsWith(root);
  // A link that names its host is meant to leave; one that does not has missed the base path.
  if (!ours && (url.origin !== new URL(root).origin || URL.canParse(written))) return undefined;
  const path = decode(url.pathname.slice(ours ? new URL(root).pathname.length : 1));
  const target = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return { target, inside: ours, fragment: decode(url.hash.slice(1).replace(/:~:.*$/, '')) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function faultOf(
  written: string,
  { target, inside, fragment }: Link,
  files: ReadonlySet<string>,
  pages: ReadonlyMap<string, Page>,
): Omit<Problem, 'file' | 'severity'> | undefined {
  if (!inside || !files.has(target)) {
    const slash = inside && files.has(`${target}/index.html`);
    return {
      rule: 'broken-link',
      reason: `The link “${written}” ${slash ? 'lacks the slash at its end.' : 'leads to nothing on this site.'}`,
      mend: nearestTo(slash ? `${target}/index.html` : target, [...pages.keys()]),
    };
  }
  const ids = pages.get(target)?.ids;
  if (fragment === '' || fragment === 'top' || !ids || ids.has(fragment)) return undefined;
  return {
    rule: 'broken-id',
    reason: `The link “${written}” leads to a page that has no place “${fragment}”.`,
    mend: 'Copy the link anew from the paragraph it should lead to, or take off what follows the “#”.',
  };
}

function nearestTo(target: string, files: string[]): string {
  const near = target === '' ? '' : closest(target, files);
  return near && distance(target, near) <= target.length / 2
    ? `Correct it; the nearest address on this site is “${decode(addressOf(near))}”.`
    : 'Correct it, or take it out.';
}

/** Pages that want to be found and that no way from the front page leads to. */
function orphans(pages: ReadonlyMap<string, Page>, reached: ReadonlyMap<string, string[]>): string[] {
  const found = new Set(['index.html']);
  for (const file of found) for (const next of reached.get(file) ?? []) found.add(next);
  return [...pages].filter(([file, { listed }]) => listed && !found.has(file)).map(([file]) => file);
}
