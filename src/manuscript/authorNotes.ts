/**
 * Author's notes: at the two ends of a chapter, inside it, or the whole of it.
 *
 * Each paragraph has its evidence of being a note (noteWords.ts). The note at an end is the run of paragraphs from
 * that end with the greatest sum of evidence and of how well it is set off (a mark, a heading, a wide gap, a tail such
 * as “The End”). Story hidden in a note is the worst fault, so every paragraph without evidence counts against it, and
 * what stays under the threshold stays in the story and is reported.
 */
import { type Block, isFree } from './block.ts';
import { type ChapterDraft, type Draft, leaveOut, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import { announcementTitle, type NoteLabel, noteEvidence, noteLabelOf } from './noteWords.ts';

/** Evidence under which a run of paragraphs stays story, and under which it is at least reported. */
const threshold = 3;
const suspicion = 1.6;

/** How far from an end a note may reach: blocks, and words at the head of a chapter. */
const reach = 60;
const openingWords = 1500;

/** Evidence against a note at the end that no words further up outweigh. */
const hopeless = 5;

const tailMark =
  /^[\s*_~\-–—=+#[({<（【"“]*(?:t\.?b\.?c\.?|to be continued(?: in .{1,40})?|the end(?: of (?:chapter|part|book) .{1,20})?|end(?:[ _]of)?(?:[ _](?:this|the))?(?:[ _](?:chapter|part|file|book|story|transmission|section)(?: .{1,20})?)?|fin|for now!*|more to come|finis|owari|continued\.\.\.|ende|fortsetzung folgt|fin du chapitre.*|à suivre|fim|continua|continuará|конец(?: главы)?.{0,12}|продолжение следует|koniec|slut|続く|つづく|完|终|本章完|全[书文]完|未完|未完待续|待续|끝|계속)[\s*_~\-–—=+#\])}>）】.…!"”]*$/iu;
export const isTail = (block: Block | undefined): boolean =>
  block !== undefined && block.text.length < 70 && tailMark.test(block.text);

/** Decides which blocks of the chapter are notes. */
export function authorNotes(chapter: ChapterDraft, draft: Draft): void {
  if (draft.notes === 'none') return;
  const body = chapter.blocks.filter(
    ({ decision }) =>
      // What an archive sets apart as a note is one.
      decision?.type !== 'heading' && decision?.role !== 'metadata' && decision?.type !== 'authorsNote',
  );
  if (body.length === 0) return;
  const evidence = new Evidence(draft.language);
  if (announcement(chapter, body, evidence, draft)) return;
  const end = opening(chapter, body, evidence, draft);
  closing(body, end, evidence, draft);
  inline(body, draft);
}

/** What is known of a block, found out when it is first asked for: most blocks of a chapter are never asked about. */
class Evidence {
  readonly #labels = new Map<Block, NoteLabel | undefined>();
  readonly #words = new Map<Block, number>();
  readonly #language: string;

  constructor(language: string) {
    this.#language = language;
  }

  /** Whether the words of a story cannot be told from others, because only English ones are known. */
  get blind(): boolean {
    return !this.#language.startsWith('en');
  }

  /** The label at its head: sure, or one that heads other things as well. */
  label(block: Block): NoteLabel | undefined {
    if (!this.#labels.has(block))
      this.#labels.set(
        block,
        block.node.type === 'code' || isFence(block) ? undefined : noteLabelOf(block.text, this.#language),
      );
    return this.#labels.get(block);
  }

  /** Of its words alone. */
  words(block: Block): number {
    let words = this.#words.get(block);
    if (words === undefined) {
      words = noteEvidence(block.text, this.#language);
      this.#words.set(block, words);
    }
    return words;
  }
}

const isFence = (block: Block | undefined) =>
  block !== undefined &&
  ((block.mark !== undefined && block.mark.family !== 'words') || block.node.type === 'thematicBreak');

/** What a paragraph adds to the sum, given whether a label stands before it. */
function worth(block: Block, evidence: Evidence, labelled: boolean, place: 'opening' | 'closing'): number {
  if (isFence(block)) return 0;
  const words = evidence.words(block);
  const label = evidence.label(block);
  let sum = words;
  if (label) sum += label.doubtful ? 1.5 : 4.5;
  const wholly = /^[[({（［][\s\S]*[\])}）］]$/.test(block.text);
  if (wholly && words > 0) sum += 1;
  // Set apart from the story by its type.
  if (isEmphasised(block)) sum += 0.8;
  // Without a tell a paragraph is story; long ones the more so. After a label the doubt is smaller at a chapter's end.
  const length = Math.min(3, block.text.length / 300);
  const doubt = labelled
    ? place === 'closing'
      ? 0.1
      : evidence.blind
        ? 0.9 + 0.6 * length
        : 0.45 + 0.5 * length
    : 1.1 + 0.5 * length;
  return sum - (label && !label.doubtful ? 0 : doubt);
}

const isEmphasised = ({ node, text }: Block) =>
  /^[*_]{1,3}[^*_].*[*_]{1,3}$/su.test(text) ||
  (node.type === 'paragraph' &&
    node.children.length === 1 &&
    /^(?:emphasis|strong)$/.test(node.children[0]?.type ?? ''));

function announcement(chapter: ChapterDraft, body: Block[], evidence: Evidence, draft: Draft): boolean {
  const prose = body.filter((block) => !isFence(block));
  const length = prose.reduce((sum, { text }) => sum + text.length, 0);
  const title = [chapter.heading.label, chapter.heading.title].filter(Boolean).join(' ');
  const [head] = prose;
  const named =
    announcementTitle.test(title) ||
    (head !== undefined && head.text.length < 40 && announcementTitle.test(head.text));
  if (!head || prose.length > (named ? 120 : 25) || length > (named ? 12_000 : 5000)) return false;
  if (!named && !evidence.label(head) && evidence.words(head) < 2) return false;
  let sum = named ? 4 : 0;
  let speaking = 0;
  let told = 0;
  for (const block of prose) {
    sum += Math.max(-1, worth(block, evidence, true, 'closing'));
    if (evidence.words(block) > 0.5 || evidence.label(block)) speaking += 1;
    if (evidence.words(block) < -0.5 || /^["“«„「『]/.test(block.text)) told += 1;
  }
  if (
    sum < threshold ||
    told > prose.length * (named ? 0.35 : 0.2) ||
    (!named && speaking < prose.length * 0.5)
  )
    return false;
  for (const block of body) {
    block.decision = {
      type: 'authorsNote',
      placement: 'opening',
      confidence: confidence(sum),
      reason: 'The whole chapter speaks to its readers.',
    };
  }
  say(
    draft,
    'info',
    'announcement',
    body[0]?.line ?? 1,
    `This chapter is only a note of ${prose.length} ${paragraphs(prose.length)}: an announcement.`,
    'If it is story, write “notes: none” at its head.',
    confidence(sum),
  );
  return true;
}

/** The opening note; returns how many blocks of the body it takes. */
function opening(chapter: ChapterDraft, body: Block[], evidence: Evidence, draft: Draft): number {
  const normal = normalGap(body);
  let sum = 0;
  let words = 0;
  let best = { end: 0, sum: 0, reason: '' };
  /** A label stands before; it stood on a line of its own; brackets that the note opened. */
  let labelled = false;
  let alone = false;
  let depth = 0;
  let fences = 0;
  for (let i = 0; i < Math.min(body.length - 1, reach); i += 1) {
    const block = body[i] as Block;
    if (isFence(block)) {
      if (i > 0) fences += 1;
      if (fences > 2) break;
      continue;
    }
    const label = evidence.label(block);
    // Past the mark that ends a note, only another note goes on.
    if (fences > 0 && isFence(body[i - 1]) && !label && evidence.words(block) < threshold) break;
    const own = worth(block, evidence, labelled, 'opening');
    // What stands under a label of its own line, or between brackets that the note opened, is the note's.
    sum += alone || depth > 0 ? Math.max(0, own) : own;
    // A story may well begin with a report's “Note:”: a doubtful label alone opens nothing.
    if ((i === 0 && !label && sum < 0.5) || sum < -hopeless) break;
    words += block.text.length / 6;
    if (words > openingWords) break;
    if (label) labelled = true;
    alone = label?.alone === true;
    const opened = depth > 0;
    depth = labelled ? Math.max(0, depth + openBrackets(block.text)) : 0;
    if (depth > 0) continue;
    const headed = nextIsHeading(chapter, block);
    const setOff = opened || headed ? 3 : setOffBy(body[i + 1], normal, fences);
    if (sum + setOff > best.sum + 1e-9) {
      best = {
        end: i + 1,
        sum: sum + setOff,
        reason: setOff > 2 ? 'it is set off from the story' : 'its words speak to readers',
      };
    }
    // A note before the heading ends there, unless another one begins below it.
    const below = body[i + 1];
    if (headed && !(below && evidence.label(below))) break;
  }
  const first = body.find((block) => !isFence(block));
  if (best.end === 0 || !first || best.sum < threshold) {
    if (best.sum >= suspicion && first)
      say(
        draft,
        'info',
        'maybe-note',
        first.line,
        "This may be an author's note; it stays in the story.",
        'If it is a note, begin it with “A/N:”.',
        0.4,
      );
    return 0;
  }
  const titles = titlesAtEnd(chapter, body.slice(0, best.end), evidence);
  for (const title of titles) leaveOut(title, 'the title page');
  best.end -= titles.length;
  while (isFence(body[best.end]) && best.end < body.length - 1) best.end += 1;
  mark(body.slice(0, best.end), 'opening', best.sum, best.reason, evidence, draft);
  return best.end;
}

/** The work's title often stands between an opening note and the chapter's heading. */
function titlesAtEnd(chapter: ChapterDraft, note: Block[], evidence: Evidence): Block[] {
  const last = note.at(-1);
  if (!last || !nextIsHeading(chapter, last)) return [];
  let from = note.length;
  while (from > 1 && isTitleLine(note[from - 1] as Block, evidence)) from -= 1;
  return note.slice(from);
}

const isTitleLine = (block: Block, evidence: Evidence) =>
  !isFence(block) &&
  block.text.length < 60 &&
  evidence.words(block) <= 0 &&
  !evidence.label(block) &&
  !/[.,;:]$/.test(block.text);

/** How well what comes next sets the note off: the chapter's first mark, a later one, or a wide gap. */
function setOffBy(next: Block | undefined, normal: number, fences: number): number {
  if (isFence(next)) return fences === 0 ? 2.2 : 0.5;
  return (next?.gap ?? 0) > normal ? 1 : 0;
}

/** Whether the chapter's heading stands right after this block. */
function nextIsHeading(chapter: ChapterDraft, block: Block): boolean {
  const at = chapter.blocks.indexOf(block);
  let next = at + 1;
  while (isFence(chapter.blocks[next])) next += 1;
  return (
    chapter.blocks[next]?.decision?.type === 'heading' && chapter.blocks[next]?.decision?.role !== 'section'
  );
}

function closing(body: Block[], from: number, evidence: Evidence, draft: Draft): void {
  const normal = normalGap(body);
  let sum = 0;
  let best = { start: body.length, sum: 0, reason: '' };
  // Walked from the end: whether a label stands before a paragraph is known only at the label, so both sums are kept.
  let afterLabel = 0;
  let fences = 0;
  const furthest = Math.max(from + 1, body.length - reach);
  const firstLabel = body.findIndex((block, i) => i >= furthest && evidence.label(block) !== undefined);
  for (let i = body.length - 1; i >= furthest; i -= 1) {
    const block = body[i] as Block;
    // So much story stands between here and the end that only a label could still begin a note.
    if (sum < -hopeless && (firstLabel < 0 || i < firstLabel)) break;
    if (isFence(block)) {
      if (i < body.length - 1) fences += 1;
      continue;
    }
    if (isTail(block)) continue;
    const label = evidence.label(block);
    const own = worth(block, evidence, false, 'closing');
    const under = worth(block, evidence, true, 'closing');
    const before = body[i - 1];
    const beyond = isFence(before) ? body[i - 2] : before;
    const tail = isTail(before) || isTail(beyond);
    const setOff = tail
      ? 3
      : isFence(before)
        ? 1.6 - Math.min(1, fences * 0.5)
        : block.gap > normal
          ? 0.8
          : 0;
    sum += own;
    const here = label || tail ? own + afterLabel : sum;
    afterLabel += under;
    const total = here + setOff;
    if (total > best.sum + 1e-9 && own + setOff + (label ? 1 : 0) > 0)
      best = {
        start: i,
        sum: total,
        reason: label
          ? `it is labelled “${label.text}”`
          : tail
            ? 'it follows the end of the story'
            : 'its words speak to readers',
      };
  }
  const start = body[best.start];
  if (!start) return;
  const length = body.slice(best.start).reduce((total, { text }) => total + text.length, 0);
  const all = body.reduce((total, { text }) => total + text.length, 0);
  const told = body
    .slice(best.start)
    .filter((block) => !isFence(block) && evidence.words(block) < -0.5).length;
  const tooMuch =
    told > Math.max(1, (body.length - best.start) * 0.3) || (length > all * 0.6 && best.sum < 2 * threshold);
  if (best.sum < threshold || tooMuch) {
    if (best.sum >= suspicion)
      say(
        draft,
        'info',
        'maybe-note',
        start.line,
        "This may be an author's note; it stays in the story.",
        'If it is a note, begin it with “A/N:”.',
        0.4,
      );
    return;
  }
  let first = best.start;
  while (first > from && isFence(body[first - 1])) first -= 1;
  mark(body.slice(first), 'closing', best.sum, best.reason, evidence, draft);
}

function mark(
  blocks: Block[],
  placement: 'opening' | 'closing',
  sum: number,
  reason: string,
  evidence: Evidence,
  draft: Draft,
): void {
  const inner = blocks.filter((block) => !isFence(block));
  for (const block of blocks) {
    block.decision = isFence(block)
      ? {
          type: 'other',
          role: 'frame',
          confidence: confidence(sum),
          reason: 'The mark sets the note off from the story.',
        }
      : {
          type: 'authorsNote',
          placement,
          confidence: confidence(sum),
          reason: `Part of the ${placement} note: ${reason}.`,
        };
  }
  const [first] = inner;
  if (!first) return;
  const label = evidence.label(first)?.text;
  say(
    draft,
    'info',
    'note',
    first.line,
    `${placement === 'opening' ? 'An opening' : 'A closing'} note of ${inner.length} ${paragraphs(inner.length)}${label ? `, labelled “${label}”` : `: ${reason}`}.`,
    'If it is story, write “notes: none” at the head of the file.',
    confidence(sum),
  );
}

/** A note between brackets, or under a sure label, inside the story. */
function inline(body: Block[], draft: Draft): void {
  body.forEach((block, i) => {
    if (!isFree(block)) return;
    const label = noteLabelOf(block.text, draft.language);
    if (!label || label.doubtful) return;
    const opened = /^[\s*_]*[[({（［]/.test(block.text);
    let last = i;
    if (opened) {
      const limit = Math.min(body.length - 1, i + 6);
      let depth = openBrackets(block.text);
      while (depth > 0 && last < limit) {
        last += 1;
        depth += openBrackets(body[last]?.text ?? '');
      }
      if (depth > 0) last = i;
    }
    for (const each of body.slice(i, last + 1)) {
      each.decision = {
        type: 'authorsNote',
        placement: 'inline',
        confidence: opened ? 0.9 : 0.7,
        reason: `A note inside the story, labelled “${label.text}”.`,
      };
    }
    say(
      draft,
      'info',
      'note',
      block.line,
      `A note inside the story, labelled “${label.text}”.`,
      'If it is story, write “notes: none” at the head of the file.',
      opened ? 0.9 : 0.7,
    );
  });
}

/** Brackets that a text opens and does not close. */
const openBrackets = (text: string) =>
  (text.match(/[([{（［]/g)?.length ?? 0) - (text.match(/[)\]}）］]/g)?.length ?? 0);

const paragraphs = (count: number) => (count === 1 ? 'paragraph' : 'paragraphs');

/** From evidence (a log-likelihood) to a share of certainty. */
const confidence = (sum: number) => Math.round(100 / (1 + Math.exp(-sum / 2))) / 100;
