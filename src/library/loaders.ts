/** Astro's collections, filled from one catalogue that is read once for all of them. */
import { relative } from 'node:path';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { Catalogue, Entry } from './catalogue.ts';
import { native } from './native.ts';
import { contentDir } from './places.ts';
import { formatProblem } from './problems.ts';

const { readCatalogue } = native('src/library/catalogue.ts') as typeof import('./catalogue.ts');

export const workLoader = () => loader('works');
export const chapterLoader = () => loader('chapters');
export const noteLoader = () => loader('notes');
export const authorLoader = () => loader('authors');
export const seriesLoader = () => loader('series');

type Shelf = Exclude<keyof Catalogue, 'problems'>;

let reading: Promise<Catalogue> | undefined;
let told = '';
const onChange = new Set<() => Promise<void>>();

/** The catalogue, read once until something in the author's folder changes. Under `npm run dev` it has drafts, too. */
function catalogue({ logger, watcher }: LoaderContext): Promise<Catalogue> {
  reading ??= readCatalogue(watcher !== undefined).then((read) => {
    tell(read, logger);
    return read;
  });
  return reading;
}

/** Astro's command ends with `process.exit(0)`, which overrules an exit code that was set before. */
function failAtExit(): void {
  process.exitCode = 1;
  process.once('exit', () => {
    process.exitCode = 1;
  });
}

/** Prints the problems, unless they are the ones printed last. A build with errors ends with status 1. */
function tell({ problems }: Catalogue, logger: LoaderContext['logger']): void {
  const text = problems.map(formatProblem).join('\n');
  if (text === told) return;
  told = text;
  for (const problem of problems) {
    if (problem.severity === 'error') logger.error(formatProblem(problem));
    else logger.warn(formatProblem(problem));
  }
  if (problems.some(({ severity }) => severity === 'error')) failAtExit();
}

function loader(shelf: Shelf) {
  return {
    name: `fleuron-${shelf}`,
    async load(context) {
      const sync = async () => store(context, (await catalogue(context))[shelf]);
      await sync();
      if (context.watcher) watch(context.watcher, sync);
    },
  } satisfies Loader;
}

async function store(
  { store, parseData, generateDigest }: LoaderContext,
  entries: Map<string, Entry>,
): Promise<void> {
  for (const id of store.keys()) if (!entries.has(id)) store.delete(id);
  for (const [id, { data, filePath }] of entries) {
    const digest = generateDigest(data);
    if (store.get(id)?.digest === digest) continue;
    store.set({ id, digest, filePath, data: await parseData({ id, data, filePath }) });
  }
}

/** In dev, one listener serves all collections: a burst of changes is one reading. */
function watch(watcher: NonNullable<LoaderContext['watcher']>, sync: () => Promise<void>): void {
  const first = onChange.size === 0;
  onChange.add(sync);
  if (!first) return;
  watcher.add(contentDir);
  let waiting: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, path) => {
    if (relative(contentDir, path).startsWith('..')) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      reading = undefined;
      for (const sync of onChange) sync();
    }, 30);
  });
}
