/**
 * A long chapter on several pages of about equal length, each parted from the next at a scene break where one is near,
 * else at the end of a paragraph. Pure: a chapter's HTML in, the HTML of its pages out.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import type { ManuscriptChapter, Note } from '../manuscript/manuscript.ts';
import { countWords } from '../manuscript/words.ts';
import { idsOf, ownersOf, relink, targetOf } from './pageLinks.ts';

const fragments = rehype().data('settings', { fragment: true, preferUnquoted: true, quoteSmart: true });

export interface ChapterPage extends Pick<ManuscriptChapter, 'html' | 'notes'> {
  /** Share of the story, from 0 to 1, that lies before this page, and before its end. */
  begin: number;
  end: number;
  /** Ids on this page that no page before it has. */
  ids: string[];
}

/** How far from where it would be best a scene break may be to part two pages: a share of a page. */
const reach = 0.3;

/**
 * @param most words that a chapter may have on one page
 * @param urlOf address of the chapter's nth page, from 1
 * @returns one page, untouched, where the chapter is no longer than that or has nowhere to be parted
 */
export function pagesOfChapter(
  { html, notes, words }: Pick<ManuscriptChapter, 'html' | 'notes' | 'words'>,
  most: number | undefined,
  urlOf: (page: number) => string,
): ChapterPage[] {
  const whole = [{ html, notes, begin: 0, end: 1, ids: [] }];
  if (!most || words <= most) return whole;
  const { blocks, footnotes } = read(html);
  const lengths = blocks.map((block) => countWords(textOf(block)));
  const cuts = cutsOf(blocks, lengths, Math.ceil(words / most));
  if (cuts.length === 0) return whole;

  const total = sum(lengths);
  const edges = [0, ...cuts, blocks.length];
  const pages = edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? blocks.length;
    const own = blocks.slice(from, to);
    const trees: Root[] = [{ type: 'root', children: [...own, ...footnotesFor(own, footnotes)] }];
    const placement = i === 0 ? 'opening' : i === cuts.length ? 'closing' : undefined;
    const kept = notes.filter((note) => note.placement === placement);
    trees.push(...kept.map((note) => fragments.parse(note.html)));
    return {
      trees,
      kept,
      begin: share(sum(lengths.slice(0, from)), total),
      end: share(sum(lengths.slice(0, to)), total),
    };
  });
  const owners = ownersOf(pages.map(({ trees }) => trees));
  return pages.map(({ trees, kept, begin, end }, i) => {
    for (const tree of trees) relink(tree, i, owners, urlOf, idsOf(trees));
    const [story = '', ...said] = trees.map((tree) => fragments.stringify(tree));
    return {
      html: story,
      notes: kept.map((note, n): Note => ({ ...note, html: said[n] ?? '' })),
      begin,
      end,
      ids: [...owners].filter(([, page]) => page === i).map(([id]) => id),
    };
  });
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
const share = (part: number, whole: number) => Math.round((part / Math.max(1, whole)) * 10_000) / 10_000;

/** The story's blocks, and its footnotes' section, which stands at its end. */
function read(html: string): { blocks: RootContent[]; footnotes: Element | undefined } {
  const blocks = fragments.parse(html).children.filter(({ type }) => type === 'element');
  const last = blocks.at(-1);
  const footnotes = last?.type === 'element' && 'dataFootnotes' in last.properties ? last : undefined;
  return { blocks: footnotes ? blocks.slice(0, -1) : blocks, footnotes };
}

function textOf(node: RootContent | ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  return node.tagName === 'br' ? ' ' : node.children.map(textOf).join('');
}

const isBreak = (node: RootContent | undefined) => node?.type === 'element' && node.tagName === 'hr';
const isHeading = (node: RootContent | undefined) => node?.type === 'element' && /^h\d$/.test(node.tagName);

/** Before which blocks a page begins. A break ends the page before it; a heading stays with what it heads. */
function cutsOf(blocks: RootContent[], lengths: number[], pages: number): number[] {
  let passed = 0;
  const places = blocks.flatMap((block, i) => {
    passed += lengths[i] ?? 0;
    const next = blocks[i + 1];
    return !next || isBreak(next) || isHeading(block) ? [] : [{ cut: i + 1, passed, scene: isBreak(block) }];
  });
  const page = passed / pages;
  const cuts = Array.from({ length: pages - 1 }, (_, i) => {
    const best = page * (i + 1);
    const off = ({ passed, scene }: (typeof places)[number]) =>
      Math.abs(passed - best) + (scene ? 0 : reach * page);
    return places.reduce<(typeof places)[number] | undefined>(
      (least, place) => (least && off(least) <= off(place) ? least : place),
      undefined,
    )?.cut;
  });
  return [...new Set(cuts.filter((cut) => cut !== undefined))];
}

/** The footnotes that these blocks refer to, directly or through another one, with the numbers they have. */
function footnotesFor(blocks: RootContent[], section: Element | undefined): Element[] {
  if (!section) return [];
  const list = section.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'ol',
  );
  const items = (list?.children ?? []).filter((child): child is Element => child.type === 'element');
  const wanted = new Set<Element>();
  const waiting: Root[] = [{ type: 'root', children: blocks }];
  for (let tree = waiting.pop(); tree; tree = waiting.pop())
    visit(tree, 'element', ({ properties }) => {
      const item = items.find(({ properties: { id } }) => id === targetOf(properties.href));
      if (!item || wanted.has(item)) return;
      wanted.add(item);
      waiting.push({ type: 'root', children: item.children });
    });
  if (!list || wanted.size === 0) return [];
  const kept = items.flatMap((item, i) =>
    wanted.has(item)
      ? [{ ...structuredClone(item), properties: { ...item.properties, value: String(i + 1) } }]
      : [],
  );
  const rest = section.children.filter((child) => child !== list);
  return [{ ...section, children: [...structuredClone(rest), { ...list, children: kept }] }];
}
