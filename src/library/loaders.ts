/**
 * Astro's collections, filled from one catalogue that is read once for all of them. Under `npm run dev` what they hold
 * goes to the pages by `live.ts`, and Astro's store stays empty.
 */
import type { Loader, LoaderContext } from 'astro/loaders';
import type { Catalogue, Entry } from './catalogue.ts';
import type { Collection, LiveEntry } from './live.ts';
import { native } from './native.ts';
import { formatProblem } from './problems.ts';

const { readCatalogue } = native('src/library/catalogue.ts') as typeof import('./catalogue.ts');
const { live } = native('src/library/live.ts') as typeof import('./live.ts');

export const workLoader = () => loader('works');
export const chapterLoader = () => loader('chapters');
export const noteLoader = () => loader('notes');
export const authorLoader = () => loader('authors');
export const seriesLoader = () => loader('series');

let reading: Promise<Catalogue> | undefined;
let told = '';

/** The catalogue, read once until something in the author's folder changes. Under `npm run dev` it has drafts, too. */
function catalogue({ logger, watcher }: LoaderContext, changed?: ReadonlySet<string>): Promise<Catalogue> {
  if (!reading || changed)
    reading = readCatalogue(watcher !== undefined, changed).then((read) => {
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

function loader(collection: Collection) {
  return {
    name: `fleuron-${collection}`,
    load: (context) =>
      context.watcher ? inTurn(() => show(collection, context)) : store(collection, context),
  } satisfies Loader;
}

async function store(collection: Collection, context: LoaderContext): Promise<void> {
  const { store, parseData, generateDigest } = context;
  const entries = (await catalogue(context))[collection];
  for (const id of store.keys()) if (!entries.has(id)) store.delete(id);
  for (const [id, { data, filePath }] of entries) {
    const digest = generateDigest(data);
    if (store.get(id)?.digest === digest) continue;
    store.set({ id, digest, filePath, data: await parseData({ id, data, filePath }) });
  }
}

const shown = new Map<Collection, (read: Catalogue) => Promise<void>>();
const parsed = new WeakMap<Entry, LiveEntry>();

async function show(collection: Collection, context: LoaderContext): Promise<void> {
  const put = async (read: Catalogue) => {
    const entries = new Map<string, LiveEntry>();
    for (const [id, entry] of read[collection]) {
      const { data, filePath } = entry;
      const known = parsed.get(entry);
      const made = known ?? {
        id,
        filePath,
        collection,
        data: await context.parseData({ id, data, filePath }),
      };
      parsed.set(entry, made);
      entries.set(id, made);
    }
    live.collections.set(collection, entries);
  };
  context.store.clear();
  shown.set(collection, put);
  live.renew = (changed) =>
    inTurn(async () => {
      const read = await catalogue(context, changed);
      for (const put of shown.values()) await put(read);
      live.edition += 1;
    });
  await put(await catalogue(context));
  live.edition += 1;
}

let turn: Promise<void> = Promise.resolve();

/** One task after another, in the order that they were given. */
function inTurn(task: () => Promise<void>): Promise<void> {
  const done = turn.then(task);
  turn = done.catch(() => {});
  return done;
}
