import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Message } from '../manuscript/manuscript.ts';
import { isPicture } from './pictureFormats.ts';
import type { Problem } from './problems.ts';
import { unreadable } from './source.ts';

/** One work as it lies in `content/works/`: a folder of chapter files, or a single file. */
export interface ShelvedWork {
  /** Name of the folder or file. */
  name: string;
  /** Chapter files in reading order, by their paths from the project's root; those in folders of a volume among them. */
  files: string[];
  /** Path of `work.yaml`, where there is one. */
  settings?: string;
}

export interface Shelf {
  works: ShelvedWork[];
  problems: Problem[];
}

const chapterFile = /\.(?:txt|md|x?html?)$/i;
const byName = new Intl.Collator('en', { numeric: true });
const shown = (path: string) => relative(process.cwd(), path) || path;

/** Lists what lies in `content/works/`, in file-name order where numbers count as numbers. Reads no file. */
export function readShelf(contentDir: string): Shelf {
  const shelf: Shelf = { works: [], problems: [] };
  misnamedSettings(contentDir, 'site', shelf);
  const root = join(contentDir, 'works');
  const entries = list(root, shelf, {
    ENOENT: {
      rule: 'no-content',
      reason: 'There is no such folder, so there is nothing to read.',
      mend: `Make the folder ${shown(root)}/ and put a chapter into it: a .txt, .md or .html file.`,
    },
    ENOTDIR: {
      rule: 'no-content',
      reason: 'This is a file, where the folder of the works should be.',
      mend: `Rename the file, make the folder ${shown(root)}/ and put a chapter into it: a .txt, .md or .html file.`,
    },
  });
  for (const entry of entries) {
    const path = join(root, entry.name);
    if (isFolder(entry, path)) shelveFolder(entry.name, path, shelf);
    else if (isChapter(entry.name)) shelf.works.push({ name: entry.name, files: [shown(path)] });
    else if (!isSettings(entry.name, 'work')) leaveAlone(path, 'a folder', shelf);
    else
      fault(shelf, path, {
        severity: 'error',
        rule: 'left-alone',
        reason:
          'This is not read: work.yaml speaks for the work in whose folder it lies, and here lie the works.',
        mend: 'Move it into the folder of its work. What holds for every work belongs into site.yaml.',
      });
  }
  return shelf;
}

/** A folder with chapter files is a work; one within it, a volume of that. */
function shelveFolder(name: string, path: string, shelf: Shelf): void {
  const inside = list(path, shelf);
  const settings = inside.find((entry) => entry.name === 'work.yaml');
  misnamedSettings(path, 'work', shelf);
  const files = inside.flatMap((entry) => {
    const at = join(path, entry.name);
    if (isChapter(entry.name)) return [shown(at)];
    const volume = isFolder(entry, at) ? volumeFiles(at, shelf) : [];
    if (volume.length === 0 && !isSettings(entry.name, 'work')) leaveAlone(at, 'work.yaml', shelf);
    return volume;
  });
  if (files.length > 0) {
    shelf.works.push({ name, files, ...(settings ? { settings: shown(join(path, 'work.yaml')) } : {}) });
  } else if (!shelf.problems.some(({ file, rule }) => file === shown(path) && rule === 'unreadable'))
    fault(shelf, path, {
      severity: 'warning',
      rule: 'no-chapters',
      reason: 'This folder holds no chapter.',
      mend: 'Put .txt, .md or .html files into it, one a chapter.',
    });
}

/** The chapters of a volume. A folder without any is none. */
function volumeFiles(path: string, shelf: Shelf): string[] {
  const inside = list(path, shelf);
  const files = inside.filter(({ name }) => isChapter(name));
  for (const { name } of files.length > 0 ? inside : [])
    if (!isChapter(name)) leaveAlone(join(path, name), undefined, shelf);
  return files.map(({ name }) => shown(join(path, name)));
}

const fault = ({ problems }: Shelf, path: string, message: Message) =>
  problems.push({ file: shown(path), ...message });

/** Names that neither YAML nor Markdown takes for more than a name. */
const plain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;

/** A file that begins with `_` or `.` is the author's own; any other that is not read is told of. */
function leaveAlone(path: string, other: string | undefined, shelf: Shelf): void {
  const name = basename(path);
  const settings = other === 'work.yaml' ? 'work.yaml' : 'the settings at the head of its work’s file';
  const cover = `“cover: {file: ${plain.test(name) ? name : JSON.stringify(name)}, alt: what it shows}” in ${settings}`;
  const inText = `“![what it shows](${plain.test(name) ? name : `<${name}>`})” in a Markdown chapter`;
  const words = isPicture(name) && {
    reason: 'No cover and no chapter shows this picture.',
    mend: `Write ${other ? `${cover}, or ` : ''}${inText}; if it is not to be shown, begin its name with “_”.`,
  };
  fault(shelf, path, {
    severity: 'warning',
    rule: 'left-alone',
    reason: other
      ? `This is not read: it is neither a chapter (.txt, .md, .html) nor ${other}.`
      : 'This is not read: a volume holds chapters alone (.txt, .md, .html).',
    mend: 'If it is a chapter, save it as .txt, .md or .html; if it is not, begin its name with “_”.',
    ...words,
  });
}

/** `work.yml`, `Work.yaml`, `work.yaml.txt`: settings under a name that is close. */
const isSettings = (name: string, kind: 'site' | 'work') =>
  new RegExp(`^${kind}s?\\.ya?ml(?:\\.txt)?$`, 'i').test(name);

/** Whether a file of that name is a chapter. */
export const isChapter = (name: string) => chapterFile.test(name) && !isSettings(name, 'work');

/** Tells of settings that are not read because of their name. */
function misnamedSettings(folder: string, kind: 'site' | 'work', shelf: Shelf): void {
  for (const { name } of list(folder, undefined)) {
    if (!isSettings(name, kind) || name === `${kind}.yaml`) continue;
    fault(shelf, join(folder, name), {
      severity: 'error',
      rule: 'settings-name',
      reason: `These settings are not read: the file is called “${name}”.`,
      mend: `Rename it to “${kind}.yaml”.`,
    });
  }
}

/** Links are followed; a folder with a chapter's name is told of when it is read. */
function isFolder(entry: Dirent, path: string): boolean {
  if (chapterFile.test(entry.name)) return false;
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What lies in a folder. One that cannot be listed is told of on the shelf, in these words for these system errors. */
function list(folder: string, shelf?: Shelf, words: Record<string, Partial<Message>> = {}): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !/^[._]/.test(name))
      .sort((a, b) => byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
  } catch (error) {
    const message = unreadable(error);
    if (shelf) fault(shelf, folder, { ...message, ...words[(error as NodeJS.ErrnoException).code ?? ''] });
    return [];
  }
}
