/**
 * The chapters of a work for one page. An id is there once a page: where a chapter has one that an earlier chapter has,
 * it and the links to it get the chapter's address before them.
 */
import type { Element } from 'hast';
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import type { ManuscriptChapter } from '../manuscript/manuscript.ts';
import { targetOf } from './pageLinks.ts';

const fragments = rehype().data('settings', { fragment: true, preferUnquoted: true, quoteSmart: true });
/** Properties that name the id of another element. */
const references = ['ariaDescribedBy', 'ariaLabelledBy', 'htmlFor', 'headers'];

export interface Text extends Pick<ManuscriptChapter, 'html' | 'notes'> {
  slug: string;
}

/** The same texts in which no id stands twice. */
export function withOwnIds<Chapter extends Text>(chapters: Chapter[]): Chapter[] {
  const taken = new Set(['content', ...chapters.map(({ slug }) => slug)]);
  return chapters.map((chapter) => {
    const pieces = [chapter.html, ...chapter.notes.map(({ html }) => html)];
    const ids = pieces.flatMap(idsIn);
    const again = new Set(ids.filter((id) => taken.has(id)));
    for (const id of ids) taken.add(again.has(id) ? `${chapter.slug}-${id}` : id);
    if (again.size === 0) return chapter;
    const set = (html: string) => rename(html, again, chapter.slug);
    return {
      ...chapter,
      html: set(chapter.html),
      notes: chapter.notes.map((note) => ({ ...note, html: set(note.html) })),
    };
  });
}

/** What may be an id: a look that costs nothing, so that only chapters which clash are parsed. */
const idsIn = (html: string) => Array.from(html.matchAll(/ id="?([^\s">]*)/g), ([, id = '']) => id);

function rename(html: string, again: ReadonlySet<string>, prefix: string): string {
  const tree = fragments.parse(html);
  const own = (id: string) => (again.has(id) ? `${prefix}-${id}` : id);
  visit(tree, 'element', ({ properties }: Element) => {
    if (properties.id) properties.id = own(String(properties.id));
    const target = targetOf(properties.href);
    if (target !== undefined) properties.href = `#${own(target)}`;
    for (const name of references) {
      const value = properties[name];
      if (Array.isArray(value)) properties[name] = value.map((id) => own(String(id)));
      else if (value) properties[name] = own(String(value));
    }
  });
  return fragments.stringify(tree);
}
