/** `npm start`: builds the site, then serves it on this computer until Ctrl-C. */
import { relative } from 'node:path';
import { buildSite } from '../build/index.ts';
import { contentDir } from '../library/places.ts';

await buildSite();
const faulty = process.exitCode !== undefined && process.exitCode !== 0;
process.exitCode = 0;

const { preview } = await import('astro');
const server = await preview({ logLevel: 'error' });
const address = server.urls?.local[0] ?? `http://localhost:${server.port}/`;

console.log(`
  Your site:  ${address}
${faulty ? '\n  Some files could not be used; the messages above say which, and what to write instead.\n' : ''}
  Put your own chapters into ${relative(process.cwd(), contentDir) || '.'}/works/ : a folder for each work, a .txt, .md or
  .html file for each chapter. Then stop this with Ctrl-C and run npm start again.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.stop();
    process.exit(0);
  });
}
