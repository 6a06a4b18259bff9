/** What an author can get wrong in settings and files: each is told with its line and its mend, and nothing else is lost. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { checkSettings } from '../src/library/settings.ts';
import { takeFrontMatter } from '../src/manuscript/frontMatter.ts';
import { readManuscript } from '../src/manuscript/index.ts';
import { readYaml } from '../src/manuscript/yaml.ts';
import { workSettings } from '../src/schema.ts';
import { problemsOf, readLibrary, writeLibrary } from './library.ts';
import { utf8 } from './reading.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const story = 'The pilot light went out on the eleventh of November.\n\nNobody lit it again.\n';

/** A work of one chapter with this work.yaml beside it. */
async function withWork(name: string, settings: string | Uint8Array) {
  const catalogue = await readLibrary(
    writeLibrary(name, { 'works/kiln/work.yaml': settings, 'works/kiln/01-ash.txt': story }),
  );
  return { work: [...catalogue.works.values()][0]?.data, problems: problemsOf(catalogue, 'work.yaml') };
}

test.each([
  ['an unknown key', 'authr: Nobody', /^1 error unknown-key: .*“authr”.*Did you mean “authors”/],
  ['an unknown key like no other', 'zzzzzz: 1', /^1 error unknown-key: .*→ The settings are: /],
  ['the last word of a key', 'warnings: mcd', /Did you mean “archive-warnings”/],
  ['a shortened key', 'lang: en', /Did you mean “language”/],
  ['a number for a text', 'title: 1984', /^1 error bad-value: “title: 1984” is not a text.*title: "1984"/],
  ['a list for a text', 'title: [a, b]', /^1 error bad-value: .*not a text/],
  ['a value that is none of several', 'status: asleep', /^1 error bad-value: .*ongoing, complete, hiatus/],
  ['a slip in a value', 'status: onging', /ongoing, complete, hiatus\. → Write “status: ongoing”\.$/],
  ['a word like no other', 'status: finnished', /ongoing, complete, hiatus\. → Write one of them\.$/],
  ['a word for true or false', 'typography: off', /Write “typography: false”/],
  ['no value', 'title:', /^1 error bad-value: “title:” has no value/],
  ['numbers for names', 'authors: [1, 2]', /^1 error bad-value: .*one name, or a list of names/],
  ['a language’s name', 'language: English', /^1 error bad-value: .*Write “language: en”/],
  ['a language’s own name', 'language: Deutsch', /Write “language: de”/],
  ['a locale’s underscore', 'language: pt_BR', /Write “language: pt-BR”/],
  ['a tag that is none', 'language: e', /^1 error bad-value: .*BCP 47/],
  ['an encoding that is none', 'encoding: wintendo', /^1 error bad-value: .*no encoding of that name/],
  ['a slug with spaces', 'slug: The Salt Road', /Write “slug: The-Salt-Road”/],
  ['a bad date', 'date: 2021-13-45', /^1 error unknown-key: There is no setting “date”/],
  [
    'a colon inside a value',
    'title: Ash: A Story',
    /^1 error yaml: .*Put the value between quotes: title: "Ash: A Story"/,
  ],
  ['a quote left open', 'title: "The Salt Road', /^1 error yaml: .*not closed.*: title: "The Salt Road"$/],
  ['an apostrophe in its quotes', "title: 'It's Late'", /^1 error yaml: .*: title: "It's Late"$/],
  ['an apostrophe at its head', "title: 'Tis Late", /^1 error yaml: .*: title: "'Tis Late"$/],
  ['a word in quotes', 'title: "Salt" Road', /^1 error yaml: .*: title: "\\"Salt\\" Road"$/],
  ['names in quotes', 'authors: "Jo", "Flo"', /^1 error yaml: .*: authors: \["Jo", "Flo"\]$/],
  ['a quote left open above', 'links:\n  me: "http://a\n  you: b', /^2 error yaml: .*Put another " where/],
  ['a quote left open in a list', 'authors:\n- "Jo\n- Flo', /^2 error yaml: .*: - "Jo"$/],
  [
    'a bracket left open',
    'relationships: [A/B, C & D',
    /^1 error yaml: .*not closed. → End it with “\]”: relationships: \[A\/B, C & D\]$/,
  ],
  ['a colon in a list', 'tags: [A: b: c, d]', /^1 error yaml: .*: tags: \["A: b: c", "d"\]$/],
  [
    'a line too far right',
    'title: Ash\n status: hiatus',
    /^2 error yaml: “status: hiatus” begins further right than “title: Ash” above it.*spaces before “status”/,
  ],
  ['a tab', 'authors:\n\t- Ysolde', /^2 error yaml: .*tab.*two spaces/],
  ['a line without a colon', 'title Ash', /^1 error yaml: “title Ash” is no setting/],
  ['a number sign', 'title: #1 Fan', /^1 error yaml: .*“#” begins a comment.*: title: "#1 Fan"$/],
  ['nothing but a comment', 'title: # soon', /^1 error bad-value: “title:” has no value/],
  ['a star', 'title: *Salt*', /^1 error yaml: .*“\*” begins an alias.*: title: "\*Salt\*"$/],
  ['an ampersand', 'title: &Salt Road', /^1 error yaml: .*“&” begins an anchor.*: title: "&Salt Road"$/],
  ['an exclamation mark', 'title: !Salt Road', /^1 error yaml: .*: title: "!Salt Road"$/],
  ['a percent sign', 'title: %Salt', /^1 error yaml: .*: title: "%Salt"$/],
  ['an at sign', 'authors: @ysolde', /^1 error yaml: .*: authors: "@ysolde"$/],
  ['a backtick', 'title: `Salt`', /^1 error yaml: .*: title: "`Salt`"$/],
  ['brackets nested deep', `title: ${'['.repeat(40_000)}`, /^1 error yaml: /],
])('work.yaml with %s', async (name, line, message) => {
  const { work, problems } = await withWork(
    name.replace(/\W+/g, '-'),
    `${line}\nsummary: Kept, whatever stands above.\n`,
  );
  expect(problems.join('\n')).toMatch(message);
  expect(problems).toHaveLength(1);
  expect(work).toMatchObject({ summary: 'Kept, whatever stands above.' });
});

test('a value may be said once and named again', () => {
  const { values, messages } = readYaml('title: &name Ash\nseries: *name\n');
  expect(values).toEqual({ title: 'Ash', series: 'Ash' });
  expect(messages).toEqual([]);
});

test('a key that stands twice is told with both lines, and the first one counts', async () => {
  const { work, problems } = await withWork('twice', 'title: Ash\nstatus: hiatus\ntitle: Ember\n');
  expect(problems).toEqual([
    '3 error yaml: “title” stands here again; line 1 says it already. → Keep one of the two lines.',
  ]);
  expect(work).toMatchObject({ title: 'Ash', status: 'hiatus' });
});

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each<[string, string | Uint8Array]>([
  ['CRLF', 'title: Ash – Élan\r\nstatus: hiatus\r\n'],
  ['CR', 'title: Ash – Élan\rstatus: hiatus\r'],
  ['a byte order mark', '\uFEFFtitle: Ash – Élan\nstatus: hiatus\n'],
  ['UTF-16', utf16('title: Ash – Élan\nstatus: hiatus\n')],
  ['windows-1252', Buffer.from('title: Ash \x96 \xc9lan\nstatus: hiatus\n', 'latin1')],
])('work.yaml may have %s', async (name, bytes) => {
  const { work, problems } = await withWork(`bytes-${name.replace(/\W+/g, '-')}`, bytes);
  expect(problems).toEqual([]);
  expect(work).toMatchObject({ title: 'Ash – Élan', status: 'hiatus' });
});

test('work.yaml full of bytes is told of, and the work is there', async () => {
  const { work, problems } = await withWork(
    'junk-settings',
    Uint8Array.from({ length: 999 }, (_, i) => (i * 7) % 32),
  );
  expect(problems.join()).toMatch(/not text/);
  expect(work).toMatchObject({ title: 'Kiln' });
});

test.each([
  [
    'an alias that explodes',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]},`.repeat(9)}]`).join('\n')}\n`,
  ],
  ['brackets without end', `a: ${'['.repeat(90_000)}`],
  ['a hundred thousand keys', Array.from({ length: 100_000 }, (_, i) => `key${i}: 1\n`).join('')],
  ['as many keys as are read', Array.from({ length: 11_000 }, (_, i) => `k${i}: 1\n`).join('')],
  ['a ladder of indents', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['lines that are no settings', 'no setting at all\n'.repeat(5000)],
])('%s is read to its end, or not at all', (_, text) => {
  const { messages } = readYaml(text);
  expect(messages.length).toBeLessThan(20);
});

test.each([
  [
    'an alias that explodes',
    `---\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\nnotes: none\n---\n`,
  ],
  ['keys by the thousand', `---\n${Array.from({ length: 20_000 }, (_, i) => `key${i}: 1\n`).join('')}---\n`],
])('front matter with %s loses no story', async (_, head) => {
  const { messages, chapters } = await readManuscript(utf8(`${head}\n${story}`), 'a.md');
  expect(messages.some(({ severity }) => severity === 'error')).toBe(true);
  expect(chapters[0]?.html).toContain('eleventh of November');
});

test.each([
  ['empty lines', '\n'.repeat(3_000_000)],
  ['empty lines under a rule', `---\n${'\n'.repeat(3_000_000)}`],
  ['comments', `---\n${'#\n'.repeat(3_000_000)}`],
  ['settings', `---\n${'a: b\n'.repeat(2_000_000)}---\n`],
  ['letters', `---\n${'a'.repeat(10_000_000)}`],
])('a file of nothing but %s is looked through to its end', (_, text) => {
  expect(takeFrontMatter(text).text).toBe(text);
});

test('front matter may stand below a byte order mark or an empty line', () => {
  for (const head of ['', '\n', ' \n\n'])
    expect(takeFrontMatter(`${head}---\ntitle: Ash\n---\n${story}`).values).toEqual({ title: 'Ash' });
});

test('front matter in a file with a byte order mark is read', async () => {
  const { settings } = await readManuscript(utf8(`\uFEFF---\r\ntitle: Ash\r\n---\r\n${story}`), 'a.txt');
  expect(settings).toEqual({ title: 'Ash' });
});

test.each([
  ['an empty line', `---\ntitle: Ash\n\n${story}\n---\n\nMorning.\n`, 4],
  ['the story itself', `---\ntitle: Ash\n${story}\n---\n\nMorning.\n`, 3],
  ['indented paragraphs', `---\ntitle: Ash\n\n   Dusk came.\n   Then night.\n---\n   Morning.\n`, 4],
])('front matter that %s follows unclosed is told of, and nothing is lost', async (_, text, line) => {
  const { messages, chapters, settings } = await readManuscript(utf8(text), 'a.txt');
  const fault = messages.find(({ rule }) => rule === 'front-matter');
  expect(fault).toMatchObject({ severity: 'error', line: 1 });
  expect(fault?.mend).toContain(`line ${line}`);
  expect(settings).toEqual({});
  expect(chapters.map(({ html }) => html).join()).toMatch(/Morning/);
});

test.each([
  '---\nNote: I am so sorry.\n---\n\nDusk came.\n',
  '---\nnote: i am so sorry about this\n---\n\nDusk came.\n',
  '---\n“Wait,” she said: “not yet.”\n---\nDusk came.\n',
  '---\n\nDusk came.\n\n---\n\nMorning.\n',
])('a rule at the head of a story is no front matter: %j', (text) => {
  expect(takeFrontMatter(text)).toEqual({ text, values: {}, lines: {}, messages: [] });
});

test('a value of front matter that does not fit is told with its line; the others count', async () => {
  const folder = writeLibrary('front', {
    'works/kiln/01-ash.md': `---\ntitle: Ember\nlanguge: en\nbreaks: never\n---\n\n${story}`,
  });
  const catalogue = await readLibrary(folder);
  expect(problemsOf(catalogue, '01-ash.md')).toEqual([
    expect.stringMatching(/^3 error unknown-key: .*“language”/),
    expect.stringMatching(/^4 error bad-value: .*auto, marks-only/),
  ]);
  expect(catalogue.chapters.get('kiln/ash')?.data).toMatchObject({ title: 'Ember' });
});

test.each([
  ['an unknown key', 'titel: Shelf', /^1 error unknown-key: .*“title”/],
  [
    'an address without a scheme',
    'address: example.org/stories',
    /^1 error bad-value: .*Write “address: https:\/\/example.org\/stories”/,
  ],
  ['an address that is none', 'address: "my site"', /^1 error bad-value: .*begins with “https:\/\/”/],
  ['another scheme', 'address: ftp://example.org/', /^1 error bad-value: /],
  ['a list for a title', 'title: [a]', /^1 error bad-value: /],
])('site.yaml with %s', async (name, line, message) => {
  const catalogue = await readLibrary(
    writeLibrary(`site-${name.replace(/\W+/g, '-')}`, {
      'site.yaml': `${line}\nauthor: Ysolde Marrow\n`,
      'works/kiln.txt': story,
    }),
  );
  expect(problemsOf(catalogue, 'site.yaml').join('\n')).toMatch(message);
  expect(catalogue.works.get('kiln')?.data).toMatchObject({ authors: ['Ysolde Marrow'] });
});

test('site.yaml may be UTF-16', async () => {
  const catalogue = await readLibrary(
    writeLibrary('site-utf16', { 'site.yaml': utf16('author: Ysolde Märrow\n'), 'works/kiln.txt': story }),
  );
  expect(catalogue.problems).toEqual([]);
  expect(catalogue.works.get('kiln')?.data).toMatchObject({ authors: ['Ysolde Märrow'] });
});

test.each([
  ['works/kiln/work.yml', 'work.yml'],
  ['works/kiln/Work.yaml', 'Work.yaml'],
  ['works/kiln/work.yaml.txt', 'work.yaml.txt'],
  ['site.yml', 'site.yml'],
])('settings called %s are told of by their right name', async (path, file) => {
  const catalogue = await readLibrary(
    writeLibrary(`name-${file}`, { [path]: 'title: Ash\n', 'works/kiln/01-ash.txt': story }),
  );
  expect(problemsOf(catalogue, file)).toEqual([
    expect.stringMatching(/^- error settings-name: .*→ Rename it to “(?:work|site)\.yaml”\.$/),
  ]);
  expect(catalogue.chapters.size).toBe(1);
});

test('work.yaml beside the works is told of', async () => {
  const catalogue = await readLibrary(
    writeLibrary('stray', { 'works/work.yaml': 'title: Ash\n', 'works/kiln.txt': story }),
  );
  expect(problemsOf(catalogue, 'work.yaml').join()).toMatch(/error left-alone.*folder of its work/);
});

test('content/works as a file is told of', async () => {
  const { problems, works } = await readLibrary(writeLibrary('works-file', { works: story }));
  expect(works.size).toBe(0);
  expect(problems.map(({ severity, rule }) => [severity, rule])).toEqual([['error', 'no-content']]);
});

test('files that cannot be chapters are told of, each alone', async () => {
  const folder = writeLibrary('files', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-empty.txt': '',
    'works/kiln/03-blank.txt': ' \n\t\n\u00a0\n',
    'works/kiln/04-junk.txt': Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
    'works/kiln/05-note.txt': 'A/N: No chapter this week, I am so sorry! Thank you all for reading.\n',
    'works/kiln/06-settings.md': '---\ntitle: Ember\n---\n',
    'works/kiln/10-vast.txt': '',
    'works/kiln/12-deep.md': `${'> '.repeat(20_000)}deep\n`,
    'works/kiln/notes.docx': 'x',
    'works/empty/.keep': '',
  });
  const inKiln = (name: string) => join(folder, 'works', 'kiln', name);
  mkdirSync(inKiln('07-folder.txt'));
  symlinkSync('nowhere.txt', inKiln('08-dangling.txt'));
  symlinkSync('09-loop.txt', inKiln('09-loop.txt'));
  // More than Node takes in one piece, so that it can only be told of unread.
  truncateSync(inKiln('10-vast.txt'), 8_000_000_000);
  spawnSync('mkfifo', [inKiln('11-pipe.txt')]);
  const catalogue = await readLibrary(folder);
  const first = (file: string) => problemsOf(catalogue, file)[0];
  expect(first('02-empty.txt')).toMatch(/error empty: /);
  expect(first('03-blank.txt')).toMatch(/error empty: /);
  expect(first('04-junk.txt')).toMatch(/error not-text: /);
  expect(first('06-settings.md')).toMatch(/error empty: /);
  expect(first('07-folder.txt')).toMatch(/error unreadable: .*folder/);
  expect(first('08-dangling.txt')).toMatch(/error unreadable: There is no such file/);
  expect(first('09-loop.txt')).toMatch(/error unreadable: .*leads back/);
  expect(first('10-vast.txt')).toMatch(/error unreadable: .*7629\.4 MB.*at most 50 MB/);
  expect(first('11-pipe.txt')).toMatch(/error unreadable: /);
  // Read, or told of; never the end of the build.
  if (!catalogue.chapters.has('kiln/deep')) expect(first('12-deep.md')).toMatch(/error unreadable: .*nested/);
  catalogue.chapters.delete('kiln/deep');
  expect(first('notes.docx')).toMatch(/warning left-alone: /);
  expect(first('empty')).toMatch(/warning no-chapters: /);
  expect([...catalogue.chapters.values()].map(({ data }) => [data['slug'], data['kind']])).toEqual([
    ['ash', 'chapter'],
    ['note', 'announcement'],
  ]);
});

test('what may not be opened is told of, and the rest is read', () => {
  const folder = writeLibrary('forbidden', {
    'works/kiln/01-ash.txt': story,
    'works/kiln/02-secret.txt': story,
    'works/locked/01.txt': story,
    'works/shut/work.yaml': 'title: Shut\n',
    'works/shut/01-open.txt': story,
  });
  chmodSync(join(folder, 'works/kiln/02-secret.txt'), 0);
  chmodSync(join(folder, 'works/locked'), 0);
  chmodSync(join(folder, 'works/shut/work.yaml'), 0);
  // Nothing is forbidden to root: another user reads.
  const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const script = `import('./src/library/catalogue.ts').then(async ({ readCatalogue }) => {
    const { problems, chapters } = await readCatalogue();
    console.log(JSON.stringify({ problems, chapters: [...chapters.keys()] }));
  })`;
  const cache = join(folder, '.cache');
  mkdirSync(cache);
  chmodSync(cache, 0o777);
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    ...other,
    encoding: 'utf8',
    // To another user git tells nothing of the project that the library lies in.
    env: {
      ...process.env,
      FLEURON_CONTENT: folder,
      FLEURON_CACHE: cache,
      GIT_CEILING_DIRECTORIES: process.cwd(),
    },
  });
  chmodSync(join(folder, 'works/locked'), 0o755);
  expect(stderr).toBe('');
  const { problems, chapters } = JSON.parse(stdout);
  expect(chapters).toEqual(['kiln/ash', 'shut/open']);
  expect(
    problems.map(({ file, reason }: { file: string; reason: string }) => [file.split('/').at(-1), reason]),
  ).toEqual(['locked', '02-secret.txt', 'work.yaml'].map((file) => [file, 'This may not be opened.']));
});

test('keys that JavaScript keeps for itself are unknown keys', () => {
  const { settings, messages } = checkSettings(
    workSettings,
    readYaml('constructor: 2\ntoString: 1\ntitle: Ash\n'),
  );
  expect(settings).toEqual({ title: 'Ash' });
  expect(messages.map(({ line, rule }) => [line, rule])).toEqual([
    [1, 'unknown-key'],
    [2, 'unknown-key'],
  ]);
});

test.each([
  [
    'what the workflow says',
    { FLEURON_ADDRESS: 'https://me.github.io/tales' },
    'https://me.github.io/tales/',
  ],
  ['Netlify’s', { NETLIFY: 'true', URL: 'https://tales.example.org' }, 'https://tales.example.org/'],
  [
    'Cloudflare’s, not this build’s',
    { CF_PAGES_URL: 'https://7d9c8b0a.tales.pages.dev' },
    'https://tales.pages.dev/',
  ],
  ['this computer', { URL: 'https://elsewhere.example' }, 'http://localhost:4321/'],
])('a site that says no address has %s', async (_, environment, address) => {
  for (const name of ['FLEURON_ADDRESS', 'NETLIFY', 'URL', 'CF_PAGES_URL']) vi.stubEnv(name, '');
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.stubEnv('FLEURON_CONTENT', writeLibrary('no-address', { 'site.yaml': 'title: Tales\n' }));
  vi.resetModules();
  const { host } = await import('../src/library/site.ts');
  expect(host.origin + host.base).toBe(address);
});
