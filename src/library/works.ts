/**
 * The works as their files have them: read with the settings around them, each chapter file through the manuscript
 * cache. Of a library that was read before, the works alone that were touched.
 */
import { channel } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Manuscript, Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { type ChapterSettings, chapterSettings, type WorkSettings, workSettings } from '../schema.ts';
import { Cards } from './cards.ts';
import { type FileRecord, readChapterFile } from './chapterFiles.ts';
import { hasCome } from './dates.ts';
import { authorsDress } from './dress.ts';
import type { ChapterOutline } from './manuscripts.ts';
import { sameNumbers } from './orderNumbers.ts';
import type { Picture } from './pictures.ts';
import { contentDir } from './places.ts';
import { type Problem, type Report, reportTo } from './problems.ts';
import { type Reading, readingChannel } from './readingChannel.ts';
import { checkSettings, nearest, readSettings } from './settings.ts';
import { readShelf, type Shelf, type ShelvedWork } from './shelf.ts';
import { readSite, site, siteFile } from './site.ts';
import { readSiteImage } from './siteImage.ts';
import { unreadable } from './source.ts';

/** One chapter on its way into the catalogue. */
export interface Draft {
  file: string;
  key: string;
  /** Which chapter of its file, from 0, and of how many. */
  part: number;
  of: number;
  outline: ChapterOutline;
  pictures: Picture[];
  settings: ChapterSettings;
}

/** A work once its files are read. */
export interface ReadWork {
  /** Its file's or folder's name, and the path that stands for it in messages. */
  name: string;
  file: string;
  /** Whether one file is the whole work. */
  alone: boolean;
  settings: WorkSettings;
  /** Where its settings stand in their file. */
  lines: Record<string, number>;
  /** What is wrong in them, and in its chapters' files. */
  problems: Problem[];
  /** What its files' title pages say of it. */
  header: Manuscript['header'];
  /** How its texts are read where a chapter does not say otherwise. */
  reading: ReadingOptions;
  drafts: Draft[];
  /** Whether it is read with what readers are not to see yet. */
  withDrafts: boolean;
}

export interface AllCards {
  authors: Cards;
  series: Cards;
}

/** All that was read, by the works' names. */
export interface Library {
  /** What is wrong in the site's settings, its theme and its picture. */
  problems: Problem[];
  shelf: Shelf;
  cards: AllCards;
  works: Map<string, ReadWork>;
}

let library: Library | undefined;

const readings = channel(readingChannel);

let turn = { at: 1, of: 1 };

/**
 * Says which of several processes this is that read one library at once, from 1. The first reads from the front, each
 * other from its own place towards it, and what another has parsed is found in the cache: they meet half-way.
 */
export const readAs = (process: typeof turn): void => {
  turn = process;
};

/**
 * Reads anew the works whose files changed; all of the library where something else did, or nobody knows what.
 *
 * @param drafts whether what readers are not to see yet is there, too, with a mark
 * @param changed paths, from the project's root, of all that changed since it was last read, where that is known
 */
export async function readWorks(drafts: boolean, changed?: ReadonlySet<string>): Promise<Library> {
  const touched = library && changed && worksOf(library.shelf, changed);
  const known = touched && library;
  const { problems, shelf, cards, works } = known ?? {
    problems: await problemsOfSite(),
    shelf: readShelf(contentDir),
    cards: { authors: new Cards(contentDir, 'authors'), series: new Cards(contentDir, 'series') },
    works: new Map<string, ReadWork>(),
  };
  const opened = (touched ?? shelf.works).map((shelved) => ({
    work: openWork(shelved, drafts),
    files: shelved.files,
  }));
  const read = await readFiles(opened);
  for (const { work, files } of opened) {
    const report = reportTo(work.problems);
    for (const file of files) addFile(work, file, read.get(file) as FileRecord | Message, report);
    work.problems.push(...sameNumbers(files));
    if (isThere(work)) checkNames(work, cards, report);
    works.set(work.name, work);
  }
  library = { problems, shelf, cards, works };
  return library;
}

/** Reads the site's settings, its theme and its picture. */
async function problemsOfSite(): Promise<Problem[]> {
  const problems = [...readSite(), ...authorsDress(true).problems];
  const image = await readSiteImage();
  if (image && 'reason' in image) reportTo(problems)(siteFile, [image]);
  return problems;
}

