/** Real builds of small libraries: what an author runs, and what an author can get wrong. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { crawl } from '../src/commands/crawl.ts';

// Inside the project: Astro would have builds for outside folders share one scratch folder.
const root = join('.cache', 'test-build');
const sentence = 'The pilot light went out on the eleventh of November.';
const good = `Chapter One\n\n${sentence}\n\n***\n\n"So it did," said Anselm.\n`;

/** The environment of a shell: vitest's own variables, BASE_URL above all, would reach the build. */
const shell = { ...process.env };
for (const name of ['BASE_URL', 'DEV', 'MODE', 'NODE_ENV', 'PROD', 'SSR']) delete shell[name];

interface Library {
  site: string;
  cache: string;
  output: string;
  status: number | null;
}

/** Writes a library (a path → its text or bytes; a folder where there is none) and builds it from nothing. */
function library(
  name: string,
  files: Record<string, string | Uint8Array>,
  env: Record<string, string> = {},
): Library {
  const folder = join(root, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'content', path)), { recursive: true });
    writeFileSync(join(folder, 'content', path), content);
  }
  if (name === 'faults') {
    symlinkSync('nowhere.txt', join(folder, 'content/works/bad/05-dangling.txt'));
    mkdirSync(join(folder, 'content/works/bad/06-folder.txt'));
  }
  const site = join(folder, 'site');
  const cache = join(folder, 'cache');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', site],
    {
      encoding: 'utf8',
      env: {
        ...shell,
        ASTRO_TELEMETRY_DISABLED: '1',
        FLEURON_CONTENT: join(folder, 'content'),
        FLEURON_CACHE: cache,
        ...env,
      },
    },
  );
  return { site, cache, output: `${stdout}\n${stderr}`, status };
}

const filesIn = (folder: string) =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const contentsOf = (folder: string) =>
  Object.fromEntries(
    filesIn(folder).map((path) => [path.slice(folder.length), readFileSync(path, 'base64')]),
  );
const pageOf = ({ site }: Library, path: string) => readFileSync(join(site, path, 'index.html'), 'utf8');

/** The head of a PNG of 600 × 900 pixels. */
const blankPicture = Buffer.from(`89504e470d0a1a0a0000000d494844520000025800000384${'00'.repeat(40)}`, 'hex');

