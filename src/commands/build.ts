/** `npm run build`: builds the site into `dist/`. */
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

// Before the first import: Astro and Vite are some thousand modules, and compiling them is a fifth of a small build.
enableCompileCache();
const { buildSite } = await import('../build/index.ts');
const { values } = parseArgs({ options: { outDir: { type: 'string' } } });
await buildSite(values);
