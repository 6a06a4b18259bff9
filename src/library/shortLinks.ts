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

/** The short address of a work, or of a chapter. */
export function shortUrlOf(book: BookTitle, chapter?: BookChapter): string {
  const address = chapter ? `${book.slug}/${chapter.slug}` : book.slug;
  return shortUrl(...idsOf(address, book.unlisted || chapter?.unlisted));
}

/** Ids of an address's page and place. What is unlisted has a page of its own: a list would tell of it. */
function idsOf(address: string, unlisted = false): [page: string, place?: string] {
  const [, work = '', chapter] = /^([^/]*)(?:\/(.*))?$/s.exec(address) ?? [];
  return chapter === undefined || unlisted ? [shortId(address)] : [shortId(work), shortId(chapter)];
}

/** The pages of all that has an address today or had one. */
export async function shortPages(): Promise<ShortPage[]> {
  const pages = new Map<string, ShortPage>();
  const add = (from: string, to: RedirectTarget, book?: Book) => {
    const [id, place] = idsOf(from, to.unlisted);
    const page = pages.get(id) ?? { id, to, places: [], ...(book && { book: cardOf(book) }) };
    pages.set(id, page);
    if (place && page.places.every(({ id }) => id !== place)) page.places.push({ id: place, to });
  };
  for (const book of await books()) {
    add(book.slug, bookTarget(book), book);
    for (const { from, to } of chapterTargets(book)) add(from, to);
  }
  for (const { from, to } of await redirects()) add(from, to);
  return [...pages.values()];
}

const cardOf = ({ slug, cover, summary }: Book) => ({
  slug,
  ...(cover && { cover }),
  ...(summary && { summary }),
});
