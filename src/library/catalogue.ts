/**
 * The catalogue: everything that lies in `content/`, read, checked and put in order, as the plain entries
 * that Astro's collections store. A file that did not change is not read again.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type {
  Manuscript,
  ManuscriptChapter,
  Message,
  Note,
  ReadingOptions,
} from '../manuscript/manuscript.ts';
import { setLine } from '../manuscript/typography.ts';
import { readYaml } from '../manuscript/yaml.ts';
import {
  type ChapterSettings,
  chapterSettings,
  readingFields,
  type WorkSettings,
  workSettings,
} from '../schema.ts';
import { manuscriptKey, parseOnce, pruneManuscripts } from './manuscripts.ts';
import { readFileName, slugOf } from './names.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { checkSettings } from './settings.ts';
import { readShelf, type ShelvedWork } from './shelf.ts';
import { site, siteProblems } from './site.ts';

/** An entry as a loader stores it: metadata, and the file it came from. */
export interface Entry {
  data: Record<string, unknown>;
  filePath: string;
}

export interface Catalogue {
  works: Map<string, Entry>;
  chapters: Map<string, Entry>;
  notes: Map<string, Entry>;
  problems: Problem[];
}

type Outline = Omit<ManuscriptChapter, 'html' | 'notes'> & { notes: Omit<Note, 'html'>[] };

/** A chapter file once read: what it holds without its text. */
interface FileRecord extends Omit<Manuscript, 'chapters'> {
  stamp: string;
  key: string;
  chapters: Outline[];
}

/** One chapter on its way into the catalogue. */
interface Draft {
  file: string;
  key: string;
  /** Which chapter of its file, from 0, and of how many. */
  part: number;
  of: number;
  outline: Outline;
  settings: ChapterSettings;
}

/** Largest file that is read, in bytes: some sixty times the longest novel. */
const largestFile = 100 * 1024 * 1024;

const records = new Map<string, FileRecord>();

/** Reads the library. An author's faults become problems; whatever else can be read is read. */
export async function readCatalogue(): Promise<Catalogue> {
  const { works, problems } = readShelf(contentDir);
  const catalogue: Catalogue = {
    works: new Map(),
    chapters: new Map(),
    notes: new Map(),
    problems: [...siteProblems, ...problems],
  };
  for (const work of works) await addWork(catalogue, work);
  pruneManuscripts(new Set([...catalogue.chapters.values()].map(({ data }) => String(data.manuscript))));
  return catalogue;
}

async function addWork(catalogue: Catalogue, work: ShelvedWork): Promise<void> {
  const report = (file: string, messages: Message[]) =>
    catalogue.problems.push(...messages.map((message) => ({ file, ...message })));

  const first = work.files[0] ?? work.name;
  const alone = basename(first) === work.name;
  let settings = work.settings ? readWorkSettings(work.settings, report) : {};
  const inherited = nearest(site, settings);

  const drafts: Draft[] = [];
  let header: Manuscript['header'] = {};
  for (const file of work.files) {
    try {
      const record = await readChapterFile(file, inherited);
      report(
        file,
        record.messages.filter(({ severity }) => severity !== 'info'),
      );
      header = { ...record.header, ...header };
      const { settings: own, messages } = checkSettings(alone ? workSettings : chapterSettings, {
        values: record.settings,
        lines: record.lines,
      });
      report(file, messages);
      if (alone) settings = own;
      record.chapters.forEach((outline, part) => {
        const said: ChapterSettings = alone || part > 0 ? nearest(own) : own;
        drafts.push({ file, key: record.key, part, of: record.chapters.length, outline, settings: said });
      });
    } catch (error) {
      report(file, [unreadable(error)]);
    }
  }
  if (drafts.length === 0) return;

  const named = readFileName(work.name);
  const slug = freeSlug(settings.slug ?? named.slug, catalogue.works, '', (clash) => report(first, [clash]));
  const reading = nearest(inherited, settings);
  const set = setter({ language: drafts[0]?.outline.language, ...reading });
  const summary = settings.summary ?? header.summary;
  const spine = addChapters(catalogue, slug, drafts, alone, reading, report);
  catalogue.works.set(slug, {
    filePath: work.settings ?? first,
    data: {
      title: set(settings.title ?? header.title ?? named.title ?? work.name),
      authors: settings.authors ?? header.authors ?? site.author ?? [],
      ...(summary ? { summary: set(summary.trim()) } : {}),
      language: reading.language ?? drafts[0]?.outline.language ?? 'en',
      status: settings.status ?? (alone ? 'complete' : 'ongoing'),
      ...(settings.ornament ? { ornament: settings.ornament } : {}),
      words: drafts.reduce((sum, { outline }) => sum + outline.words, 0),
      chapters: spine,
    },
  });
}

