/** What `npm run check` finds on a built site, and what it mends in the author's files. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crawl } from '../src/commands/crawl.ts';
import { mend } from '../src/commands/mend.ts';
import { annotation } from '../src/library/problems.ts';
import { readLibrary, writeLibrary } from './library.ts';

const host = { origin: 'https://example.org', base: '/repo/' };
const page = (address: string, body: string, head = '') =>
  `<!doctype html><title>x</title><link rel="canonical" href="https://example.org/repo/${address}">${head}<body>${body}`;

function faults(name: string, files: Record<string, string>): string[] {
  const folder = writeLibrary(`check-${name}`, files);
  return crawl(folder, host).map(
    ({ file, rule, reason, mend }) => `${file.slice(folder.length + 1)} ${rule} ${reason} ${mend}`,
  );
}

const front = page('', '<a href="/repo/kiln/">Kiln</a>');

test('a whole site has nothing to mend', () => {
  expect(
    faults('whole', {
      'index.html': front,
      'kiln/index.html': page(
        'kiln/',
        '<a href="./ash/#p1:~:text=ash">Ash</a><a href="#top">Up</a><a href="https://elsewhere.example/x">Out</a><img src="data:,">',
      ),
      'kiln/ash/index.html': page('kiln/ash/', '<p id="p1">Ash</p><a href="../#">Back</a>'),
      'old/index.html':
        '<link rel="canonical" href="https://example.org/repo/kiln/"><meta http-equiv="refresh" content="0; url=/repo/kiln/">',
      '404.html': '<a href="https://example.org/repo/">Home</a>',
    }),
  ).toEqual([]);
});

test('each kind of broken link is named once, with what is near', () => {
  const found = faults('broken', {
    'index.html': front,
    'kiln/index.html': page(
      'kiln/',
      `<a href="ash">no slash</a><a href="/kiln/ash/">no base</a><a href="ash/#p9">no place</a><a href="ember/">none</a>
       <a href="http://[">no address</a><img srcset="a.png 1x, b.png 2x">`,
      '<link rel="stylesheet" href="/repo/page.css"><meta http-equiv="refresh" content="3; URL=gone/">',
    ),
    'kiln/ash/index.html': page('kiln/ash/', '<a href="../embers/">none</a><a href="/kiln/ash/">no base</a>'),
    'page.css': 'a { background: url(none.svg) }',
  });
  expect(found.map((line) => line.replace(/^\S+index\.html /, ''))).toEqual([
    expect.stringMatching(/^broken-link The link “\.\.\/embers\/”/),
    expect.stringMatching(/^broken-link The link “\/kiln\/ash\/” leads to nothing .* 2 pages.*“kiln\/ash\/”/),
    expect.stringMatching(/^broken-link The link “gone\/” leads to nothing/),
    expect.stringMatching(/^broken-link The link “ash” lacks the slash at its end\..*“kiln\/ash\/”/),
    expect.stringMatching(/^broken-id The link “ash\/#p9” leads to a page that has no place “p9”/),
    expect.stringMatching(/^broken-link The link “ember\/”/),
    expect.stringMatching(/^broken-link The link “http:\/\/\[”/),
    expect.stringMatching(/^broken-link The link “a\.png”/),
    expect.stringMatching(/^broken-link The link “b\.png”/),
    expect.stringMatching(/^page\.css broken-link The link “none\.svg”/),
  ]);
});

test('a page that no way of links leads to is told of, unless it asks not to be found', () => {
  const found = faults('orphans', {
    'index.html': front,
    'kiln/index.html': page('kiln/', ''),
    'lost/index.html': page('lost/', '<a href="../lost/two/">to another</a>'),
    'lost/two/index.html': page('lost/two/', ''),
    'quiet/index.html': page('quiet/', '', '<meta name="robots" content="noindex">'),
  });
  expect(found).toEqual([
    expect.stringMatching(/^lost\/index\.html orphan-page/),
    expect.stringMatching(/^lost\/two\/index\.html orphan-page/),
  ]);
});

test('--fix writes the key that was meant and leaves every other byte as it was', async () => {
  const work = 'title: Glut\r\n# who\r\nauthor: "Jos\xe9"\r\nsumary : The ash.\r\n';
  const latin = Uint8Array.from(work, (letter) => letter.charCodeAt(0));
  const folder = writeLibrary('mend', {
    'works/kiln/work.yaml': latin,
    'works/kiln/01-ash.md': '---\ntitel: Ash\nxyz: 1\n---\n\nauthor: not a setting.\n',
    'works/two.txt': '---\nauthor: One\nauthors: Two\n---\n\nThe stove was cold.\n',
  });
  const changes = mend((await readLibrary(folder)).problems);
  const read = (path: string) => readFileSync(join(folder, path), 'latin1');
  expect(read('works/kiln/work.yaml')).toBe(
    work.replace('author:', 'authors:').replace('sumary :', 'summary :'),
  );
  expect(read('works/kiln/01-ash.md')).toBe('---\ntitle: Ash\nxyz: 1\n---\n\nauthor: not a setting.\n');
  expect(read('works/two.txt')).toContain('author: One\nauthors: Two');
  expect(changes).toHaveLength(3);
  expect(changes[0]).toMatch(/work\.yaml:3 {2}“author:” is now “authors:”\.$/);
  expect(mend((await readLibrary(folder)).problems)).toEqual([]);
});

test('--fix writes the value that was meant, where it is a line’s and sure', async () => {
  const folder = writeLibrary('mend-values', {
    'works/kiln/work.yaml':
      "title: 1984 # the year\npublished: 'March 5th, 2024'\nlanguage: Deutsch\nstatus: asleep\ntypography:   off\n",
    'works/kiln/01-ash.md':
      '---\r\nslug: the kiln & café\r\ndate: 2999-01-01\r\n---\r\n\r\nThe stove was cold.\r\n',
  });
  const changes = mend((await readLibrary(folder)).problems);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  expect(read('works/kiln/work.yaml')).toBe(
    'title: "1984" # the year\npublished: 2024-03-05\nlanguage: de\nstatus: asleep\ntypography:   false\n',
  );
  expect(read('works/kiln/01-ash.md')).toBe(
    '---\r\nslug: the-kiln-café\r\ndate: 2999-01-01\r\n---\r\n\r\nThe stove was cold.\r\n',
  );
  expect(changes).toHaveLength(5);
  expect(changes.join()).toContain('work.yaml:3  “language: Deutsch” is now “language: de”.');
});

test('a disk that takes nothing more leaves the author’s file whole', async () => {
  const text = 'title: The Kiln\nauthor: Ysolde\n';
  const folder = writeLibrary('fix-full', { 'works/kiln/work.yaml': text, 'works/kiln/01-ash.txt': 'Ash.' });
  const { problems } = await readLibrary(folder);
  expect(problems.some(({ fix }) => fix)).toBe(true);
  const code = `(await import('./src/commands/mend.ts')).mend(${JSON.stringify(problems)})`;
  const call = [process.execPath, '--input-type=module', '-e', code];
  const { status, signal } = spawnSync('sh', ['-c', 'ulimit -f 0; exec "$@"', 'sh', ...call]);
  expect(status === 0 && signal === null).toBe(false);
  expect(readFileSync(join(folder, 'works/kiln/work.yaml'), 'utf8')).toBe(text);
});

test('a call that is not understood is status 2, with the usage', () => {
  for (const call of [['--fixx'], ['no-such-folder'], ['a', 'b']]) {
    const { status, stderr } = spawnSync(process.execPath, ['src/commands/check.ts', ...call], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('npm run check [-- [FOLDER]');
  }
});

test('GitHub shows a fault beside the author’s file', () => {
  const problem = {
    severity: 'error',
    file: 'content/works/salt, road/01: Dusk.md',
    line: 3,
    rule: 'x',
  } as const;
  expect(annotation({ ...problem, reason: 'It is 100% wrong.', mend: 'Mend it.' })).toBe(
    '::error file=content/works/salt%2C road/01%3A Dusk.md,line=3::It is 100%25 wrong.%0AMend it.',
  );
});

test('a folder that holds no site is not built into', () => {
  const folder = writeLibrary('not-a-site', { 'letters.txt': 'Keep these.' });
  for (const call of [
    ['--outDir', folder],
    ['--merge', 'src', '--outDir', folder],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['src/commands/build.ts', ...call], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, `${folder} would be emptied, and holds no site.\n`]);
  }
  expect(readFileSync(join(folder, 'letters.txt'), 'utf8')).toBe('Keep these.');
});

test('a build empties neither the project, nor the texts, nor a shard that it puts together', () => {
  const folder = writeLibrary('not-for-sites', {
    'content/works/kiln/index.html': '<p>The stove was cold.</p>',
    'one/index.html': 'A page.',
  });
  const at = (path: string) => join(folder, path);
  const env = { ...process.env, FLEURON_CONTENT: at('content') };
  for (const [status, call] of [
    [2, ['--outDir=']],
    [1, ['--outDir', '.']],
    [1, ['--outDir', at('content/works/kiln')]],
    [1, ['--outDir', at('one/index.html')]],
    [1, ['--merge', at('one'), '--outDir', at('one')]],
    [2, ['--merge', at('one/index.html')]],
  ] as const) {
    const told = spawnSync(process.execPath, ['src/commands/build.ts', ...call], { encoding: 'utf8', env });
    expect([call, told.status]).toEqual([call, status]);
    expect(told.stderr).not.toMatch(/^\s+at /m);
  }
  expect(readFileSync(at('content/works/kiln/index.html'), 'utf8')).toBe('<p>The stove was cold.</p>');
  expect(readFileSync(at('one/index.html'), 'utf8')).toBe('A page.');
});
