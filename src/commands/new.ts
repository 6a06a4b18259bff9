/**
 * `npm run new -- work TITLE` and `npm run new -- chapter WORK [TITLE]`: makes the files that a new work or chapter
 * begins with. What is there stays as it is.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { stringify } from 'yaml';
import { fold, readFileName, slugOf } from '../library/names.ts';
import { contentDir } from '../library/places.ts';
import { readShelf, type ShelvedWork } from '../library/shelf.ts';
import { answer, Refusal } from './call.ts';

const usage = `npm run new -- work "The Salt Road"
npm run new -- chapter the-salt-road "Dusk"

A work is a folder in content/works/ with its settings and a first chapter; a chapter is the next file in that folder.
The title of a chapter may be left out.

Exit status: 0; 1 where such a file is there already; 2 for a call that is not understood.`;

const worksDir = join(contentDir, 'works');

await answer(usage, {}, ({ positionals: [kind, name, title, ...more] }) => {
  if (kind === 'work' && name && title === undefined) newWork(name);
  else if (kind === 'chapter' && name && more.length === 0) newChapter(name, title);
  else throw new Refusal('Say what to make; put a title of several words between quotes.');
});

function newWork(title: string): void {
  const slug = slugOf(title);
  if (slug === '') throw new Refusal('The title needs a letter or a digit: a folder is named after it.');
  const there = works().find(({ name }) => fold(slugOf(stem(name))) === fold(slug));
  if (there) throw new Refusal(`There is such a work already: ${shown(join(worksDir, there.name))}`, 1);
  const folder = join(worksDir, slug);
  mkdirSync(folder, { recursive: true });
  write(join(folder, 'work.yaml'), stringify({ title, summary: '…', status: 'ongoing' }));
  write(join(folder, '01.txt'), 'Write or paste the first chapter here.\n');
}

function newChapter(wanted: string, title: string | undefined): void {
  const work = findWork(wanted);
  if (basename(work.files[0] ?? '') === work.name)
    throw new Refusal(
      `${shown(join(worksDir, work.name))} is a whole work in one file: write the chapter into it, or make a folder of it.`,
      1,
    );
  // In a work of volumes it is one of the last.
  const folder = dirname(work.files.at(-1) ?? '');
  const names = work.files.filter((file) => dirname(file) === folder).map((file) => basename(file));
  const slug = title === undefined ? '' : slugOf(title);
  if (title !== undefined && slug === '')
    throw new Refusal('The title needs a letter or a digit: a file is named after it.');
  const there = names.find((name) => slug !== '' && fold(readFileName(name).slug) === fold(slug));
  if (there) throw new Refusal(`There is such a chapter already: ${shown(join(folder, there))}`, 1);
  const name = nextName(names, slug) + (extname(names.at(-1) ?? '') === '.md' ? '.md' : '.txt');
  const head = title === undefined ? '' : `---\n${stringify({ title })}---\n\n`;
  write(join(folder, name), `${head}Write or paste the chapter here.\n`);
}

/**
 * The next file's name, without its ending: one more than the highest number, as wide as the others are. Among names
 * without numbers one with a number would be the first, so there is none.
 */
function nextName(names: string[], slug: string): string {
  const numbers = names.flatMap((name) => readFileName(name).number ?? []);
  if (numbers.length === 0) return slug || `chapter-${names.length + 1}`;
  const width = Math.max(2, ...names.map((name) => /^0\d*/.exec(name)?.[0].length ?? 0));
  const number = String(Math.max(...numbers) + 1).padStart(width, '0');
  return slug ? `${number}-${slug}` : number;
}

/** The work of that folder, or whose title makes that folder's name. */
function findWork(wanted: string): ShelvedWork {
  const all = works();
  const found = all.find(({ name }) => name === wanted || fold(slugOf(stem(name))) === fold(slugOf(wanted)));
  if (found) return found;
  const near =
    all.length > 0
      ? closest(
          wanted,
          all.map(({ name }) => name),
        )
      : undefined;
  throw new Refusal(
    `There is no work “${wanted}” in ${shown(worksDir)}.${near ? ` The nearest name is “${near}”.` : ''}`,
  );
}

function works(): ShelvedWork[] {
  return existsSync(worksDir) ? readShelf(contentDir).works : [];
}

function stem(name: string): string {
  return name.replace(/\.(?:txt|md|x?html?)$/i, '');
}

function shown(path: string): string {
  return relative(process.cwd(), path);
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Refusal(`There is such a file already: ${shown(path)}`, 1);
    throw error;
  }
  console.log(`made ${shown(path)}`);
}
