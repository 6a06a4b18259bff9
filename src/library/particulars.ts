/** What is said of a work beside its title and authors: its settings first, then what its text's own header tells. */
import type { Header } from '../manuscript/manuscript.ts';
import type { WorkSettings } from '../schema.ts';
import { type Dated, daysOfWork } from './days.ts';
import { site } from './site.ts';
import { archiveWarnings, categories, ratings, statusFor, wordFor } from './vocabulary.ts';

export function particularsOf(settings: WorkSettings, header: Header, alone: boolean, chapters: Dated[]) {
  return pruned({
    status: settings.status ?? statusFor(header.status) ?? (alone ? 'complete' : 'ongoing'),
    fandoms: settings.fandoms ?? header.fandoms ?? [],
    relationships: settings.relationships ?? header.relationships ?? [],
    characters: settings.characters ?? header.characters ?? [],
    tags: settings.tags ?? header.tags ?? [],
    rating: settings.rating ?? (header.rating ? ratingOf(header.rating) : undefined),
    archiveWarnings: settings['archive-warnings'] ?? known(archiveWarnings, header.warnings),
    categories: settings.categories ?? known(categories, header.categories),
    contentNotes: settings['content-notes'] ?? [],
    series: settings.series ?? seriesOf(header.series),
    ...daysOfWork({ settings, header }, chapters),
    rights: settings.rights,
    note: settings.note ?? site.note,
    pageWords: pageWords(settings['page-words'] ?? site['page-words']),
    unlisted: settings.unlisted || undefined,
  });
}

const pageWords = (said: WorkSettings['page-words']) => (said === 'none' ? undefined : said);

/** “Fiction T”, “Rated: PG-13 for language”. */
const ratingOf = (text: string) =>
  wordFor(ratings, text) ??
  text
    .split(/[^\w+-]+/)
    .map((part) => wordFor(ratings, part))
    .find(Boolean);

const known = <Word extends string>(words: readonly Word[], given: string[] = []) =>
  given.flatMap((text) => wordFor(words, text) ?? []);

/** “Part 2 of The Salt Road”, as AO3 writes it. */
function seriesOf(text: string | undefined): WorkSettings['series'] {
  const [, place, name] = /^Part (\d+) of (.{1,200})$/.exec(text ?? '') ?? [];
  return name ? { name, place: Number(place) } : undefined;
}

/** Without what is not said. */
const pruned = <Said extends object>(said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
