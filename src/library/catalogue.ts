/**
 * The catalogue: everything that lies in `content/`, read, checked and put in order, as the plain entries
 * that Astro's collections store. A file that did not change is not read again.
 */
import { keysInUse } from './chapterFiles.ts';
import type { Cover } from './covers.ts';
import { history } from './history.ts';
import { pruneManuscripts } from './manuscripts.ts';
import { Addresses, slugOf } from './names.ts';
import { oldAddresses, type Standing } from './oldAddresses.ts';
import type { Picture } from './pictures.ts';
import { type Problem, type Report, reportTo } from './problems.ts';
import { kept } from './urls.ts';
import { entriesOfWork, type Part, slugOfWork } from './workEntries.ts';
import { isThere, type ReadWork, readWorks } from './works.ts';

/** An entry as a loader stores it: metadata, and the file it came from. */
export interface Entry {
  data: Record<string, unknown>;
  filePath: string;
}

export interface Catalogue {
  works: Map<string, Entry>;
  chapters: Map<string, Entry>;
  notes: Map<string, Entry>;
  authors: Map<string, Entry>;
  series: Map<string, Entry>;
  problems: Problem[];
}

/** Kept for as long as the work is not read again. */
const parts = new WeakMap<ReadWork, Part>();

let latest: Problem[] = [];

/** What was wrong with the library when it was last read. */
export const latestProblems = (): readonly Problem[] => latest;

/**
 * Reads the library. An author's faults become problems; whatever else can be read is read.
 *
 * @param drafts whether what readers are not to see yet is there, too, with a mark
 * @param changed paths, from the project's root, of all that changed since it was last read, where that is known
 */
export async function readCatalogue(drafts = false, changed?: ReadonlySet<string>): Promise<Catalogue> {
  const { problems, shelf, cards, works } = await readWorks(drafts, changed);
  const catalogue: Catalogue = {
    works: new Map(),
    chapters: new Map(),
    notes: new Map(),
    authors: new Map(cards.authors.entries),
    series: new Map(cards.series.entries),
    problems: [...problems, ...cards.authors.problems, ...cards.series.problems, ...shelf.problems],
  };
  const report = reportTo(catalogue.problems);
  const addresses = new Addresses(kept.works);
  const standing: Standing[] = [];
  for (const work of works.values()) {
    catalogue.problems.push(...work.problems);
    if (!isThere(work)) continue;
    const { slug, clash } = addresses.take(slugOfWork(work), work.file);
    if (clash) report(work.file, [clash]);
    let part = parts.get(work);
    if (part?.standing.slug !== slug) part = await entriesOfWork(work, slug);
    parts.set(work, part);
    for (const shelf of ['works', 'chapters', 'notes'] as const)
      for (const [id, entry] of part[shelf]) catalogue[shelf].set(id, entry);
    catalogue.problems.push(...part.problems);
    standing.push(part.standing);
  }
  const shown = shownFiles(catalogue);
  catalogue.problems = catalogue.problems.filter(
    ({ rule, file }) =>
      rule !== 'left-alone' || !shown.some((each) => each === file || each.startsWith(`${file}/`)),
  );
  checkPlaces(catalogue.works, reportTo(catalogue.problems));
  addNamed(catalogue);
  const old = oldAddresses(standing, history());
  addRedirects(catalogue.works, old.redirects);
  catalogue.problems.push(...old.problems);
  latest = catalogue.problems;
  if (!changed) pruneManuscripts(new Set(keysInUse()));
  return catalogue;
}

/** Each work with its old addresses, and those of its chapters. */
function addRedirects(works: Catalogue['works'], redirects: Map<string, string>): void {
  const was = new Map<string, { from: string; to: string }[]>();
  for (const [from, to] of redirects) {
    const work = to.replace(/\/.*/, '');
    was.set(work, [...(was.get(work) ?? []), { from, to }]);
  }
  for (const [slug, old] of was) {
    const entry = works.get(slug);
    if (entry) works.set(slug, { ...entry, data: { ...entry.data, was: old } });
  }
}

/** The pictures that the site shows: covers, and those in chapters. */
function shownFiles({ works, chapters }: Catalogue): string[] {
  const covers = [...works.values()].flatMap(({ data }) => (data.cover as Cover | undefined)?.file ?? []);
  const inside = [...chapters.values()].flatMap(
    ({ data }) => (data['illustrations'] as Picture[] | undefined) ?? [],
  );
  return [...new Set([...covers, ...inside.map(({ file }) => file)])];
}

/** Whoever is named without a card has one that says the name. */
function addNamed({ works, authors, series }: Catalogue): void {
  const add = (cards: Catalogue['authors'], name: string, filePath: string) => {
    if (!cards.has(name)) cards.set(name, { filePath, data: { name } });
  };
  for (const { data, filePath } of works.values()) {
    for (const name of data['authors'] as string[]) add(authors, name, filePath);
    const { name } = (data['series'] ?? {}) as { name?: string };
    if (name) add(series, name, filePath);
  }
}

/** Tells of two works that have one place in a series. */
function checkPlaces(works: Catalogue['works'], report: Report): void {
  const holders = new Map<string, string>();
  for (const { data, filePath } of works.values()) {
    const { name, place } = (data.series ?? {}) as { name?: string; place?: number };
    if (!name || place === undefined) continue;
    const key = `${slugOf(name)} ${place}`;
    const holder = holders.get(key);
    if (holder)
      report(filePath, [
        {
          severity: 'error',
          rule: 'same-place',
          reason: `It is number ${place} of “${name}”, and so is ${holder}.`,
          mend: 'Give one of them another place in the series.',
        },
      ]);
    else holders.set(key, filePath);
  }
}
