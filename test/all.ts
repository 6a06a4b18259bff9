/**
 * `npm test`: every check in order, each tool's own output as it comes, and the sum on the last line.
 *
 * It stops at nothing, so that one run tells everything. The site is built into a folder of its own: a reader's
 * `dist/` and `.cache/` are left as they are.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './browser/browsers.ts';
import { withoutNginx } from './hosting/nginx.ts';
import { withoutWebKit } from './webkit/webkit.ts';

interface Tally {
  passed: number;
  failed: number;
}

const noSearch = 'the Chromium from the npm registry is made without a search';

/** Tests that may be skipped, by their title in whatever browser, each with the reason. */
const mayBeSkipped: [title: string, reason: string][] = [
  ['text that the browser finds is on the page it turns to', noSearch],
  ['an address that names words opens at their page', noSearch],
];

const work = join('.cache', 'test');
const site = join(work, 'site');
const reports = {
  unit: join(work, 'unit.json'),
  webkit: join(work, 'webkit.json'),
  nginx: join(work, 'nginx.json'),
  browser: join(work, 'playwright.json'),
};
const bin = (path: string) => join('node_modules', path);
const astro = bin('astro/bin/astro.mjs');

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const environment = {
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  FLEURON_CACHE: join(work, 'cache'),
  FLEURON_DIST: site,
  PLAYWRIGHT_JSON_OUTPUT_FILE: reports.browser,
};

const noWebKit = withoutWebKit();
const noNginx = withoutNginx();

const tallies = [
  check('types are made', astro, 'sync'),
  check('types hold', astro, 'check', '--noSync'),
  check('style holds', bin('@biomejs/biome/bin/biome'), 'ci', '--diagnostic-level=warn'),
  vitest('unit'),
  ...(noNginx ? [] : [vitest('nginx')]),
  check('the sample library builds', astro, 'build', '--outDir', site),
  check(
    'the HTML is valid',
    bin('html-validate/bin/html-validate.mjs'),
    '-c',
    'test/htmlvalidate.json',
    `${site}/**/*.html`,
  ),
  check('every link leads somewhere', 'src/commands/check.ts', site),
  await browserTests(),
  ...(noWebKit ? [] : [vitest('webkit')]),
];

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
if (process.env['FLEURON_NO_FIREFOX'])
  console.log(`\nFirefox was left out: ${process.env['FLEURON_NO_FIREFOX']}`);
if (noNginx) console.log(`\nnginx was left out: ${noNginx}`);
if (noWebKit) console.log(`\nWebKit was left out: ${noWebKit}`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || tallies.some(({ passed, failed }) => passed + failed === 0) ? 1 : 0;

/** One tool that only says yes or no. */
function check(title: string, ...command: string[]): Tally {
  const good = run(title, command);
  console.log(good ? `✓ ${title}` : `✗ ${title}`);
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function run(title: string, command: string[]): boolean {
  console.log(`\n— ${title}: ${command.join(' ')}`);
  const { status, error } = spawnSync(process.execPath, command, { stdio: 'inherit', env: environment });
  if (error) console.error(error.message);
  return status === 0;
}

/** One of Vitest's projects. */
function vitest(project: 'unit' | 'webkit' | 'nginx'): Tally {
  const good = run(`${project} tests`, [
    bin('vitest/vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports[project]}`,
  ]);
  const report = readReport<VitestReport>(reports[project]);
  const tests = (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) =>
    assertionResults.length > 0
      ? assertionResults.map((test) => ({ title: test.fullName, outcome: test.status }))
      : [{ title: `${name} (no test ran)`, outcome: status === 'passed' ? 'empty' : status }],
  );
  return tally(good, tests);
}

async function browserTests(): Promise<Tally> {
  try {
    await findChromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  Object.assign(environment, { FLEURON_CHROMIUM: process.env['FLEURON_CHROMIUM'] });
  const good = run('browser tests', [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json']);
  const report = readReport<PlaywrightSuite>(reports.browser);
  return tally(good, report ? playwrightTests(report) : []);
}

/** Counts outcomes. A tool that failed without a failed test is one failure; so is a skip that nobody excused. */
function tally(good: boolean, tests: { title: string; outcome: string }[]): Tally {
  const passing = /^(?:passed|expected)$/;
  const passed = tests.filter(({ outcome }) => passing.test(outcome)).length;
  const others = tests.filter(({ outcome }) => !passing.test(outcome));
  const unexcused = others.filter(({ title, outcome }) => {
    const skipped = /skipped|pending|todo/.test(outcome);
    const [, reason] = (skipped && mayBeSkipped.find(([name]) => title.endsWith(name))) || [];
    console.log(reason ? `skipped: ${title} (${reason})` : `✗ ${title} (${outcome})`);
    return !reason;
  });
  return { passed, failed: unexcused.length || (good && tests.length > 0 ? 0 : 1) };
}

interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { projectName: string; status: string }[] }[];
}

function playwrightTests({ suites = [], specs = [] }: PlaywrightSuite): { title: string; outcome: string }[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map((test) => ({ title: `${test.projectName}: ${title}`, outcome: test.status })),
  );
  return [...own, ...suites.flatMap(playwrightTests)];
}

function readReport<Report>(path: string): Report | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
