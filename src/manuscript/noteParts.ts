/**
 * The paragraphs of a chapter as notes are looked for in them, and the evidence that each is one.
 *
 * Lines that an author broke by hand are one part: a note is read by its sentences. What is known of a part is found
 * out when it is first asked for, for most parts of a chapter never are.
 */
import type { Block } from './block.ts';
import { type NoteLabel, noteEvidence, noteLabelOf } from './noteWords.ts';

const tailMark =
  /^[\s*_~\-–—=+#[({<（【"“]*(?:t\.?b\.?c\.?|to be continued(?: in .{1,40})?|the end(?: of (?:chapter|part|book) .{1,20})?|end(?:[ _]of)?(?:[ _](?:this|the))?(?:[ _](?:chapter|part|file|book|story|transmission|section)(?: .{1,20})?)?|fin|for now!*|more to come|finis|owari|continued\.\.\.|ende|fortsetzung folgt|fin du chapitre.*|à suivre|fim(?: d[oa] (?:cap[ií]tulo|parte|livro).{0,20})?|fin del cap[ií]tulo.{0,20}|fine del capitolo.{0,20}|ende (?:des|von) kapitels?.{0,20}|continua|continuará|конец(?: главы)?.{0,12}|продолжение следует|koniec|slut|続く|つづく|完|终|本章完|全[书文]完|未完|未完待续|待续|끝|계속|النهاية|تمت|يتبع|סוף|המשך יבוא|پایان)[\s*_~\-–—=+#\])}>）】.…!"”]*$/iu;
/** “The End”, “To be continued”, (本章完): the story ends here. */
export const isTail = (block: Block | undefined): boolean =>
  block !== undefined && block.text.length < 70 && tailMark.test(block.text);

/** A mark that is no words: it fences a note off. */
export const isFence = (block: Block | undefined): boolean =>
  block !== undefined &&
  ((block.mark !== undefined && block.mark.family !== 'words') || block.node.type === 'thematicBreak');

export class Part {
  readonly blocks: Block[];
  readonly fence: boolean;
  readonly gap: number;
  readonly line: number;
  readonly #language: string;
  #text: string | undefined;
  #label: NoteLabel | undefined | null = null;
  #words: number | undefined;

  constructor(blocks: Block[], language: string) {
    const [first] = blocks as [Block];
    this.blocks = blocks;
    this.fence = isFence(first);
    this.gap = first.gap;
    this.line = first.line;
    this.#language = language;
  }

  get text(): string {
    const [first, second] = this.blocks;
    this.#text ??= second ? this.blocks.map(({ text }) => text).join(' ') : (first?.text ?? '');
    return this.#text;
  }

  get tail(): boolean {
    return isTail(this.blocks[0]);
  }

  /** The label at its head: sure, or one that heads other things as well. */
  get label(): NoteLabel | undefined {
    if (this.#label === null)
      this.#label =
        this.fence || this.blocks[0]?.node.type === 'code'
          ? undefined
          : noteLabelOf(this.text, this.#language);
    return this.#label;
  }

  /** Of its words alone: how much likelier they are in a note than in a story, as a power of e. */
  get words(): number {
    this.#words ??= noteEvidence(this.text, this.#language);
    return this.#words;
  }

  /** Whether the words of a story cannot be told from others, because only English ones are known. */
  get blind(): boolean {
    return !this.#language.startsWith('en');
  }

  /** Set apart from the story by its type. */
  get emphasised(): boolean {
    const { node, text } = this.blocks[0] as Block;
    return (
      /^[*_]{1,3}[^*_].*[*_]{1,3}$/su.test(text) ||
      (node.type === 'paragraph' &&
        node.children.length === 1 &&
        /^(?:emphasis|strong)$/.test(node.children[0]?.type ?? ''))
    );
  }

  /** Two or three words and no sentence: the name of who wrote the note. */
  get signature(): boolean {
    return (
      this.text.length < 40 &&
      !/\bpov\b|point of view/i.test(this.text) &&
      /^[^.,!?:;"“”]{2,}[,!+~]?$/u.test(this.text) &&
      this.text.split(/\s+/).length < 5
    );
  }
}

/** A name in small letters and capitals, right under words to readers: it signs them. */
export const isSigned = (part: Part | undefined, above: Part | undefined): boolean =>
  part?.signature === true &&
  /^[-–—~*\s]*\p{Lu}[\p{L}\p{N}]*\p{Ll}[\p{L}\p{N}]*(?: \p{Lu}[\p{L}\p{N}]*){0,2}[~*+!\s]*$/u.test(
    part.text,
  ) &&
  (above?.words ?? 0) >= 1;

/** The blocks as parts. */
export function partsOf(blocks: Block[], language: string): Part[] {
  const parts: Part[] = [];
  let run: Block[] = [];
  for (const block of blocks) {
    const last = run.at(-1);
    if (last && !goesOn(last, block)) {
      parts.push(new Part(run, language));
      run = [];
    }
    run.push(block);
  }
  if (run.length > 0) parts.push(new Part(run, language));
  return parts;
}

/** A line breaks off in the middle of a sentence, and this one goes on. */
function goesOn(before: Block, block: Block): boolean {
  if (before.node.type !== 'paragraph' || block.node.type !== 'paragraph') return false;
  if (before.mark || block.mark || before.text.length < 30) return false;
  if (/[.!?…:;"”»」』)\]*_]$|\p{Lo}$/u.test(before.text) || isTail(block)) return false;
  return /^\p{Ll}/u.test(block.text) || (block.gap === 0 && !noteLabelOf(block.text));
}

/** How much a paragraph without a tell counts against a note: `base`, and `long` for each 300 letters of it. */
export interface Doubt {
  base: number;
  long: number;
  /** Where the words of a story cannot be told from others. */
  blind?: Doubt;
}

/** What a paragraph adds to the sum, under the doubt that its place gives. */
export function worth(part: Part, { blind, ...own }: Doubt): number {
  if (part.fence) return 0;
  const { words, label } = part;
  const sure = label !== undefined && !label.doubtful;
  const wholly = words > 0 && /^[[({（［][\s\S]*[\])}）］]$/.test(part.text);
  const { base, long } = (part.blind && blind) || own;
  return (
    words +
    (label ? (sure ? 4.5 : 1.5) : 0) +
    (wholly ? 1 : 0) +
    (part.emphasised ? 0.8 : 0) -
    (sure ? 0 : base + long * Math.min(3, part.text.length / 300))
  );
}

/** Evidence under which a run of paragraphs stays story. */
export const threshold = 3;

/** Brackets that a text opens and does not close. */
export const openBrackets = (text: string): number =>
  (text.match(/[([{（［]/g)?.length ?? 0) - (text.match(/[)\]}）］]/g)?.length ?? 0);