/** Adds a work's chapters with their notes and returns their ids in reading order. */
function addChapters(
  catalogue: Catalogue,
  work: string,
  drafts: Draft[],
  alone: boolean,
  inherited: ReadingOptions,
  report: (file: string, messages: Message[]) => void,
): string[] {
  let number = 0;
  return drafts.map(({ file, key, part, of, outline, settings }) => {
    const named =
      alone || of > 1
        ? { slug: slugOf(outline.title ?? outline.label ?? '') || `chapter-${part + 1}` }
        : readFileName(basename(file));
    const slug = freeSlug(
      settings.slug ?? (alone && of === 1 ? 'chapter-1' : named.slug),
      catalogue.chapters,
      `${work}/`,
      (clash) => report(file, [{ line: outline.line, ...clash }]),
    );
    const id = `${work}/${slug}`;
    const title = settings.title ?? outline.title ?? (outline.label ? undefined : named.title);
    const set = setter({ ...inherited, ...nearest(settings), language: outline.language });
    const numbered = outline.kind === 'chapter' && !isUnnumbered(outline.label);
    if (numbered) number += 1;
    const notes = outline.notes.map((note, i) => {
      catalogue.notes.set(`${id}/${i}`, { filePath: file, data: { chapter: id, part: i, ...note } });
      return `${id}/${i}`;
    });
    const { kind, label, words, scenes, warnings } = outline;
    catalogue.chapters.set(id, {
      filePath: file,
      data: {
        work,
        slug,
        ...(title ? { title: set(title) } : {}),
        ...(label ? { label: set(label) } : {}),
        ...(numbered ? { number } : {}),
        kind,
        language: outline.language,
        words,
        scenes,
        notes,
        warnings,
        manuscript: key,
        part,
      },
    });
    return id;
  });
}

/** How titles and summaries are set: as the text below them is. */
const setter =
  ({ language = 'en', typography = true }: ReadingOptions) =>
  (text: string) =>
    typography ? setLine(text, language) : text;

/** A label of one word, such as “Prologue”, names a chapter that is not counted. */
const isUnnumbered = (label: string | undefined) => label !== undefined && /^\p{L}+$/u.test(label);

function readWorkSettings(file: string, report: (file: string, messages: Message[]) => void): WorkSettings {
  try {
    const block = readYaml(readFileSync(file, 'utf8'));
    const { settings, messages } = checkSettings(workSettings, block);
    report(file, [...block.messages, ...messages]);
    return settings;
  } catch (error) {
    report(file, [unreadable(error)]);
    return {};
  }
}

async function readChapterFile(file: string, inherited: ReadingOptions): Promise<FileRecord> {
  const { mtimeMs, size } = statSync(file);
  const stamp = `${mtimeMs} ${size} ${JSON.stringify(inherited)}`;
  const known = records.get(file);
  if (known?.stamp === stamp) return known;
  if (size > largestFile)
    throw new RangeError(`it is ${size} bytes long, and at most ${largestFile} are read`);
  const bytes = readFileSync(file);
  const key = manuscriptKey(bytes, file, inherited);
  const { chapters, ...rest } = await parseOnce(key, bytes, file, inherited);
  const outlines = chapters.map(({ html: _, notes, ...chapter }) => ({
    ...chapter,
    notes: notes.map(({ html: _, ...note }) => note),
  }));
  const record = { ...rest, stamp, key, chapters: outlines };
  records.set(file, record);
  return record;
}

/** How to read a text, said at several levels: the last one that says it wins. */
function nearest(...levels: ReadingOptions[]): ReadingOptions {
  const said = levels.flatMap((level) =>
    readingFields.flatMap((field) => (level[field] === undefined ? [] : [[field, level[field]] as const])),
  );
  return Object.fromEntries(said);
}

/** The slug itself, or with a number where another entry has it already: both stay readable, and the clash is told. */
function freeSlug(
  wanted: string,
  taken: Map<string, Entry>,
  prefix: string,
  onClash: (clash: Message) => void,
): string {
  const holder = taken.get(prefix + wanted);
  if (!holder) return wanted;
  let slug = wanted;
  for (let n = 2; taken.has(prefix + slug); n += 1) slug = `${wanted}-${n}`;
  onClash({
    severity: 'error',
    rule: 'same-slug',
    reason: `Its address would be “${prefix}${wanted}”, which ${holder.filePath} has already; it is at “${prefix}${slug}” for now.`,
    mend: 'Rename one of the two files, or give this one a line such as “slug: another-name”.',
  });
  return slug;
}

/** A file that the system does not give is the author's to mend; any other error is ours, and is thrown on. */
function unreadable(error: unknown): Message {
  if (!(error instanceof Error && ('syscall' in error || error instanceof RangeError))) throw error;
  return {
    severity: 'error',
    rule: 'unreadable',
    reason: `The file cannot be read: ${error.message}.`,
    mend: 'Look whether it is a file that you may open, and save it anew.',
  };
}