/** The works that these files are chapters or settings of; none where one is something else, or gone. */
function worksOf({ works }: Shelf, files: ReadonlySet<string>): ShelvedWork[] | undefined {
  const owners = new Map(
    works.flatMap((work) => [...work.files, work.settings ?? ''].map((file) => [file, work])),
  );
  const touched = new Set<ShelvedWork>();
  for (const file of files) {
    const work = owners.get(file);
    if (!work || !existsSync(file)) return undefined;
    touched.add(work);
  }
  return [...touched];
}

export const isThere = (work: ReadWork) => work.drafts.length > 0 && !isAbsent(work, work.settings);

/** Why readers are not to see it, or not yet. */
export function pending({ draft, publish }: WorkSettings | ChapterSettings): { pending?: string } {
  if (draft) return { pending: 'Draft' };
  return publish !== undefined && !hasCome(publish) ? { pending: `From ${publish}` } : {};
}

const isAbsent = ({ withDrafts }: ReadWork, settings: WorkSettings | ChapterSettings) =>
  !withDrafts && pending(settings).pending !== undefined;

/** The chapter files of these works, each as it was read, or what is to be told of one that cannot be. */
async function readFiles(
  opened: { work: ReadWork; files: string[] }[],
): Promise<Map<string, FileRecord | Message>> {
  const read = new Map<string, FileRecord | Message>();
  const all = opened.flatMap(({ work, files }) => files.map((file) => ({ file, reading: work.reading })));
  const { at, of } = turn;
  const behind = at === 1 ? 0 : Math.floor((all.length * at) / of);
  const inTurn = [...all.slice(0, behind).reverse(), ...all.slice(behind)];
  for (const [i, { file, reading }] of inTurn.entries()) {
    read.set(file, await readChapterFile(file, reading).catch(unreadable));
    readings.publish({ read: i + 1, files: all.length } satisfies Reading);
  }
  return read;
}

/** Reads a work's settings. */
function openWork({ name, files, settings: settingsFile }: ShelvedWork, withDrafts: boolean): ReadWork {
  const file = files[0] ?? name;
  const alone = basename(file) === name;
  const told = settingsFile
    ? readSettings(settingsFile, workSettings)
    : { settings: {}, messages: [], lines: {} };
  const problems: Problem[] = [];
  reportTo(problems)(settingsFile ?? file, told.messages);
  return {
    name,
    file: settingsFile ?? file,
    alone,
    settings: told.settings,
    lines: told.lines,
    problems,
    header: {},
    reading: nearest(site, told.settings),
    drafts: [],
    withDrafts,
  };
}

/**
 * Adds the chapters of one file to the work, and what the file says of the work. One that could not be read is told of
 * and left out.
 */
function addFile(work: ReadWork, file: string, record: FileRecord | Message, report: Report): void {
  if ('reason' in record) {
    report(file, [record]);
    return;
  }
  const said = { values: record.settings, lines: record.lines };
  const told = work.alone ? checkSettings(workSettings, said) : checkSettings(chapterSettings, said);
  report(file, [...record.messages, ...told.messages]);
  work.header = { ...record.header, ...work.header };
  if (work.alone) {
    work.settings = told.settings as WorkSettings;
    work.lines = record.lines;
    work.reading = nearest(work.reading, told.settings);
  } else if (isAbsent(work, told.settings)) return;
  record.chapters.forEach((outline, part) => {
    work.drafts.push({
      file,
      key: record.key,
      part,
      of: record.chapters.length,
      outline,
      pictures: outline.pictures.flatMap(({ src }) => record.pictures[src] ?? []),
      settings: work.alone ? nearest(told.settings) : ofPart(told.settings, part),
    });
  });
}

/** The title and the address that a file's settings give are its first chapter's; the rest holds for all of them. */
function ofPart(settings: ChapterSettings, part: number): ChapterSettings {
  if (part === 0) return settings;
  const { title: _, slug: __, aliases: ___, ...rest } = settings;
  return rest;
}

/** Holds the authors and the series of a work against their cards, and takes the names as those write them. */
function checkNames(work: ReadWork, cards: AllCards, report: Report): void {
  const { settings, lines, file } = work;
  const named = (of: Cards, name: string, key: string) => {
    const found = of.find(name, key);
    if (found.fault) report(file, [{ ...found.fault, ...(lines[key] ? { line: lines[key] } : {}) }]);
    return found.name;
  };
  if (settings.authors)
    settings.authors = settings.authors.map((name) => named(cards.authors, name, 'authors'));
  if (settings.series) settings.series.name = named(cards.series, settings.series.name, 'series');
}
