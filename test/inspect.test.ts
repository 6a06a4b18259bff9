/** `npm run inspect` as it is called: what it prints, for people and for programs, and how it ends. */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { readCases } from './corpus.ts';
import { writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const script = 'src/commands/inspect.ts';
const plain = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };

function inspect(args: string[], env: NodeJS.ProcessEnv = plain) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  return { stdout, stderr, status };
}

interface JsonBlock {
  type: string;
  role?: string;
  placement?: string;
  mark?: string;
  strength?: string;
  text: string;
  line: number;
  confidence: number;
  reason: string;
}
interface JsonFile {
  file: string;
  encoding: string | null;
  paragraphs: string | null;
  blocks: JsonBlock[];
  messages: {
    severity: string;
    line?: number;
    rule: string;
    reason: string;
    mend?: string;
    confidence?: number;
  }[];
}

function inspectJson(args: string[]): JsonFile[] {
  const { stdout } = inspect(['--json', ...args]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const long = 'The ferry came in late that night, with its lamps out and half of its crew asleep on the coal.';
const doubtful = `${long}\n\n${long}\n\n"Out?" he asked.\n\n\n"It is," she said.\n\n${long}\n\n\n\nMorning came up grey.\n\n${long}\n`;
const chapter = `Chapter One: Ash\n\nA/N: Sorry it took a month. Thank you all for reading!\n\n***\n\n${long} ${long}\n\n~*~\n\nAt the quay, a week later\n\n${long}\n\n${long}\n`;

const folder = writeLibrary('inspect', {
  'site.yaml': 'typography: false\n',
  'works/kiln/work.yaml': 'breaks: marks-only\nauthr: Nobody\n',
  'works/kiln/01-ash.txt': doubtful,
  'works/kiln/02-ember.txt': `---\nbreaks: auto\ntitel: Ember\n---\n${doubtful}`,
  'works/alone.txt': doubtful,
  'works/said.txt': `---\nstatus: complete\n---\n${chapter}`,
  'beside/work.yaml': 'notes: none\n',
  'beside/chapter.txt': chapter,
  'chapter.txt': chapter,
  'calm.txt': `${long} ${long}\n\n***\n\n${long}\n`,
  'quotation.md': `Hello.\n\n${long}\n\n***\n\n> A/N: Thank you for reading!\n>\n> Reviews are love.\n`,
  'notes.md': `---\ntitle: Cold Ash\n---\n\nIt was cold[^1].\n\n1. one pan\n2. two pots\n\n[^1]: Very cold.\n`,
});
const at = (name: string) => join(folder, name);
const breaks = ({ blocks }: JsonFile) => blocks.filter(({ type }) => type === 'sceneBreak').length;

describe('for people', () => {
  const { stdout, status } = inspect([at('chapter.txt')]);

  test('a head, then a line a decision in line order', () => {
    const [head = '', heading = '', ...decisions] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/chapter\.txt {2}utf-8 · paragraphs: blank-line · en$/);
    expect(heading).toMatch(/Chapter One: Ash +\d+ words +2 scenes +1 note$/);
    expect(decisions.length).toBeGreaterThan(1);
    for (const line of decisions) expect(line).toMatch(/^ *\d+ {2}[a-z-]+ +(?:[01]\.\d\d| {4}) {2}\S/);
    const lines = decisions.map((line) => Number.parseInt(line, 10));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(status).toBe(0);
  });

  test('columns stand below each other', () => {
    const reasons = stdout
      .split('\n')
      .flatMap((line) => /^ *\d+ {2}[a-z-]+ +(?:[01]\.\d\d| {4}) {2}/.exec(line)?.[0].length ?? []);
    expect(new Set(reasons).size).toBe(1);
  });

  test('the mend stands below what is uncertain or a fault', () => {
    const { stdout: report } = inspect([at('works/alone.txt'), at('works/kiln/02-ember.txt')]);
    for (const line of report.split('\n').filter((each) => / 0\.[0-5]\d {2}|unknown-key/.test(each)))
      expect(report).toMatch(new RegExp(`${line.replace(/\W/g, '\\$&')}\n +→ `));
    expect(report).toContain('→ Did you mean “title”?');
  });

  test('several files end in a sum', () => {
    const { stdout: report } = inspect([at('chapter.txt'), at('calm.txt'), at('nowhere.txt')]);
    expect(report.trimEnd().split('\n').at(-1)).toMatch(
      /^3 files: 2 chapters, 2 scene breaks, 1 note, 0 decisions under 0\.6, 1 error$/,
    );
  });

  test('colour where it is asked for, and never where it is refused', () => {
    const coloured = inspect([at('chapter.txt')], { ...plain, FORCE_COLOR: '1' }).stdout;
    expect(stdout).toBe(stripVTControlCharacters(stdout));
    expect(coloured).not.toBe(stdout);
    expect(stripVTControlCharacters(coloured)).toBe(stdout);
    expect(inspect([at('chapter.txt')], { ...plain, NO_COLOR: '1' }).stdout).toBe(stdout);
  });
});

describe('for programs', () => {
  test('one object a file, a line each, in the order of the call', () => {
    const files = [at('chapter.txt'), at('calm.txt'), at('works/alone.txt')];
    const read = inspectJson(files);
    expect(read.map(({ file }) => file)).toEqual(files);
    for (const each of read) {
      expect(Object.keys(each)).toEqual(['file', 'encoding', 'paragraphs', 'blocks', 'messages']);
      expect(each).toMatchObject({ encoding: 'utf-8', paragraphs: 'blank-line' });
    }
  });

  test('blocks in source order, with what each is', () => {
    const [read] = inspectJson([at('chapter.txt')]);
    expect(
      read?.blocks.map(({ type, role, placement, mark, strength, line }) => [
        line,
        type,
        role ?? placement ?? mark,
        strength,
      ]),
    ).toEqual([
      [1, 'heading', 'chapter', undefined],
      [3, 'authorsNote', 'opening', undefined],
      [5, 'other', '***', undefined],
      [7, 'paragraph', undefined, undefined],
      [9, 'sceneBreak', '~*~', 'strong'],
      [11, 'paragraph', 'sceneLabel', undefined],
      [13, 'paragraph', undefined, undefined],
      [15, 'paragraph', undefined, undefined],
    ]);
    for (const { confidence, reason } of read?.blocks ?? []) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(reason).toMatch(/\S/);
    }
  });

  test('every paragraph of a note is its own block', () => {
    const [read] = inspectJson([at('quotation.md')]);
    expect(
      read?.blocks.filter(({ type }) => type === 'authorsNote').map(({ text, line }) => [line, text]),
    ).toEqual([
      [7, 'A/N: Thank you for reading!'],
      [9, 'Reviews are love.'],
    ]);
  });

  test('settings, footnotes and the numbers of lists are kept', () => {
    const [read] = inspectJson([at('notes.md')]);
    expect(read?.blocks.map(({ type, text, line }) => [line, type, text])).toEqual([
      [1, 'other', '---\ntitle: Cold Ash\n---'],
      [5, 'paragraph', 'It was cold.'],
      [7, 'list', '1. one pan\n2. two pots'],
      [10, 'other', 'Very cold.'],
    ]);
  });

  test('no word of any file of the corpus is missing, and no role or type is unknown', () => {
    const files = Object.fromEntries(
      readCases('test/corpus').map(({ path, format, lines }) => [
        `${path.replace(/\W+/g, '-')}.${format}`,
        lines.join('\n'),
      ]),
    );
    const corpus = writeLibrary('inspect-corpus', files);
    const names = Object.keys(files);
    const read = inspectJson(names.map((name) => join(corpus, name)));
    expect(read).toHaveLength(names.length);
    const missing = read.flatMap(({ blocks, file }, i) => {
      const name = names[i] ?? '';
      if (!name.endsWith('.txt')) return [];
      const words = (text: string) => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
      const made = words(blocks.map(({ text }) => text).join('\n')).join(' ');
      const wanted = words((files[name] ?? '').replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')).join(' ');
      return made === wanted ? [] : [file];
    });
    expect(missing).toEqual([]);
    const types = new Set(read.flatMap(({ blocks }) => blocks.map(({ type }) => type)));
    const roles = new Set(read.flatMap(({ blocks }) => blocks.flatMap(({ role }) => role ?? [])));
    const known =
      'heading paragraph sceneBreak authorsNote verse letter chat screen code list quote other'.split(' ');
    expect([...types].filter((type) => !known.includes(type))).toEqual([]);
    expect(
      [...roles].filter((role) => !['chapter', 'title', 'section', 'sceneLabel'].includes(role)),
    ).toEqual([]);
  });
});

describe('the settings around a file', () => {
  const [ash, ember, alone] = inspectJson(
    ['works/kiln/01-ash.txt', 'works/kiln/02-ember.txt', 'works/alone.txt'].map(at),
  );

  test('work.yaml and front matter hold as in a build', () => {
    expect(breaks(ash as JsonFile)).toBe(0);
    expect(breaks(ember as JsonFile)).toBe(1);
    expect(breaks(alone as JsonFile)).toBe(1);
  });

  test('work.yaml beside a file outside a library holds', () => {
    const [read, free] = inspectJson([at('beside/chapter.txt'), at('chapter.txt')]);
    expect(read?.blocks.filter(({ type }) => type === 'authorsNote')).toEqual([]);
    expect(free?.blocks.filter(({ type }) => type === 'authorsNote')).toHaveLength(1);
  });

  test('what is wrong in them is told once, and is status 1', () => {
    const { stderr, status } = inspect([at('works/kiln/01-ash.txt'), at('works/kiln/02-ember.txt')]);
    expect(stderr.match(/work\.yaml:2 {2}error .*“authr”/g)).toHaveLength(1);
    expect(status).toBe(1);
  });

  test('a work in one file says what a work may say', () => {
    expect(inspect([at('works/said.txt')])).toMatchObject({ stderr: '', status: 0 });
    expect(ember?.messages.map(({ rule, line }) => [rule, line])).toContainEqual(['unknown-key', 3]);
  });
});

describe('how it ends', () => {
  test('--strict is status 1 for an uncertain decision, and only then', () => {
    const [read] = inspectJson([at('works/alone.txt')]);
    const least = Math.min(...(read?.messages ?? []).map(({ confidence = 1 }) => confidence));
    expect(inspect(['--strict', at('works/alone.txt')]).status).toBe(least < 0.6 ? 1 : 0);
    const maybe = writeLibrary('inspect-strict', {
      'a.txt': `${long}\n\n${long}\n\n${long}\n\nI hope you liked it.\n`,
    });
    expect(inspect([join(maybe, 'a.txt')]).status).toBe(0);
    expect(inspect(['--strict', join(maybe, 'a.txt')]).status).toBe(1);
    expect(inspect(['--strict', '--json', join(maybe, 'a.txt')]).status).toBe(1);
    expect(inspect(['--strict', at('calm.txt')]).status).toBe(0);
  });

  test.each([
    ['a missing file', at('nowhere.txt'), 'There is no such file'],
    ['a folder', folder, 'This is a folder'],
    ['a device', '/dev/null', 'This is no file that holds text'],
  ])('%s is an error, and the others are inspected', (_, path, reason) => {
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr, status } = inspect([...flags, at('calm.txt'), path, at('chapter.txt')]);
      expect(stderr).toContain(`${path}  error  ${reason}`);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stdout).toContain('calm.txt');
      expect(stdout).toContain('chapter.txt');
      expect(status).toBe(1);
    }
  });

  test('a file that cannot be read has its line of JSON too', () => {
    const [, read] = inspectJson([at('calm.txt'), at('nowhere.txt')]);
    expect(read).toMatchObject({
      encoding: null,
      paragraphs: null,
      blocks: [],
      messages: [{ severity: 'error', rule: 'unreadable' }],
    });
  });

  test.each([[[]], [['--jsn', 'a.txt']], [['--json=yes', 'a.txt']]])(
    'a call such as %j is status 2, with the usage',
    (args) => {
      const { stdout, stderr, status } = inspect(args);
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
      expect(stderr).toContain('npm run inspect -- FILE…');
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );

  test('a reader who leaves early gets no stack', async () => {
    const child = spawn(process.execPath, [script, '--json', ...Array(300).fill(at('chapter.txt'))], {
      env: plain,
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((ended) => child.on('close', ended));
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('hundreds of files in one call', () => {
    const corpus = join('.cache', 'test-library', 'inspect-corpus');
    const names = readdirSync(corpus).map((name) => join(corpus, name));
    const many = [...names, ...names, ...names];
    const read = inspectJson(many);
    expect(read).toHaveLength(many.length);
    expect(many.length).toBeGreaterThan(500);
  });
});

test('every flag stands in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const word of ['--json', '--strict', '0.6']) expect(readme).toContain(word);
});
