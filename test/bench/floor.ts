/** The floor of all builds: reads every text below a folder, escapes it, and writes it as a page of its own. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitAndEscape } from './text.ts';

const [content = '', site = ''] = process.argv.slice(2);
for (const path of globSync('works/**/*.txt', { cwd: content })) {
  const folder = join(site, path.replace(/^works.|\.txt$/g, ''));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), splitAndEscape(readFileSync(join(content, path), 'utf8')));
}
