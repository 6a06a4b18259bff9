/**
 * `npm run score [-- FOLDER] [--misses]`: how often the engine is right over the labelled corpus: scene breaks, accidental gaps, note
 * paragraphs, chapter headings, words kept. `--misses` names each place where it is not.
 */
import { parseArgs } from 'node:util';
import { analyse } from '../src/manuscript/analyse.ts';
import { readManuscript } from '../src/manuscript/index.ts';
import { type OutlineBlock, outlineBlocks } from '../src/manuscript/outline.ts';
import { type Case, readCases } from './corpus.ts';

class Tally {
  hits = 0;
  missed = 0;
  wrong = 0;
  get precision() {
    return this.hits / Math.max(1, this.hits + this.wrong);
  }
  get recall() {
    return this.hits / Math.max(1, this.hits + this.missed);
  }
  get f1() {
    return (2 * this.hits) / Math.max(1, 2 * this.hits + this.missed + this.wrong);
  }
}

export interface Score {
  breaks: Tally;
  notes: Tally;
  chapters: Tally;
  /** Accidental gaps, and how many of them were taken for breaks. */
  accidents: { all: number; taken: number };
  /** Words of story, and how many of them a note hides. */
  story: { words: number; hidden: number };
  /** Cases in which a word was lost. */
  lossy: number;
  misses: string[];
}

/** Reads every case and holds what the engine found against the margin. */
export async function score(cases: Case[]): Promise<Score> {
  const total: Score = {
    breaks: new Tally(),
    notes: new Tally(),
    chapters: new Tally(),
    accidents: { all: 0, taken: 0 },
    story: { words: 0, hidden: 0 },
    lossy: 0,
    misses: [],
  };
  for (const each of cases) await scoreCase(each, total);
  return total;
}

async function scoreCase(each: Case, total: Score): Promise<void> {
  const { lines, codes, format, language, path } = each;
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const options = language ? { language } : {};
  const blocks = outlineBlocks(await analyse(bytes, `x.${format}`, options));
  const { messages } = await readManuscript(bytes, `x.${format}`, options);
  const miss = (line: number, what: string) =>
    total.misses.push(`${path}:${line}  ${what}  ${(lines[line - 1] ?? '').trim().slice(0, 70)}`);
  if (messages.some(({ rule }) => rule === 'words-lost')) {
    total.lossy += 1;
    miss(messages.find(({ rule }) => rule === 'words-lost')?.line ?? 1, 'word lost');
  }
  const has = (line: number, letters: string) =>
    [...letters].some((letter) => codes[line - 1]?.includes(letter));
  /** A break belongs to the first line of text after it. */
  const textAfter = (line: number) => {
    let at = line;
    while (at <= lines.length && ((lines[at - 1] ?? '').trim() === '' || has(at, 'Bx'))) at += 1;
    return at;
  };

  const wanted = new Set(
    codes.flatMap((code, i) => (code.includes('B') ? [textAfter(i + 1)] : code.includes('b') ? [i + 1] : [])),
  );
  const found = new Set(blocks.flatMap(({ type, line }) => (type === 'sceneBreak' ? [textAfter(line)] : [])));
  compare(total.breaks, wanted, found, (line, what) => miss(line, `break ${what}`));
  codes.forEach((code, i) => {
    if (!code.includes('g')) return;
    total.accidents.all += 1;
    if (found.has(i + 1)) total.accidents.taken += 1;
  });

  const paragraphs = blocks.filter(
    ({ type, mark, role, text }) => type !== 'sceneBreak' && !mark && role !== 'metadata' && text !== '',
  );
  const notes = (list: OutlineBlock[]) => new Set(list.map(({ line }) => line));
  const labelled = notes(paragraphs.filter(({ line }) => has(line, 'OEIA')));
  const taken = notes(paragraphs.filter(({ type }) => type === 'authorsNote'));
  compare(total.notes, labelled, taken, (line, what) => miss(line, `note ${what}`));
  for (const { line, text, type } of paragraphs) {
    if (has(line, 'OEIACcM')) continue;
    const words = text.split(/\s+/).length;
    total.story.words += words;
    if (type === 'authorsNote') total.story.hidden += words;
  }

  const heads = new Set(codes.flatMap((code, i) => (code.includes('C') ? [i + 1] : [])));
  const begun = new Set<number>();
  blocks.forEach(({ role, line }, i) => {
    const before = blocks.slice(0, i).findLast(({ mark }) => !mark);
    if (role === 'chapter' && before?.role !== 'chapter') begun.add(line);
  });
  compare(total.chapters, heads, begun, (line, what) => miss(line, `chapter ${what}`));
}

function compare(
  tally: Tally,
  wanted: Set<number>,
  found: Set<number>,
  miss: (line: number, what: string) => void,
): void {
  for (const line of wanted) {
    if (found.has(line)) tally.hits += 1;
    else {
      tally.missed += 1;
      miss(line, 'missed');
    }
  }
  for (const line of found) {
    if (wanted.has(line)) continue;
    tally.wrong += 1;
    miss(line, 'wrong');
  }
}

export function formatScore(
  { breaks, notes, chapters, accidents, story, lossy }: Score,
  cases: number,
): string {
  const percent = (value: number) => value.toFixed(3).padStart(9);
  const row = (name: string, { precision, recall, f1, hits, missed, wrong }: Tally) =>
    `${name.padEnd(18)}${percent(precision)}${percent(recall)}${percent(f1)}   ${hits} right, ${missed} missed, ${wrong} wrong`;
  return [
    `${cases} cases`.padEnd(18) + ['precision', 'recall', 'F1'].map((head) => head.padStart(9)).join(''),
    row('scene breaks', breaks),
    row('note paragraphs', notes),
    row('chapter headings', chapters),
    `accidental gaps taken for breaks: ${accidents.taken} of ${accidents.all}`,
    `story words hidden in notes: ${story.hidden} of ${story.words} (${((story.hidden / Math.max(1, story.words)) * 100).toFixed(3)} %)`,
    `cases with a word lost: ${lossy} of ${cases}`,
  ].join('\n');
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { misses: { type: 'boolean', default: false } },
  });
  const cases = readCases(positionals[0] ?? 'test/corpus');
  const result = await score(cases);
  if (values.misses) console.log(`${result.misses.join('\n')}\n`);
  console.log(formatScore(result, cases.length));
}
