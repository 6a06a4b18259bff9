/**
 * The catalogue: everything that lies in `content/`, read, checked and put in order, as the plain entries
 * that Astro's collections store. A file that did not change is not read again.
 *
 * Long, because it is the one place where all that lies in `content/` comes together.
 */
import { channel } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Manuscript, Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { setLine } from '../manuscript/typography.ts';
import { type ChapterSettings, chapterSettings, type WorkSettings, workSettings } from '../schema.ts';
import { Cards } from './cards.ts';
import { type FileRecord, plainKeys, readChapterFile } from './chapterFiles.ts';
import { Numbering, slugOfFile, slugOfPart } from './chapterNames.ts';
import { completeAccent } from './contrast.ts';
import { type Cover, readCover } from './covers.ts';
import { hasCome } from './dates.ts';
import { dayOfChapter } from './days.ts';
import { authorsDress } from './dress.ts';
import { commitsOf, history } from './history.ts';
import { type ChapterOutline, pruneManuscripts } from './manuscripts.ts';
import { Addresses, readFileName, readWorkName, slugOf } from './names.ts';
import { oldAddresses, type Standing } from './oldAddresses.ts';
import { sameNumbers } from './orderNumbers.ts';
import { particularsOf } from './particulars.ts';
import type { Picture } from './pictures.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { checkSettings, nearest, readSettings } from './settings.ts';
import { readShelf, type Shelf, type ShelvedWork } from './shelf.ts';
import { readSite, site, siteFile } from './site.ts';
import { readSiteImage } from './siteImage.ts';
import { unreadable } from './source.ts';
import { kept } from './urls.ts';
import { volumesOf } from './volumes.ts';

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

