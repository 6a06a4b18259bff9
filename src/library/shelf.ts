import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from './problems.ts';

/** One work as it lies in `content/works/`: a folder of chapter files, or a single file. */
export interface ShelvedWork {
  /** Name of the folder or file. */
  name: string;
  /** Chapter files in reading order, by their paths from the project's root. */
  files: string[];
  /** Path of `work.yaml`, where there is one. */
  settings?: string;
}

const chapterFile = /\.(?:txt|md|x?html?)$/i;
const byName = new Intl.Collator('en', { numeric: true });

/** Lists what lies in `content/works/`, in file-name order where numbers count as numbers. Reads no file. */
export function readShelf(contentDir: string): { works: ShelvedWork[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const root = join(contentDir, 'works');
  const shown = (path: string) => relative(process.cwd(), path);
  const fault = (path: string, severity: Problem['severity'], rule: string, reason: string, mend: string) =>
    problems.push({ file: shown(path), severity, rule, reason, mend });

  if (!existsSync(root)) {
    fault(
      root,
      'error',
      'no-content',
      'There is no such folder, so there is nothing to read.',
      `Make the folder ${shown(root)}/ and put a chapter into it: a .txt, .md or .html file.`,
    );
    return { works: [], problems };
  }

  const works: ShelvedWork[] = [];
  for (const entry of list(root)) {
    const path = join(root, entry.name);
    if (isFolder(entry)) {
      const inside = list(path);
      const files = inside
        .filter(({ name }) => chapterFile.test(name))
        .map(({ name }) => shown(join(path, name)));
      const settings = inside.find(({ name }) => name === 'work.yaml');
      if (files.length === 0) {
        fault(
          path,
          'warning',
          'no-chapters',
          'This folder holds no chapter.',
          'Put .txt, .md or .html files into it, one a chapter.',
        );
        continue;
      }
      for (const { name } of inside) {
        if (name === 'work.yaml' || chapterFile.test(name)) continue;
        fault(
          join(path, name),
          'warning',
          'left-alone',
          'This is not read: it is neither a chapter (.txt, .md, .html) nor work.yaml.',
          `If it is a chapter, save it as .txt, .md or .html; if it is not, begin its name with “_”.`,
        );
      }
      works.push({
        name: entry.name,
        files,
        ...(settings ? { settings: shown(join(path, 'work.yaml')) } : {}),
      });
    } else if (chapterFile.test(entry.name)) {
      works.push({ name: entry.name, files: [shown(path)] });
    } else {
      fault(
        path,
        'warning',
        'left-alone',
        'This is not read: it is neither a chapter (.txt, .md, .html) nor a folder.',
        'If it is a chapter, save it as .txt, .md or .html; if it is not, begin its name with “_”.',
      );
    }
  }
  return { works, problems };
}

const isFolder = (entry: Dirent) => entry.isDirectory() && !chapterFile.test(entry.name);

function list(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/^[._]/.test(name))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}
