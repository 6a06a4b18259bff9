/**
 * Addresses that works and chapters had: by hand in `aliases:`, and those their files' names gave them before they were
 * renamed, as git remembers it. All lead straight to the address of today; a page of today keeps its address. An
 * address whose file is gone is an error, unless a `gone:` line says that it may be.
 */
import { statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { decode } from '../manuscript/decode.ts';
import { readYaml } from '../manuscript/yaml.ts';
import { blobBytes, type History } from './history.ts';
import { addressOfFile, fold, readFileName, readWorkName } from './names.ts';
import { formats } from './pictureFormats.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { isChapter } from './shelf.ts';
import { site } from './site.ts';
import { kept } from './urls.ts';

/** A work where it stands today. */
export interface Standing {
  slug: string;
  /** Its folder's or file's name, and the path that stands for it in messages. */
  name: string;
  file: string;
  aliases: string[];
  gone: string[];
  chapters: { slug: string; file: string; aliases: string[] }[];
}

/** Old addresses by what they lead to: `the-old-name/ash` → `the-kiln/ash`, without slashes at either end. */
export type Redirects = Map<string, string>;

const worksDir = relative(process.cwd(), join(contentDir, 'works'));
const siteFile = relative(process.cwd(), join(contentDir, 'site.yaml'));

export function oldAddresses(
  works: Standing[],
  history: History,
): { redirects: Redirects; problems: Problem[] } {
  const register = new Register(works);
  for (const work of works) byHand(work, register);
  byFileName(works, history, register);
  const gone = new Set(
    [...(site.gone ?? []), ...works.flatMap(({ slug, gone }) => gone.map(below(slug)))].map(bare),
  );
  const problems = [...register.problems, ...vanished(works, history, register, gone)];
  if (history.shallow) problems.push(shallowClone);
  if (history.refusal !== undefined) problems.push(gitRefused(history.refusal));
  return { redirects: register.redirects, problems };
}

/** Who has which address. The first to ask for one gets it. */
class Register {
  readonly redirects: Redirects = new Map();
  readonly problems: Problem[] = [];
  readonly #live = new Set<string>();
  readonly #files = new Set(kept.files);
  readonly #old = new Map<string, string>();

  constructor(works: Standing[]) {
    for (const id of kept.works) this.#live.add(id);
    for (const { slug, chapters } of works) {
      const names = [...kept.chapters, ...chapters.map((chapter) => chapter.slug)];
      for (const id of [slug, ...names.map((name) => `${slug}/${name}`)]) this.#live.add(fold(id));
      for (const format of formats) this.#files.add(fold(`${slug}/cover.${format}`));
    }
  }

  has(address: string): boolean {
    return this.#isLive(address) || this.#old.has(fold(address));
  }

  /** Below a file there can be no page, be it the site's own or the owner's from `public/`. */
  #isLive(address: string): boolean {
    const parts = address.split('/');
    const paths = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    return (
      this.#live.has(fold(address)) ||
      paths.some((path) => this.#files.has(fold(path)) || isFile(join('public', path))) ||
      isFile(join('public', address, 'index.html'))
    );
  }

  /** Lets an old address lead to one of today, where it is free. */
  add(address: string, to: string): void {
    if (this.has(address)) return;
    this.#old.set(fold(address), to);
    this.redirects.set(address, to);
  }

  /** The same for one that the author asks for: where it is not free, that is told. */
  demand(address: string, to: string, file: string): void {
    const holder = this.#old.get(fold(address));
    if (!this.#isLive(address) && (holder ?? to) === to) this.add(address, to);
    else this.#taken(address, file, holder);
  }

  #taken(address: string, file: string, holder: string | undefined): void {
    this.problems.push({
      severity: 'error',
      file,
      rule: 'alias-taken',
      reason: holder
        ? `The alias “${address}” leads to “${holder}” already.`
        : `The alias “${address}” is the address of a page or a file, which keeps it.`,
      mend: 'Take it out of the list, or correct it.',
    });
  }
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The aliases that a work and its chapters name. With a work's old address go those of its chapters. */
function byHand({ slug, file, aliases, chapters }: Standing, register: Register): void {
  for (const chapter of chapters)
    for (const alias of chapter.aliases)
      register.demand(bare(below(slug)(alias)), `${slug}/${chapter.slug}`, chapter.file);
  for (const alias of aliases) {
    register.demand(bare(alias), slug, file);
    for (const chapter of chapters) register.add(`${bare(alias)}/${chapter.slug}`, `${slug}/${chapter.slug}`);
  }
}

/** What the names gave that a file has or had: a work's and a chapter's. */
function byFileName(works: Standing[], { renamed, changed }: History, register: Register): void {
  const holders = new Map<string, { work: Standing; slugs: string[] }>();
  for (const work of works)
    for (const { file, slug } of work.chapters) {
      const holder = holders.get(file) ?? { work, slugs: [] };
      holder.slugs.push(slug);
      holders.set(file, holder);
    }
  const slugOfWork = workSlugs(works);
  // A file whose settings name its address may have been published before they did.
  const itself = [...changed.keys()].map((file) => [file, file] as const);
  for (const [name, file] of [...renamed, ...itself]) {
    const holder = holders.get(file);
    const old = holder && nameOf(name, slugOfWork);
    if (!old) continue;
    const { work, slugs } = holder;
    register.add(old.work, work.slug);
    for (const slug of slugs) {
      if (slugs.length === 1) register.add(`${old.work}/${old.chapter}`, `${work.slug}/${slug}`);
      register.add(`${old.work}/${slug}`, `${work.slug}/${slug}`);
    }
  }
}

/** The addresses that a file's path gives by itself; none where it is no chapter file. */
function nameOf(
  path: string,
  slugOfWork: (name: string) => string,
): { work: string; chapter: string } | undefined {
  const parts = relative(worksDir, path).replaceAll('\\', '/').split('/');
  if (parts.length > 3 || parts.some((part) => /^[._]/.test(part)) || !isChapter(basename(path)))
    return undefined;
  const [work = '', ...rest] = parts;
  const file = rest.at(-1);
  const volume = rest.length > 1 ? rest[0] : undefined;
  const names = {
    work: slugOfWork(work),
    chapter: file === undefined ? 'chapter-1' : addressOfFile(readFileName(file), volume),
  };
  return names.work && names.chapter ? names : undefined;
}

/** The address of the work that a folder or file of that name is, or else would be. */
function workSlugs(works: Standing[]): (name: string) => string {
  const slugs = new Map(works.map(({ name, slug }) => [name, slug]));
  return (name) => slugs.get(name) ?? readWorkName(name).slug;
}

/** Addresses that files had which are gone, and which nothing and nobody answers for. */
function vanished(
  works: Standing[],
  { deleted }: History,
  register: Register,
  gone: ReadonlySet<string>,
): Problem[] {
  const problems = new Map<string, Problem>();
  const slugOfWork = workSlugs(works);
  const standing = new Map(works.map((work) => [work.slug, work]));
  for (const [path, { blob, day }] of deleted) {
    const name = nameOf(path, slugOfWork);
    if (!name || gone.has(name.work)) continue;
    const work = standing.get(name.work);
    if (!work && register.has(name.work)) continue;
    if (work && (dirname(path) === worksDir || isAnswered(name))) continue;
    const own = ownSlug(path, blob);
    if (own === undefined || (work && own && isAnswered({ ...name, chapter: own }))) continue;
    const chapter = own || name.chapter;
    const address = work ? `${name.work}/${chapter}` : name.work;
    const file = work ? work.file : siteFile;
    problems.set(address, {
      severity: 'error',
      file,
      rule: 'vanished',
      reason: `“${address}” was an address of this site until ${day}, when ${path} went; links to it now lead nowhere.`,
      mend: work
        ? `If it has moved, say “aliases: ${chapter}” at the head of its chapter; if it is to be missing, say “gone: [${chapter}]” in work.yaml, or “gone: [${address}]” in ${siteFile}.`
        : `If it has moved, say “aliases: ${address}” in the work.yaml of its work; if it is to be missing, say “gone: [${address}]” here.`,
    });
  }
  return [...problems.values()];

  function isAnswered({ work, chapter }: { work: string; chapter: string }): boolean {
    return register.has(`${work}/${chapter}`) || gone.has(`${work}/${chapter}`);
  }
}

/** The address that a file's last settings gave it: empty where they gave none; nothing where it was a draft. */
function ownSlug(path: string, blob: string): string | undefined {
  const { text } = decode(blobBytes(blob));
  const head = /^---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text)?.[1];
  if (head === undefined || dirname(path) === worksDir) return '';
  const { draft, slug } = readYaml(head).values;
  return draft === true ? undefined : String(slug ?? '');
}

const bare = (address: string) =>
  address
    .normalize('NFC')
    .replace(/^\/|\/$/g, '')
    .replace(/\/index\.html?$/, '');

const below = (work: string) => (address: string) =>
  address.startsWith('/') ? address : `${work}/${address}`;

const shallowClone: Problem = {
  severity: 'warning',
  file: worksDir,
  rule: 'shallow-clone',
  reason:
    'Git has only the latest part of the history here, so that old addresses of renamed files are not known.',
  mend: 'Fetch all of it: “git fetch --unshallow”; in a workflow, “fetch-depth: 0” beside its checkout step.',
};

const gitRefused = (refusal: string): Problem => ({
  severity: 'warning',
  file: worksDir,
  rule: 'git-refused',
  reason: `Git does not tell the history that it may have here, so that old addresses of renamed files, and days, are not known. It said: “${refusal}”`,
  mend: `Run “git log” in ${contentDir}, and do what it asks for; or install git, where it is missing.`,
});
