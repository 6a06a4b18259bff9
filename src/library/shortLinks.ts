/**
 * A short address for each chapter: a hash of its long one. Each address that the chapter had before has its own, so
 * whichever was handed out leads on for as long as the long one does, and no list of them has to be kept.
 */
import { type BookChapter, type BookTitle, books } from './book.ts';
import { shortId } from './names.ts';
import { chapterTargets, type Redirect, redirects } from './redirects.ts';
import { shortUrl } from './urls.ts';

export const shortUrlOf = ({ slug }: BookTitle, chapter: BookChapter): string =>
  shortUrl(shortId(`${slug}/${chapter.slug}`));

/** What leads from the short addresses, those of old ones last, to the chapters. */
export async function shortLinks(): Promise<Redirect[]> {
  const today = (await books()).flatMap(chapterTargets);
  const urls = new Set(today.map(({ to }) => to.url));
  const before = (await redirects()).filter(({ to }) => urls.has(to.url));
  const links = new Map<string, Redirect>();
  for (const { from, to } of [...today, ...before]) {
    const short = `c/${shortId(from)}`;
    if (!links.has(short)) links.set(short, { from: short, to });
  }
  return [...links.values()];
}
