/** What `npm run inspect` prints of a file: for people a line a decision, for programs a JSON object. */
import { styleText } from 'node:util';
import type { ManuscriptChapter, Message } from '../manuscript/manuscript.ts';
import { type Outline, publicBlock } from '../manuscript/outline.ts';

/** A decision under this confidence is uncertain: its mend is printed, and `--strict` fails on it. */
export const sure = 0.6;

const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

const isUncertain = ({ confidence = 1 }: { confidence?: number }) => confidence < sure;

/** The decisions that are told: every message, and each uncertain block that no message speaks of. */
function decisionsOf({ blocks, messages }: Outline): Message[] {
  const lines = new Set(messages.filter(isUncertain).map(({ line }) => line));
  const silent = blocks
    .filter((block) => isUncertain(block) && !lines.has(block.line))
    .map(({ type, ...block }): Message => ({ severity: 'warning', rule: type, ...block }));
  return [...messages, ...silent].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** What all the files had in them. */
export class Tally {
  files = 0;
  chapters = 0;
  breaks = 0;
  notes = 0;
  uncertain = 0;
  errors = 0;

  add(outline: Outline): void {
    this.files += 1;
    this.chapters += outline.chapters.length;
    this.breaks += outline.blocks.filter(({ type }) => type === 'sceneBreak').length;
    this.notes += outline.chapters.reduce((sum, { notes }) => sum + notes.length, 0);
    for (const decision of decisionsOf(outline)) {
      if (decision.severity === 'error') this.errors += 1;
      else if (isUncertain(decision)) this.uncertain += 1;
    }
  }

  toString(): string {
    return `${styleText('bold', counted(this.files, 'file'))}: ${[
      counted(this.chapters, 'chapter'),
      counted(this.breaks, 'scene break'),
      counted(this.notes, 'note'),
      styleText(
        this.uncertain > 0 ? 'yellow' : 'dim',
        `${counted(this.uncertain, 'decision')} under ${sure}`,
      ),
      styleText(this.errors > 0 ? 'red' : 'dim', counted(this.errors, 'error')),
    ].join(', ')}`;
  }
}

/** One line of JSON. */
export function forPrograms(
  file: string,
  outline: Omit<Outline, 'settings' | 'lines' | 'header' | 'chapters'>,
): string {
  const { encoding, paragraphs, blocks, messages } = outline;
  return JSON.stringify({ file, encoding, paragraphs, blocks: blocks.map(publicBlock), messages });
}

/** A head, and a line a decision with its mend below it where it may be wrong. */
export function forPeople(file: string, outline: Outline): string {
  const { encoding, paragraphs, chapters } = outline;
  const decisions = decisionsOf(outline);
  const facts = [encoding, `paragraphs: ${paragraphs}`, ...(chapters[0] ? [chapters[0].language] : [])];
  const widths = {
    line: widest(['    ', ...decisions.map(({ line = '' }) => String(line))]),
    rule: widest(decisions.map(({ rule }) => rule)),
  };
  return [
    `${styleText('bold', file)}  ${styleText('dim', facts.join(' · '))}`,
    ...headsOf(chapters),
    ...decisions.map((each) => decisionLine(each, widths)),
    '',
  ].join('\n');
}

/** A line a chapter, its numbers below each other. */
function headsOf(chapters: ManuscriptChapter[]): string[] {
  const rows = chapters.map(({ label, title, kind, words, scenes, notes }) => {
    const unnamed = kind === 'announcement' ? 'An announcement' : 'Untitled chapter';
    return {
      name: [label, title].filter(Boolean).join(': ') || unnamed,
      numbers: [counted(words, 'word'), counted(scenes, 'scene'), counted(notes.length, 'note')],
    };
  });
  const width = widest(rows.map(({ name }) => name));
  const widths = [0, 1, 2].map((i) => widest(rows.map(({ numbers }) => numbers[i] ?? '')));
  return rows.map(({ name, numbers }) =>
    [`  ${name.padEnd(width)}`, ...numbers.map((text, i) => text.padStart(widths[i] ?? 0))].join('  '),
  );
}

const widest = (texts: string[]) => texts.reduce((most, { length }) => Math.max(most, length), 0);

function decisionLine(decision: Message, widths: { line: number; rule: number }): string {
  const { line, severity, rule, confidence, reason, mend } = decision;
  const uncertain = isUncertain(decision);
  const head = [
    String(line ?? '').padStart(widths.line),
    styleText(colours[severity], rule.padEnd(widths.rule)),
    confidence === undefined ? '    ' : styleText(uncertain ? 'yellow' : 'dim', confidence.toFixed(2)),
    reason,
  ].join('  ');
  if (!mend || (severity === 'info' && !uncertain)) return head;
  return `${head}\n${' '.repeat(widths.line + widths.rule + 10)}${styleText('dim', `→ ${mend}`)}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
