/** `npm run dev` as its author has it: how long until it serves, and until an edit is on the page that is open. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeTexts } from './peers.ts';

const edits = 7;
/** Milliseconds between two edits: what the one before set going has ended. */
const pause = 2500;
/** Milliseconds after which an edit is believed never to be shown. */
const patience = 30_000;

interface Server {
  child: ChildProcess;
  front: string;
  /** Milliseconds from the call until it says where it serves. */
  ready: number;
}

/** An edit: which file, what becomes of it, and the page that shows it, by the words to be found there. */
interface Edit {
  file: string;
  change: (text: string) => string;
  page: string;
  words: string;
}

/** Starts the server twice on a new library of so many chapters. Milliseconds; of edits the middle one. */
export async function devTimes(chapters: number): Promise<Record<string, number>> {
  // Outside the project, whose caches are not watched.
  const folder = mkdtempSync(join(tmpdir(), 'fleuron-bench-'));
  writeTexts(join(folder, 'content'), chapters);
  const first = await start(folder);
  await stop(first);
  const server = await start(folder);
  try {
    const chapter = {
      file: join(folder, 'content', 'works', 'work-001', '07.txt'),
      page: 'work-001/chapter-7/',
    };
    const begin = performance.now();
    await textOf(server, chapter.page);
    const opened = performance.now() - begin;
    const news = await listen(server);
    const times = { text: [] as number[], title: [] as number[] };
    for (let i = 0; i < edits; i += 1) {
      const words = `Edit ${i} came last.`;
      times.text.push(
        await shown(server, news, { ...chapter, change: (text) => `${text}\n${words}\n`, words }),
      );
      const title = `Name ${i}`;
      const change = (text: string) => text.replace(/^.*$/m, `Chapter 7: ${title}`);
      times.title.push(
        await shown(server, news, { ...chapter, page: 'work-001/chapter-8/', change, words: title }),
      );
    }
    news.close();
    const found = {
      'ready, nothing kept': first.ready,
      ready: server.ready,
      'first page': opened,
      'an edited text': median(times.text),
      'an edited title, on the next page': median(times.title),
    };
    return Object.fromEntries(Object.entries(found).map(([name, time]) => [name, Math.round(time)]));
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(folder: string): Promise<Server> {
  const port = await freePort();
  const begin = performance.now();
  const astro = 'node_modules/astro/bin/astro.mjs';
  const child = spawn(process.execPath, [astro, 'dev', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      ASTRO_DEV_BACKGROUND: '0',
      FLEURON_CONTENT: join(folder, 'content'),
      FLEURON_CACHE: join(folder, 'cache'),
    },
  });
  let said = '';
  await new Promise<void>((ready, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data;
        if (said.includes(`127.0.0.1:${port}/`)) ready();
      });
    child.once('exit', () => failed(new Error(`npm run dev ended.\n${said}`)));
  });
  return { child, front: `http://127.0.0.1:${port}/`, ready: performance.now() - begin };
}

async function stop({ child }: Server): Promise<void> {
  child.kill();
  await once(child, 'exit');
}

/** The channel on which Vite tells an open page to load itself anew. */
async function listen({ front }: Server): Promise<WebSocket> {
  const [, token] = /wsToken = "([^"]+)"/.exec(await (await fetch(`${front}@vite/client`)).text()) ?? [];
  const news = new WebSocket(`${front.replace('http', 'ws')}?token=${token}`, 'vite-hmr');
  await once(news, 'open');
  return news;
}

/** Milliseconds from an edit until the page that is told to load itself anew has been sent with it. */
async function shown(server: Server, news: WebSocket, { file, change, page, words }: Edit): Promise<number> {
  await setTimeout(pause);
  const begin = performance.now();
  return new Promise((found, failed) => {
    const never = AbortSignal.timeout(patience);
    never.onabort = () => failed(new Error(`“${words}” is never on ${page}.`));
    news.onmessage = async ({ data }) => {
      if (JSON.parse(data).type !== 'full-reload') return;
      if ((await textOf(server, page)).includes(words)) found(performance.now() - begin);
    };
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  });
}

const textOf = async ({ front }: Server, page: string) => (await fetch(front + page)).text();

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as { port: number };
  socket.close();
  return port;
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
