/**
 * Which browsers the tests drive: the system's own, else Playwright's download, else one from the npm registry.
 * None is passed over in silence: where a needed one is missing, the error says what to install.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export interface Browser {
  path: string;
  args: string[];
}

const modules = join(import.meta.dirname, '../../node_modules');

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => [
    join(process.env[variable] ?? '', 'Google/Chrome/Application/chrome.exe'),
    join(process.env[variable] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
  ]),
];
const firefoxPlaces = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  join(process.env['ProgramFiles'] ?? '', 'Mozilla Firefox/firefox.exe'),
];

/** Chrome refuses to run in its sandbox as root. */
const rootArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Any Chromium, fetched if there is none. The answer is kept in the environment, where workers find it. */
export async function findChromium(): Promise<Browser> {
  const known = process.env['FLEURON_CHROMIUM'];
  const found: Browser = known
    ? JSON.parse(known)
    : (systemChromium() ?? downloadedChromium() ?? (await packagedChromium()));
  process.env['FLEURON_CHROMIUM'] = JSON.stringify(found);
  return found;
}

/** Firefox, where there is one. Continuous integration must have it, unless it says why it cannot. */
export function findFirefox(): Browser | undefined {
  const path = first([...onPath(['firefox-esr', 'firefox']), ...firefoxPlaces]);
  if (path) return { path, args: [] };
  const required = process.env['CI'] && process.platform === 'linux' && onPath(['apt-get']).length > 0;
  if (required && !process.env['FLEURON_NO_FIREFOX']) {
    throw new Error('The tests need Firefox here. Install it: apt-get install firefox-esr');
  }
  return undefined;
}

function systemChromium(): Browser | undefined {
  const path = first([...onPath(chromiumNames), ...chromiumPlaces]);
  return path ? { path, args: rootArgs } : undefined;
}

function downloadedChromium(): Browser | undefined {
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    console.log('No Chrome or Chromium found: fetching the one that Playwright offers.');
    const cli = join(modules, '@playwright/test/cli.js');
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  }
  return starts(path) ? { path, args: rootArgs } : undefined;
}

async function packagedChromium(): Promise<Browser> {
  const name = '@sparticuz/chromium';
  if (!existsSync(join(modules, name))) {
    console.log(`That did not work: fetching ${name} from the npm registry.`);
    const windows = process.platform === 'win32';
    const command = ['install', '--no-save', '--no-audit', '--no-fund', name];
    spawnSync(windows ? 'npm.cmd' : 'npm', command, { stdio: 'inherit', shell: windows });
  }
  try {
    const { default: packaged } = await import(name);
    const path: string = await packaged.executablePath();
    // Not with the arguments that it proposes: "--single-process", made for a cloud's functions, ends with the first page.
    if (starts(path)) return { path, args: rootArgs };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  throw new Error(
    'The tests need Chrome or Chromium, and it could be neither found nor fetched.\n' +
      'Install one: apt-get install chromium, or google.com/chrome, or npx playwright install --with-deps chromium',
  );
}

function onPath(names: string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
    .filter((path) => existsSync(path));
}

const first = (paths: string[]) => paths.find(starts);

/** A browser that lacks its libraries, or is a stub that only tells how to install it, does not count. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true; // there, `--version` opens a window
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
