/**
 * Debian's nginx with the configuration that the project ships. Where it cannot be had these tests are left out, and
 * the summary says so.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Debian keeps it outside of a user's own path. */
const program = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'nginx'))
  .find((path) => existsSync(path));

/** Why these tests cannot run here, if they cannot. Where Debian's package can be had, it must be there. */
export function withoutNginx(): string | undefined {
  if (program) return undefined;
  const given = process.env['FLEURON_NO_NGINX'];
  if (process.env['CI'] && existsSync('/usr/bin/apt-get') && !given)
    throw new Error('The tests need nginx here. Install it: apt-get install nginx-light');
  return given ?? 'this machine has no nginx';
}

/** Serves a folder as `hosting/nginx.conf` says; `base` is the path that its one site stands below. */
export async function startNginx(
  root: string,
  base: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'fleuron-nginx-'));
  const shipped = readFileSync('hosting/nginx.conf', 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('root /var/www/site;', `root ${resolve(root)};`)
    .replace('404 /404.html;', `404 ${base}404.html;`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ');
  // The test's user may not be the one whom nginx would change to, who cannot read the project's folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  mkdirSync(join(folder, 'logs'));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} daemon off; pid ${join(folder, 'pid')}; error_log stderr warn; events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary} ${shipped} }`,
  );
  const server = spawn(program ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, server);
  return {
    url,
    close: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}

/** Resolves once nginx answers; what it said where it ended instead. */
async function answering(url: string, server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr?.on('data', (data) => {
    said += data;
  });
  while (server.exitCode === null) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error(`nginx ended: ${said}`);
}
