/**
 * WebKit as Debian ships it: WebKitGTK's small browser on a screen that only exists in memory, driven over WebDriver.
 *
 * It needs the packages webkit2gtk-driver and xvfb, and is there on Linux alone: elsewhere these tests are left out, and
 * the summary says so.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';

/** Why these tests cannot run here, if they cannot. Where Debian's packages can be had, they must be there. */
export function withoutWebKit(): string | undefined {
  const missing = Object.entries({ WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' }).flatMap(
    ([program, name]) => (onPath(program) ? [] : [name]),
  );
  if (missing.length === 0) return undefined;
  const given = process.env['FLEURON_NO_WEBKIT'];
  if (process.env['CI'] && onPath('apt-get') && !given)
    throw new Error(`The tests need WebKit here. Install it: apt-get install ${missing.join(' ')}`);
  return given ?? `this machine has no ${missing.join(' and no ')}`;
}

export interface WebKit {
  driver: WebDriver;
  close(): Promise<void>;
}

/** Starts a screen of that size, WebKit's driver on it, and a window that fills it. */
export async function startWebKit(width: number, height: number): Promise<WebKit> {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const display = await firstLine(screen);
  const port = await freePort();
  const service = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  await listening(`http://127.0.0.1:${port}/status`);
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
      }),
    )

    .build();
  await driver.manage().window().setRect({ x: 0, y: 0, width, height });
  return {
    driver,
    close: async () => {
      await driver.quit();
      service.kill();
      screen.kill();
    },
  };
}

function onPath(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps it among WebKit's own processes, in a folder named after the machine and the library's version. */
function miniBrowser(): string {
  const found = execFileSync('find', ['/usr/lib', '-name', 'MiniBrowser', '-path', '*webkit2gtk*'], {
    encoding: 'utf8',
  });
  return found.trim().split('\n')[0] ?? '';
}

/** The number of the display that Xvfb found free, which it writes to its fourth file. */
function firstLine(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    screen.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    screen.once('error', reject);
    screen.once('exit', () => reject(new Error('Xvfb ended before it had a display.')));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Resolves once something answers there. */
async function listening(address: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answered = await fetch(address).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error(`Nothing answers at ${address}.`);
}
