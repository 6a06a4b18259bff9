/**
 * The builders that an author would take instead, each with the least that makes the same site: a page a chapter with
 * the way on and back, and the contents of each work. Feeds, search and books are switched off, as they are here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chapterText, splitAndEscape } from './text.ts';

/** Version of Eleventy that npm installs, with the run, into a folder of the bench. */
const eleventy = '3.1.8';

export interface Builder {
  name: string;
  /** Writes so many chapters, in works of fifty, as this builder reads them. */
  write(content: string, chapters: number): void;
  /** The call that builds them into a folder. */
  call(content: string, site: string): { command: string; args: string[]; cwd: string };
}

export const put = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Path of a chapter below its folder, and its neighbours'. */
function chapterPath(i: number): string {
  return `work-${String(Math.floor(i / 50) + 1).padStart(3, '0')}/${String((i % 50) + 1).padStart(2, '0')}`;
}

export function writeMarkdown(folder: string, chapters: number, head: (at: number) => string): void {
  for (let i = 0; i < chapters; i += 1)
    put(join(folder, `${chapterPath(i)}.md`), `---\n${head((i % 50) + 1)}\n---\n\n${chapterText(i)}`);
}

export function writeTexts(content: string, chapters: number): void {
  for (let i = 0; i < chapters; i += 1) put(join(content, 'works', `${chapterPath(i)}.txt`), chapterText(i));
}

/** Reads everything, escapes it and writes it, in a bare loop: no builder can be faster. */
export const floor: Builder = {
  name: 'read, escape, write',
  write: writeTexts,
  call: (content, site) => ({
    command: process.execPath,
    args: [join('test', 'bench', 'floor.ts'), content, site],
    cwd: '.',
  }),
};

/** Has npm install these packages in these versions below a folder. */
export function install(folder: string, dependencies: Record<string, string>): void {
  put(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm could not install ${Object.keys(dependencies)}.\n${stderr}`);
}

const hugo: Builder = {
  name: 'Hugo',
  write(content, chapters) {
    put(
      join(content, 'hugo.toml'),
      'title = "Bench"\nbaseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n',
    );
    writeMarkdown(join(content, 'content'), chapters, (at) => `title: Chapter ${at}\nweight: ${at}`);
    const page = (main: string) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><main>${main}</main></body></html>`;
    put(
      join(content, 'layouts/_default/single.html'),
      page(
        '<h1>{{ .Title }}</h1>{{ .Content }}<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">Previous</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">Next</a>{{ end }}</nav>',
      ),
    );
    put(
      join(content, 'layouts/_default/list.html'),
      page('<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'),
    );
  },
  call: (content, site) => ({ command: 'hugo', args: ['--quiet', '-d', resolve(site)], cwd: content }),
};

const eleventySite: Builder = {
  name: 'Eleventy',
  write(content, chapters) {
    put(
      join(content, 'eleventy.config.js'),
      `export default (config) => {
  config.setQuietMode(true);
  config.addFilter('beside', (path, step) => {
    const [, work, at] = /work-(\\d+)\\/(\\d+)/.exec(path) ?? [];
    if (!work) return '';
    const other = Number(at) + step;
    return other >= 1 && other <= 50 ? \`/work-\${work}/\${String(other).padStart(2, '0')}/\` : '';
  });
  return { dir: { input: 'content', includes: '../includes' } };
};
`,
    );
    put(
      join(content, 'includes/chapter.liquid'),
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1>{{ content }}{% assign prev = page.inputPath | beside: -1 %}{% assign next = page.inputPath | beside: 1 %}<nav>{% if prev != "" %}<a href="{{ prev }}">Previous</a>{% endif %}{% if next != "" %}<a href="{{ next }}">Next</a>{% endif %}</nav></main></body></html>',
    );
    writeMarkdown(
      join(content, 'content'),
      chapters,
      (at) => `title: Chapter ${at}\nlayout: chapter.liquid\ntemplateEngineOverride: md`,
    );
    for (let i = 0; i < chapters; i += 50) {
      const work = dirname(chapterPath(i));
      const links = Array.from(
        { length: Math.min(50, chapters - i) },
        (_, at) => `- [Chapter ${at + 1}](/${chapterPath(i + at)}/)`,
      );
      put(
        join(content, 'content', work, 'index.md'),
        `---\ntitle: ${work}\nlayout: chapter.liquid\n---\n\n${links.join('\n')}\n`,
      );
    }
    install(content, { '@11ty/eleventy': eleventy });
  },
  call: (content, site) => ({
    command: process.execPath,
    args: ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet', `--output=${resolve(site)}`],
    cwd: content,
  }),
};

/**
 * The least that Astro does for such a site: one page a text, which is split and escaped. It is what is under Fleuron,
 * and what no site made with Astro is faster than.
 */
export const bareAstro: Builder = {
  name: 'Astro, bare',
  write(content, chapters) {
    for (let i = 0; i < chapters; i += 1)
      put(join(content, 'texts', `${chapterPath(i)}.txt`), chapterText(i));
    put(join(content, 'astro.config.mjs'), 'export default { devToolbar: { enabled: false } };\n');
    put(
      join(content, 'src/pages/[...path].astro'),
      `---
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function getStaticPaths() {
  return globSync('*', { cwd: 'texts' }).flatMap((work) => {
    const files = globSync('*.txt', { cwd: join('texts', work) }).sort();
    const urls = files.map((file) => \`/\${work}/\${file.slice(0, -4)}/\`);
    return [
      { params: { path: work }, props: { urls } },
      ...files.map((file, i) => ({
        params: { path: \`\${work}/\${file.slice(0, -4)}\` },
        props: { file: join('texts', work, file), previous: urls[i - 1], next: urls[i + 1] },
      })),
    ];
  });
}

const { file, previous, next, urls = [] } = Astro.props;
const split = ${splitAndEscape};
const title = Astro.params.path;
---
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><main><h1>{title}</h1><Fragment set:html={file ? split(readFileSync(file, 'utf8')) : ''} /><ul>{urls.map((url) => <li><a href={url}>{url}</a></li>)}</ul><nav>{previous && <a href={previous}>Previous</a>}{next && <a href={next}>Next</a>}</nav></main></body></html>
`,
    );
  },
  call: (content, site) => ({
    command: process.execPath,
    args: [
      ...['--import', resolve('src/commands/compiled.mjs')],
      ...[resolve('node_modules/astro/bin/astro.mjs'), 'build', '--silent', '--outDir', resolve(site)],
    ],
    cwd: content,
  }),
};

/** The peers that this machine can run. */
export function peers(): Builder[] {
  const has = spawnSync('hugo', ['version']).status === 0;
  if (!has) console.log('Hugo is not installed here, and is left out: Debian has it as “hugo”.');
  return [eleventySite, ...(has ? [hugo] : [])];
}