describe('a good library', () => {
  const files = {
    'site.yaml':
      'title: Two shelves\naddress: https://example.org/repo/\ncrawlers: no-ai\nfediverse: "@ysolde@example.social"\nimage: {file: front.png, alt: Two shelves of books}\n',
    'front.png': blankPicture,
    'works/the-kiln/work.yaml':
      'title: The Kiln\nauthors: Ysolde Marrow\naliases: [the-stove, /2019/the-café.html]\ncover: {file: front.png, alt: A kiln at night}\n',
    'works/the-kiln/front.png': blankPicture,
    'works/the-kiln/01-ash.txt': good,
    'works/the-kiln/02-ember.md': `# Ember\n\n${sentence}\n`,
    'works/alone.txt': `---\ntitle: "A </script> in the title"\n---\n\n${good}`,
  };
  let first: Library;
  beforeAll(() => {
    first = library('good', files);
  }, 120_000);

  test('builds without a word of complaint', () => {
    expect(first.output).not.toMatch(/\b(?:error|warn(?:ing)?)\b/i);
    expect(first.status).toBe(0);
    expect(pageOf(first, 'the-kiln/ash')).toContain('eleventh of November');
  });

  test('prefixes every link with the base path', () => {
    for (const path of filesIn(first.site).filter((name) => name.endsWith('.html'))) {
      const links = [...readFileSync(path, 'utf8').matchAll(/\s(?:href|src)="([^"#][^"]*)"/g)].map(
        (found) => found[1],
      );
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(link).toMatch(/^(?:https:\/\/example\.org)?\/repo\/|^data:/);
    }
  });

  test('an old address leads on, with and without a host that reads rules', () => {
    const page = pageOf(first, 'the-stove/ash');
    expect(page).toContain('<link rel="canonical" href="https://example.org/repo/the-kiln/ash/">');
    expect(page).toContain('<meta http-equiv="refresh" content="0; url=/repo/the-kiln/ash/">');
    expect(pageOf(first, '2019/the-café.html')).toContain('>The Kiln</a>');
    const rules = readFileSync(join(first.site, '_redirects'), 'utf8').split('\n');
    expect(rules).toContain('/repo/the-stove/ash/ /repo/the-kiln/ash/ 301');
    expect(rules).toContain('/repo/2019/the-caf%C3%A9.html /repo/the-kiln/ 301');
  });

  test('tells cards and search engines what each page is', () => {
    const facts = (path: string) => {
      const found = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(pageOf(first, path))?.[1];
      const { '@type': type, itemListElement } = JSON.parse(found ?? 'null');
      expect(type).toBe('BreadcrumbList');
      return itemListElement.map(({ item }: { item: object }) => item);
    };
    const [home, work] = facts('the-kiln');
    expect(home).toMatchObject({ '@id': 'https://example.org/repo/' });
    expect(work).toMatchObject({
      ...{ '@type': 'Book', '@id': 'https://example.org/repo/the-kiln/', name: 'The Kiln' },
      author: [{ name: 'Ysolde Marrow' }],
    });
    const [above, chapter] = facts('the-kiln/ember');
    expect(above).toMatchObject({ '@id': work['@id'], name: 'The Kiln' });
    expect(chapter).toMatchObject({ '@type': 'Chapter', position: 2, isPartOf: { '@id': work['@id'] } });
    expect(facts('alone')[1].name).toBe('A </script> in the title');
    expect(pageOf(first, 'the-kiln')).toContain('<meta property="og:type" content="book">');
    expect(pageOf(first, 'the-kiln/ash')).toContain('<meta property="og:type" content="article">');
    for (const path of ['the-kiln', 'the-kiln/ember']) {
      expect(pageOf(first, path)).toContain(
        '<meta property="og:image" content="https://example.org/repo/the-kiln/cover.png">',
      );
      expect(pageOf(first, path)).toContain('<meta property="og:image:alt" content="A kiln at night">');
    }
    for (const path of ['', 'alone', 'works']) {
      const [, url = ''] =
        /<meta property="og:image" content="https:\/\/example\.org\/repo\/(_astro\/front\.\w{8}\.png)">/.exec(
          pageOf(first, path),
        ) ?? [];
      expect(readFileSync(join(first.site, url))).toEqual(blankPicture);
      expect(pageOf(first, path)).toContain('<meta property="og:image:alt" content="Two shelves of books">');
    }
    expect(pageOf(first, '')).toContain('<meta name="fediverse:creator" content="@ysolde@example.social">');
  });

  test('tells crawlers where the pages are and what its owner asks of them', () => {
    const text = (name: string) => readFileSync(join(first.site, name), 'utf8');
    const listed = [...text('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map((found) => found[1]);
    expect(listed.sort()).toEqual(
      ['', 'alone/', 'alone/chapter-1/', 'the-kiln/', 'the-kiln/ash/', 'the-kiln/ember/'].map(
        (path) => `https://example.org/repo/${path}`,
      ),
    );
    expect(text('robots.txt')).toMatch(/^User-agent: \*\nAllow: \/\n/);
    expect(text('robots.txt')).toMatch(/User-agent: GPTBot\n(?:User-agent: .+\n)*Disallow: \/\n/);
    expect(text('robots.txt')).toContain('Sitemap: https://example.org/repo/sitemap.xml');
    expect(pageOf(first, 'the-kiln/ash')).toContain('<meta name="robots" content="noai, noimageai">');
  });

  test('has no broken link and no page out of reach', () => {
    const call = ['src/commands/check.ts', first.site];
    const env = { ...shell, FLEURON_CONTENT: join(root, 'good', 'content'), FLEURON_CACHE: first.cache };
    const { status, stdout, stderr } = spawnSync(process.execPath, call, { encoding: 'utf8', env });
    expect(stdout + stderr).toBe('Every link leads somewhere.\n');
    expect(status).toBe(0);
  });

  test('is the same to the byte in another time zone, with its address told by the host', () => {
    const { 'site.yaml': settings, ...rest } = files;
    const unsaid = { 'site.yaml': settings.replace(/address: .*\n/, ''), ...rest };
    const FLEURON_ADDRESS = 'https://example.org/repo';
    const { site } = library('good-again', unsaid, {
      FLEURON_ADDRESS,
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
    });
    expect(contentsOf(site)).toEqual(contentsOf(first.site));
  }, 120_000);
});

test('an address may have letters of any alphabet in its path', () => {
  const built = library(
    'alphabets',
    { 'works/the-kiln/01-ash.txt': good },
    {
      FLEURON_ADDRESS: 'https://example.org/märchen/',
    },
  );
  expect(built.status).toBe(0);
  expect(pageOf(built, 'the-kiln/ash')).toContain('href="https://example.org/m%C3%A4rchen/the-kiln/ash/"');
  expect(crawl(built.site, { origin: 'https://example.org', base: '/m%C3%A4rchen/' })).toEqual([]);
}, 120_000);

describe('a library with faults', () => {
  let built: Library;
  beforeAll(() => {
    const junk = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256);
    built = library('faults', {
      'works/bad/work.yaml': 'title: Faults\nauthr: Nobody\n',
      'works/bad/01-good.txt': good,
      'works/bad/02-junk.txt': junk,
      'works/bad/03-key.md': `---\ntitel: Wrong\n---\n\n${sentence}\n`,
      'works/bad/04-empty.txt': ' \n\n',
      'works/bad/07-first.md': `---\nslug: same\n---\n\n${sentence}\n`,
      'works/bad/08-second.md': `---\nslug: same\n---\n\n${sentence}\n`,
      'works/alone.txt': good,
    });
  }, 120_000);

  test.each([
    ['binary junk', '02-junk.txt'],
    ['an unknown key in work.yaml', 'work.yaml:2'],
    ['an unknown key in front matter', '03-key.md:2'],
    ['an empty chapter', '04-empty.txt'],
    ['a dangling link', '05-dangling.txt'],
    ['a folder named like a chapter', '06-folder.txt'],
    ['two chapters with one slug', '08-second.md'],
  ])('%s is an error that names the file', (_, file) => {
    const lines = built.output.split('\n').filter((line) => line.includes(file));
    expect(lines.join('\n')).toMatch(/error/i);
  });

  test('the rest is built, and the exit status tells', () => {
    expect(built.status).toBe(1);
    expect(pageOf(built, 'bad/good')).toContain('eleventh of November');
    expect(pageOf(built, 'bad/key')).toContain('eleventh of November');
    expect(pageOf(built, 'bad/same')).toContain('eleventh of November');
    expect(filesIn(built.site).some((path) => /alone/.test(path))).toBe(true);
  });

  test('no fault shows a stack', () => {
    expect(built.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});

describe('a library with odd names', () => {
  let built: Library;
  beforeAll(() => {
    built = library('odd-names', {
      'site.yaml': 'address: example.org/stories\ntitle: Odd names\n',
      'works/404.txt': good,
      'works/index/con.txt': good,
      'works/🔥.txt': good,
      'works/caf\u00e9/01-ash.txt': good,
      'works/cafe\u0301.txt': good,
      'works/KILN.md': good,
      'works/kiln.txt': good,
      [`works/${'長'.repeat(80)}.txt`]: good,
      [`works/${'a'.repeat(240)}.txt`]: good,
      'works/kiln-two/work.yml': 'title: Ash\n',
      'works/kiln-two/01-ash.txt': good,
    });
  }, 120_000);

  test('every work has its page', () => {
    const works = [
      '404-2',
      'index-2',
      'work',
      'café',
      'café-2',
      'kiln',
      'kiln-2',
      'kiln-two',
      '長'.repeat(66),
      'a'.repeat(120),
    ];
    for (const work of works) expect(pageOf(built, work)).toContain('<h1');
    expect(pageOf(built, 'index-2/con-2')).toContain('eleventh of November');
  });

  test.each([
    ['an address without a scheme', /site\.yaml:1 {2}error.*\n.*address: https:\/\/example\.org\/stories/],
    ['two works of one address', /error .*“kiln”, which .*(?:KILN\.md|kiln\.txt) has already/],
    ['work.yml', /work\.yml {2}error .*\n.*Rename it to “work\.yaml”/],
  ])('%s is an error with its mend', (_, message) => {
    expect(built.output).toMatch(message);
    expect(built.status).toBe(1);
    expect(built.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});

test('content/works as a file is an error that says what to make', () => {
  const built = library('works-file', { works: good });
  expect(built.status).toBe(1);
  expect(built.output).toMatch(/content.works.*error.*file.*folder/i);
  expect(built.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
}, 120_000);

test('a missing content folder is an error that says what to make', () => {
  const built = library('missing', {});
  expect(built.status).toBe(1);
  expect(built.output).toMatch(/content.works.*error/i);
  expect(built.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
}, 120_000);
