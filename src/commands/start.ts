/** `npm start`: builds the site, then serves it on this computer until Ctrl-C. */
import { relative } from 'node:path';
import { build, preview } from 'astro';
import { contentDir } from '../library/places.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';

await build({ logLevel: 'warn' });
const faulty = process.exitCode !== undefined && process.exitCode !== 0;
process.exitCode = 0;

const server = await preview({ logLevel: 'error' });
const address = server.urls?.local[0] ?? `http://localhost:${server.port}/`;

console.log(`
  Your site:  ${address}
${faulty ? '\n  Some files could not be used; the messages above say which, and what to write instead.\n' : ''}
  Put your own chapters into ${relative(process.cwd(), contentDir) || '.'}/works/ : a folder for each work, a .txt or .md file
  for each chapter. Then stop this with Ctrl-C and run npm start again.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.stop();
    process.exit(0);
  });
}
