/** A first visit to a chapter of 3,000 words, in a real Chromium that has a phone's processor and network. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../browser/browsers.ts';
import { fleuron } from './builds.ts';
import type { Builder } from './peers.ts';
import { peers } from './peers.ts';
import { themedPeers } from './themes.ts';

const chapters = 8;
const visits = 5;
/** What Lighthouse takes for a phone: its throttling for “mobile”, in bytes a second, milliseconds, times slower. */
const phone = { bytes: (1.6 * 1024 * 1024) / 8, latency: 150, slower: 4 };
const screen = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};
/** Longest task, in milliseconds, that blocks nobody: see https://web.dev/articles/tbt. */
const unnoticed = 50;

interface Visit {
  /** Milliseconds. */
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  /** Layout shift, as browsers score it. */
  shift: number;
  /** What came over the wire, compressed. */
  bytes: number;
  requests: number;
}

interface Peer {
  name: string;
  url: string;
  visits: Visit[];
  close: () => void;
}

/** Builds the chapter with each builder, below `folder`, and returns rows of a table: medians of visits in turn. */
export async function readingRows(folder: string): Promise<Record<string, Record<string, string>>> {
  const sites: Peer[] = [];
  for (const builder of [fleuron, ...peers(), ...themedPeers()]) sites.push(await built(builder, folder));
  const { path, args } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args });
  try {
    for (let i = 0; i < visits; i += 1)
      for (const site of sites) site.visits.push(await visit(browser, site.url));
  } finally {
    await browser.close();
    for (const { close } of sites) close();
  }
  const middles = sites.map(({ name, visits }) => ({ name, ...middle(visits) }));
  const [own] = middles;
  return Object.fromEntries(middles.map(({ name, ...each }) => [name, row(each, own ?? each)]));
}

function row(each: Visit, own: Visit): Record<string, string> {
  const times = (of: (visit: Visit) => number) => (of(each) / of(own)).toFixed(2);
  return {
    'first paint': `${each.firstPaint.toFixed(0)} ms`,
    '× Fleuron': times(({ firstPaint }) => firstPaint),
    'largest paint': `${each.largestPaint.toFixed(0)} ms`,
    '× Fleuron’s': times(({ largestPaint }) => largestPaint),
    'layout shift': each.shift.toFixed(3),
    blocked: `${each.blocked.toFixed(0)} ms`,
    transfer: `${(each.bytes / 1000).toFixed(1)} kB`,
    '× its bytes': times(({ bytes }) => bytes),
    requests: String(each.requests),
  };
}

async function built(builder: Builder, folder: string): Promise<Peer> {
  const content = join(folder, builder.name, 'content');
  const site = join(folder, builder.name, 'site');
  rmSync(site, { recursive: true, force: true });
  builder.write(content, chapters);
  const { command, args, cwd } = builder.call(content, site);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      FLEURON_CONTENT: content,
      FLEURON_CACHE: resolve(folder, builder.name, 'cache'),
    },
  });
  if (status !== 0) throw new Error(`${builder.name} built nothing.\n${stdout}${stderr}`);
  const [page] = globSync(['work-001/04/index.html', 'work-001/04.html', 'work-001/chapter-4/index.html'], {
    cwd: site,
  });
  if (!page) throw new Error(`${builder.name} made no page of the fourth chapter.`);
  const { front, close } = await serveZipped(site);
  return { name: builder.name, url: front + page.replace(/index\.html$/, ''), visits: [], close };
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves a folder as hosts do, what is text by gzip. */
async function serveZipped(folder: string) {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    if (!existsSync(file)) return void response.writeHead(404).end();
    const type = types[extname(file)];
    const bytes = readFileSync(file);
    if (!type) return void response.writeHead(200).end(bytes);
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(bytes));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { front: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

/** A visit of somebody who was never here. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  let [bytes, requests] = [0, 0];
  wire.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('http')) requests += 1;
  });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phone.latency,
    downloadThroughput: phone.bytes,
    uploadThroughput: phone.bytes,
  });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: phone.slower });
  await page.addInitScript(watchLongTasks);
  await page.goto(url, { waitUntil: 'networkidle' });
  // Faces that the text asks for come after it.
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(whatWasSeen, unnoticed);
  await context.close();
  return { ...seen, bytes, requests };
}

declare global {
  interface Window {
    longTasks?: { begin: number; lasted: number }[];
  }
}

function watchLongTasks(): void {
  const tasks: NonNullable<Window['longTasks']> = [];
  window.longTasks = tasks;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ begin: startTime, lasted: duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** What the page's own clock says, once nothing is under way. */
async function whatWasSeen(unnoticed: number) {
  const entries = (type: string) =>
    new Promise<PerformanceEntry[]>((seen) => {
      const watcher = new PerformanceObserver((list) => seen(list.getEntries()));
      watcher.observe({ type, buffered: true });
      // A page in which nothing of the kind happened has no entries to be told of.
      requestAnimationFrame(() => setTimeout(() => seen(watcher.takeRecords())));
    });
  const [firstPaint = 0] = performance
    .getEntriesByName('first-contentful-paint')
    .map((entry) => entry.startTime);
  const largest = (await entries('largest-contentful-paint')).at(-1)?.startTime ?? firstPaint;
  const shifts = (await entries('layout-shift')) as (PerformanceEntry & { value: number })[];
  const late = (window.longTasks ?? []).filter(({ begin, lasted }) => begin + lasted > firstPaint);
  return {
    firstPaint,
    largestPaint: largest,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    blocked: late.reduce((sum, { lasted }) => sum + Math.max(0, lasted - unnoticed), 0),
  };
}

function middle(visits: Visit[]): Visit {
  const of = (figure: keyof Visit) =>
    visits.map((visit) => visit[figure]).sort((a, b) => a - b)[visits.length >> 1] ?? Number.NaN;
  return {
    ...{ firstPaint: of('firstPaint'), largestPaint: of('largestPaint'), blocked: of('blocked') },
    ...{ shift: of('shift'), bytes: of('bytes'), requests: of('requests') },
  };
}
