/** What one work puts into the catalogue: its own entry, its chapters' and its notes'. */
import { basename, dirname } from 'node:path';
import type { Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { setLine } from '../manuscript/typography.ts';
import type { Catalogue } from './catalogue.ts';
import { Numbering, slugOfFile, slugOfPart } from './chapterNames.ts';
import { completeAccent } from './contrast.ts';
import { readCover } from './covers.ts';
import { dayOfChapter } from './days.ts';
import { authorsDress } from './dress.ts';
import { commitsOf } from './history.ts';
import type { ChapterOutline } from './manuscripts.ts';
import { Addresses, readFileName, readWorkName, slugOf } from './names.ts';
import type { Standing } from './oldAddresses.ts';
import { particularsOf } from './particulars.ts';
import { type Problem, type Report, reportTo } from './problems.ts';
import { nearest } from './settings.ts';
import { site } from './site.ts';
import { kept } from './urls.ts';
import { volumesOf } from './volumes.ts';
import { type Draft, pending, type ReadWork } from './works.ts';

/** What one work puts into the catalogue. */
export interface Part extends Pick<Catalogue, 'works' | 'chapters' | 'notes' | 'problems'> {
  standing: Standing;
}

/** The address that a work would have if no other had it. */
export function slugOfWork({ name, settings, header }: ReadWork): string {
  if (settings.slug) return settings.slug;
  const named = readWorkName(name);
  return named.slug || slugOf(settings.title ?? header.title ?? (named.title || name)) || 'work';
}

/** The work at that address. */
export async function entriesOfWork(work: ReadWork, slug: string): Promise<Part> {
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

/** What a chapter is called, and how that is set. */
interface Called {
  slug: string;
  title?: string;
  number?: number;
  date: string | undefined;
  set: (text: string) => string;
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

/** How titles and summaries are set: as the text below them is. */
const setter =
  ({ language = 'en', typography = true }: ReadingOptions) =>
  (text: string) =>
    typography ? setLine(text, language) : text;
