/**
 * Short addresses: a page for each work, with a place on it for each chapter. A work's is a hash of its address, a
 * chapter's of its name in it. Each that they had before has its own, so whichever was handed out leads on for as long
 * as the long one does, and no list of them has to be kept.
 */
import { type Book, type BookChapter, type BookTitle, books } from './book.ts';
import { shortId } from './names.ts';
import { bookTarget, chapterTargets, type RedirectTarget, redirects } from './redirects.ts';
import { shortUrl } from './urls.ts';

/** A page that short links lead to. */
export interface ShortPage {
  id: string;
  /** What its own address leads to; that of the first of its places, where it has none itself. */
  to: RedirectTarget;
  /** The work that a card for it shows. */
  book?: Pick<Book, 'slug' | 'cover' | 'summary'>;
  places: { id: string; to: RedirectTarget }[];
}

/** The short address of a work, or of a chapter; none of one that is unlisted, which the list there would tell of. */
export function shortUrlOf(book: BookTitle, chapter?: BookChapter): string | undefined {
  if (chapter?.unlisted) return undefined;
  return shortUrl(...idsOf(chapter ? `${book.slug}/${chapter.slug}` : book.slug));
}

/** Ids of an address's page and place. */
function idsOf(address: string): [page: string, place?: string] {
  const [, work = '', chapter] = /^([^/]*)(?:\/(.*))?$/s.exec(address) ?? [];
  return chapter === undefined ? [shortId(work)] : [shortId(work), shortId(chapter)];
}

/** The pages of all that has an address today or had one. */
export async function shortPages(): Promise<ShortPage[]> {
  const pages = new Map<string, ShortPage>();
  const taken = new Set<string>();
  const add = (from: string, to: RedirectTarget, book?: Book) => {
    const [id, place] = idsOf(from);
    const page = pages.get(id) ?? { id, to, places: [], ...(book && { book: cardOf(book) }) };
    pages.set(id, page);
    if (!place || taken.has(id + place)) return;
    taken.add(id + place);
    page.places.push({ id: place, to });
  };
  const unlisted = new Set<string>();
  for (const book of await books()) {
    add(book.slug, bookTarget(book), book);
    for (const { from, to, chapter } of chapterTargets(book))
      if (chapter.unlisted) unlisted.add(to.url);
      else add(from, to);
  }
  for (const { from, to } of await redirects()) if (!unlisted.has(to.url)) add(from, to);
  return [...pages.values()];
}

const cardOf = ({ slug, cover, summary }: Book) => ({
  slug,
  ...(cover && { cover }),
  ...(summary && { summary }),
});