/** One chapter on its way into the catalogue. */
interface Draft {
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
interface ReadWork {
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

type Report = (file: string, messages: Message[]) => void;
const reportTo =
  (problems: Problem[]): Report =>
  (file, messages) =>
    problems.push(...messages.map((message) => ({ file, ...message })));

interface AllCards {
  authors: Cards;
  series: Cards;
}

/** All that was read, by the works' names. */
interface Library {
  /** What is wrong in the site's settings, its theme and its picture. */
  problems: Problem[];
  shelf: Shelf;
  cards: AllCards;
  works: Map<string, ReadWork>;
}

let library: Library | undefined;

/** What one work puts into the catalogue. */
interface Part extends Pick<Catalogue, 'works' | 'chapters' | 'notes' | 'problems'> {
  standing: Standing;
}

/** Kept for as long as the work is not read again. */
const parts = new WeakMap<ReadWork, Part>();

/** Told on this channel while the library is read. */
export const readingChannel = 'fleuron:reading';
export interface Reading {
  /** How many chapter files are read, and how many there are. */
  read: number;
  files: number;
}
const readings = channel(readingChannel);

let turn = { at: 1, of: 1 };

/**
 * Says which of several processes this is that read one library at once, from 1. The first reads from the front, each
 * other from its own place towards it, and what another has parsed is found in the cache: they meet half-way.
 */
export const readAs = (process: typeof turn): void => {
  turn = process;
};

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
  library = await readWorks(drafts, changed);
  const { problems, shelf, cards, works } = library;
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
    if (part?.standing.slug !== slug) part = await addWork(work, slug);
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
  if (!changed) {
    const used = [...catalogue.chapters.values()].map(({ data }) => String(data.manuscript));
    pruneManuscripts(new Set([...used, ...plainKeys()]));
  }
  return catalogue;
}

/** Reads anew the works whose files changed; all of the library where something else did, or nobody knows what. */
async function readWorks(drafts: boolean, changed?: ReadonlySet<string>): Promise<Library> {
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
  return { problems, shelf, cards, works };
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

const isThere = (work: ReadWork) => work.drafts.length > 0 && !isAbsent(work, work.settings);

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

/** Why readers are not to see it, or not yet. */
function pending({ draft, publish }: WorkSettings | ChapterSettings): { pending?: string } {
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

/** The address that a work would have if no other had it. */
function slugOfWork({ name, settings, header }: ReadWork): string {
  if (settings.slug) return settings.slug;
  const named = readWorkName(name);
  return named.slug || slugOf(settings.title ?? header.title ?? (named.title || name)) || 'work';
}

async function addWork(work: ReadWork, slug: string): Promise<Part> {
  const problems: Problem[] = [];
  const report = reportTo(problems);
  const catalogue = { works: new Map(), chapters: new Map(), notes: new Map(), problems };
  const { settings, header, reading, drafts } = work;
  const title = settings.title ?? header.title ?? (readWorkName(work.name).title || work.name);
  const guessed = drafts[0]?.outline.language;
  const set = setter({ language: guessed, ...reading });
  const summary = settings.summary ?? header.summary;
  const cover = settings.cover && (await readCover(settings.cover, title, work.file));
  if (cover && 'reason' in cover)
    report(work.file, [{ ...(work.lines['cover'] ? { line: work.lines['cover'] } : {}), ...cover }]);
  const listed = drafts.filter(({ settings: { unlisted } }) => !unlisted);
  const particulars = particularsOf(settings, header, work.alone, listed);
  const chapters = addChapters(catalogue, slug, work, report);
  const volumes = volumesOf(
    chapters.map(({ slug, file }) => ({ slug, folder: folderOf(file, work.name) })),
    settings.volumes,
  );
  report(
    work.file,
    volumes.faults.map((fault) => ({
      ...fault,
      ...(work.lines['volumes'] ? { line: work.lines['volumes'] } : {}),
    })),
  );
  for (const [i, name] of volumes.names.entries()) {
    const chapter = catalogue.chapters.get(`${slug}/${chapters[i]?.slug}`);
    if (chapter && name) chapter.data['volume'] = set(name);
  }
  catalogue.works.set(slug, {
    filePath: work.file,
    data: {
      title: set(title),
      authors: settings.authors ?? header.authors ?? site.author ?? [],
      ...(summary ? { summary: set(summary.trim()) } : {}),
      language: reading.language ?? guessed ?? 'en',
      ...particulars,
      ...(settings.ornament ? { ornament: settings.ornament } : {}),
      ...(settings.accent ? { accent: completeAccent(settings.accent, authorsDress().site) } : {}),
      ...(cover && 'file' in cover ? { cover } : {}),
      ...pending(settings),
      words: listed.reduce((sum, { outline }) => sum + outline.words, 0),
      chapters: chapters.map((chapter) => `${slug}/${chapter.slug}`),
    },
  });
  const { aliases = [], gone = [] } = settings;
  return {
    ...catalogue,
    standing: { slug, name: work.name, file: work.file, aliases, gone, chapters },
  };
}

/** Name of the folder within its work's own that a chapter file lies in. */
const folderOf = (file: string, work: string): string | undefined => {
  const folder = basename(dirname(file));
  return folder !== work && basename(dirname(dirname(file))) === work ? folder : undefined;
};

/** Adds a work's chapters with their notes and returns where they stand, in reading order. */
function addChapters(
  catalogue: Pick<Part, 'chapters' | 'notes'>,
  slug: string,
  work: ReadWork,
  report: Report,
): Standing['chapters'] {
  const addresses = new Addresses(kept.chapters);
  const numbering = new Numbering();
  return work.drafts.map((draft, place) => {
    const { file, settings } = draft;
    const outline = asSaid(draft);
    const name = work.alone || draft.of > 1 ? undefined : readFileName(basename(file));
    const wanted = settings.slug ?? slugOfChapter(draft, work, place + 1, addresses);
    const address = addresses.take(wanted, file);
    if (address.clash) report(file, [{ line: outline.line, ...address.clash }]);
    if (settings.title && outline.title && slugOf(settings.title) !== slugOf(outline.title))
      report(file, [replaced(settings.title, outline)]);
    const title = settings.title ?? outline.title ?? (outline.label ? undefined : name?.title);
    const number = settings.unlisted
      ? undefined
      : numbering.next({ ...outline, ...(title ? { title } : {}) }, name);
    addChapter(
      catalogue,
      slug,
      { ...draft, outline },
      {
        slug: address.slug,
        ...(title ? { title } : {}),
        ...(number === undefined ? {} : { number }),
        date: dayOfChapter(draft, work),
        set: setter({ ...work.reading, ...nearest(settings), language: outline.language }),
      },
    );
    return { slug: address.slug, file, aliases: settings.aliases ?? [] };
  });
}

/** The heading makes way for the title that the settings give: two would be two names. */
const replaced = (said: string, { title, line }: ChapterOutline): Message => ({
  severity: 'warning',
  rule: 'title',
  line,
  reason: `The heading “${title}” is not shown: “title: ${said}” names this chapter.`,
  mend: 'Take out one of the two.',
});

/** The chapter with what its settings overrule in it. */
function asSaid({ outline, settings }: Draft): ChapterOutline {
  const { announcement } = settings;
  return announcement === undefined
    ? outline
    : { ...outline, kind: announcement ? 'announcement' : 'chapter' };
}

function slugOfChapter(
  { file, part, of, outline }: Draft,
  { alone, name: work }: ReadWork,
  place: number,
  addresses: Addresses,
): string {
  if (of > 1) return slugOfPart(outline, part, addresses);
  return alone
    ? 'chapter-1'
    : slugOfFile(outline, readFileName(basename(file)), place, addresses, folderOf(file, work));
}

function addChapter(
  { chapters, notes }: Pick<Part, 'chapters' | 'notes'>,
  work: string,
  draft: Draft,
  { slug, title, number, date, set }: Called,
): void {
  const { file, key, part, outline, pictures, settings } = draft;
  const id = `${work}/${slug}`;
  const { kind, label, language, words, scenes, warnings } = outline;
  const { last: changed } = commitsOf(file);
  const noteIds = outline.notes.map((note, i) => {
    notes.set(`${id}/${i}`, { filePath: file, data: { chapter: id, part: i, ...note } });
    return `${id}/${i}`;
  });
  chapters.set(id, {
    filePath: file,
    data: {
      work,
      slug,
      ...(title ? { title: set(title) } : {}),
      ...(label ? { label: set(label) } : {}),
      ...(number === undefined ? {} : { number }),
      ...(date ? { date } : {}),
      ...(settings.unlisted ? { unlisted: true } : {}),
      ...pending(settings),
      ...(settings['content-notes'] ? { contentNotes: settings['content-notes'] } : {}),
      kind,
      language,
      words,
      scenes,
      notes: noteIds,
      warnings,
      ...(pictures.length > 0
        ? { illustrations: pictures.map(({ file, name, format }) => ({ file, name, format })) }
        : {}),
      ...(changed === undefined ? {} : { changed: new Date(changed * 1000).toISOString() }),
      manuscript: key,
      part,
    },
  });
}

/** What a chapter is called, and how that is set. */
interface Called {
  slug: string;
  title?: string;
  number?: number;
  date: string | undefined;
  set: (text: string) => string;
}

/** How titles and summaries are set: as the text below them is. */
const setter =
  ({ language = 'en', typography = true }: ReadingOptions) =>
  (text: string) =>
    typography ? setLine(text, language) : text;
