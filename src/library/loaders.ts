/** Astro's collections, filled from one catalogue that is read once for all of them. Pages have them by `live.ts`. */
import type { Loader, LoaderContext } from 'astro/loaders';
import { type Catalogue, type Entry, readCatalogue } from './catalogue.ts';
import { type Collection, type LiveEntry, live } from './live.ts';
import { formatProblem } from './problems.ts';

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
    load: (context) => inTurn(() => load(collection, context)),
  } satisfies Loader;
}

const loaded = new Map<Collection, (read: Catalogue) => Promise<void>>();
const parsed = new WeakMap<Entry, LiveEntry>();

async function load(collection: Collection, context: LoaderContext): Promise<void> {
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
  await put(await catalogue(context));
  if (!context.watcher) return;
  loaded.set(collection, put);
  live.renew = (changed) =>
    inTurn(async () => {
      const read = await catalogue(context, changed);
      for (const put of loaded.values()) await put(read);
      live.edition += 1;
    });
  live.edition += 1;
}

let turn: Promise<void> = Promise.resolve();

/** One task after another, in the order that they were given. */
function inTurn(task: () => Promise<void>): Promise<void> {
  const done = turn.then(task);
  turn = done.catch(() => {});
  return done;
}
