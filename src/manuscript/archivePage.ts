/**
 * The frame that an archive puts around a story when it saves one: who wrote it, its tags, its summary become the
 * work's header; the notes that it sets apart are marked as such, for they need no guessing.
 */
import type { Element, RootContent as HastContent, Root as HastRoot } from 'hast';
import type { Header } from './manuscript.ts';
import { block, namesOf, textIn } from './tidyHtml.ts';

export interface ArchivePage {
  header: Header;
  /** Elements of the frame that are no text of the story. */
  frame: Element[];
}

/** Reads the frame, and marks each note of the archive with `data-note`. Nothing else of the tree is changed. */
export function archivePage(tree: HastRoot): ArchivePage {
  const page: ArchivePage = { header: {}, frame: [] };
  visit(tree, page, { preface: false, closing: false, meta: false });
  return page;
}

interface Where {
  /** Inside the head of the whole work. */
  preface: boolean;
  /** Inside what follows a chapter or the work. */
  closing: boolean;
  /** Inside the archive's own frame of a chapter. */
  meta: boolean;
}

function visit(node: HastRoot | Element, page: ArchivePage, outer: Where): void {
  const elements = (node.children as HastContent[]).filter(
    (child): child is Element => child.type === 'element',
  );
  for (const [i, child] of elements.entries()) {
    const names = namesOf(child);
    const id = String(child.properties.id ?? '');
    const where = {
      preface: outer.preface || id === 'preface',
      closing:
        outer.closing ||
        id === 'afterword' ||
        /^endnotes/i.test(id) ||
        (names.includes('notes') && names.includes('end')),
      meta:
        outer.meta ||
        id === 'preface' ||
        id === 'afterword' ||
        /^endnotes/i.test(id) ||
        names.includes('meta') ||
        (names.includes('module') && (names.includes('notes') || names.includes('summary'))),
    };
    if (readFrame(child, page, where, names)) {
      page.frame.push(child);
      continue;
    }
    // Royal Road's frame of a note, before or after the chapter.
    if (names.includes('author-note-portlet')) {
      const below = elements.slice(0, i).some((each) => namesOf(each).includes('chapter-content'));
      child.properties.dataNote = below ? 'closing' : 'opening';
      continue;
    }
    const next = elements[i + 1];
    if (
      where.meta &&
      isLabel(child) &&
      next?.tagName === 'blockquote' &&
      namesOf(next).includes('userstuff')
    ) {
      if (where.preface && /summary/i.test(textIn(child))) {
        page.header.summary ??= tidy(textIn(next));
        page.frame.push(child, next);
      } else
        for (const each of [child, next]) each.properties.dataNote = where.closing ? 'closing' : 'opening';
    }
    if (
      child.properties.dataNote === undefined &&
      !page.frame.includes(child) &&
      (block.has(child.tagName) || child.tagName === 'span')
    )
      visit(child, page, where);
  }
}

/** Takes what this element says of the work; `true` where it says nothing else. */
function readFrame(
  element: Element,
  { header }: ArchivePage,
  { preface, closing }: Where,
  names: string[],
): boolean {
  const { tagName } = element;
  if (tagName === 'dl' && (names.includes('tags') || names.includes('meta'))) {
    readTags(element, header);
    return true;
  }
  // Shown to screen readers only: “Chapter Text”.
  if (/^h[1-6]$/.test(tagName) && (names.includes('landmark') || names.includes('toc-heading'))) return true;
  if (names.includes('message') && (preface || closing)) return true;
  if (names.includes('byline') && tagName !== 'a') {
    header.authors ??= authorsIn(element);
    return true;
  }
  if (preface && (tagName === 'h1' || (names.includes('title') && names.includes('heading')))) {
    header.title ??= tidy(textIn(element));
    return true;
  }
  return false;
}

const isLabel = (element: Element) =>
  /^(?:p|h[1-6]|b|strong|div)$/.test(element.tagName) &&
  /^(?:(?:chapter|story|work|end|beginning)\s+)*(?:summary|(?:end\s*)?notes?)(?: for the .{1,40})?\s*:?$/i.test(
    tidy(textIn(element)),
  );

/** “Rating:” and its values, as pairs of `dt` and `dd`. */
function readTags(list: Element, header: Header): void {
  let label = '';
  for (const child of list.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'dt') label = tidy(textIn(child)).replace(/:$/, '').toLowerCase();
    else if (child.tagName === 'dd') {
      const text = tidy(textIn(child));
      if (label === 'rating') header.rating ??= text;
      else if (label === 'series') header.series ??= text;
      else if (label === 'stats') readStats(text, header);
      const list = tagLists.find(([name]) => name.test(label))?.[1];
      if (list) header[list] ??= linksIn(child) ?? text.split(/\s*,\s*/).filter(Boolean);
    }
  }
}

const tagLists = [
  [/^fandoms?$/, 'fandoms'],
  [/^relationships?$/, 'relationships'],
  [/^characters?$/, 'characters'],
  [/^(?:additional|freeform) tags?$/, 'tags'],
  [/^archive warnings?$/, 'warnings'],
  [/^categor(?:y|ies)$/, 'categories'],
] as const satisfies [RegExp, keyof Header][];

/** “Published: 2021-03-05 Completed: 2021-04-01 Words: 1,234 Chapters: 3/3”. */
function readStats(text: string, header: Header): void {
  const [, published] = /Published:\s*(\d{4}-\d\d-\d\d)/.exec(text) ?? [];
  const [, how, updated] = /(Updated|Completed):\s*(\d{4}-\d\d-\d\d)/.exec(text) ?? [];
  const [, there, planned] = /Chapters:\s*(\d+)\/(\d+|\?)/.exec(text) ?? [];
  if (published) header.published ??= published;
  if (updated) header.updated ??= updated;
  if (how === 'Completed' || (there && there === planned)) header.status ??= 'complete';
  else if (there) header.status ??= 'ongoing';
}

function authorsIn(element: Element): string[] {
  const named = linksIn(element);
  return (
    named ??
    tidy(textIn(element))
      .replace(/^by\s+/i, '')
      .split(/\s*,\s*/)
      .filter(Boolean)
  );
}

function linksIn(element: Element): string[] | undefined {
  const texts: string[] = [];
  const collect = (node: Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'a') texts.push(tidy(textIn(child)));
      else collect(child);
    }
  };
  collect(element);
  return texts.length > 0 ? texts.filter(Boolean) : undefined;
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
