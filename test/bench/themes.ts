/** Builders that come with a theme, as an author would take them for chapters. Their search is off, as it is here. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { type Builder, install, put, writeMarkdown } from './peers.ts';
import { chapterText } from './text.ts';

/** Versions that npm installs, with the run, each into a folder of the bench. */
const versions = { vitepress: '1.6.4', starlight: '0.42.4', astro: '7.3.4' };

const titled = (at: number) => `title: Chapter ${at}`;
const numbers = (chapters: number) =>
  Array.from({ length: chapters }, (_, i) => String(i + 1).padStart(2, '0'));

const vitepress: Builder = {
  name: 'VitePress',
  write(content, chapters) {
    const items = numbers(chapters).map((name, i) => ({
      text: `Chapter ${i + 1}`,
      link: `/work-001/${name}`,
    }));
    put(
      join(content, '.vitepress/config.js'),
      `export default ${JSON.stringify({ title: 'Bench', themeConfig: { sidebar: [{ text: 'Work', items }] } })};\n`,
    );
    put(join(content, 'index.md'), '# Bench\n');
    writeMarkdown(content, chapters, titled);
    install(content, { vitepress: versions.vitepress });
  },
  call: (content, site) => ({
    command: process.execPath,
    args: ['node_modules/vitepress/bin/vitepress.js', 'build', '.', '--outDir', resolve(site)],
    cwd: content,
  }),
};

const starlight: Builder = {
  name: 'Starlight',
  write(content, chapters) {
    put(
      join(content, 'astro.config.mjs'),
      `import starlight from '@astrojs/starlight';
const sidebar = [{ label: 'Work', items: [{ autogenerate: { directory: 'work-001' } }] }];
export default { integrations: [starlight({ title: 'Bench', pagefind: false, sidebar })] };
`,
    );
    put(
      join(content, 'src/content.config.ts'),
      `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
    );
    put(join(content, 'src/content/docs/index.md'), '---\ntitle: Bench\n---\n');
    writeMarkdown(join(content, 'src/content/docs'), chapters, titled);
    install(content, { astro: versions.astro, '@astrojs/starlight': versions.starlight });
  },
  call: (content, site) => ({
    command: process.execPath,
    args: ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', resolve(site)],
    cwd: content,
  }),
};

const mdbook: Builder = {
  name: 'mdBook',
  write(content, chapters) {
    put(join(content, 'book.toml'), '[book]\ntitle = "Bench"\n\n[output.html.search]\nenable = false\n');
    const lines = numbers(chapters).map((name, i) => `- [Chapter ${i + 1}](work-001/${name}.md)`);
    put(join(content, 'src/SUMMARY.md'), `# Summary\n\n${lines.join('\n')}\n`);
    for (const [i, name] of numbers(chapters).entries())
      put(join(content, 'src/work-001', `${name}.md`), `# ${chapterText(i)}`);
  },
  call: (content, site) => ({
    command: 'mdbook',
    args: ['build', '--dest-dir', resolve(site)],
    cwd: content,
  }),
};

/** Those that this machine can run. */
export function themedPeers(): Builder[] {
  const has = spawnSync('mdbook', ['--version']).status === 0;
  if (!has) console.log('mdBook is not installed here, and is not measured: cargo has it as “mdbook”.');
  return [starlight, vitepress, ...(has ? [mdbook] : [])];
}
