/**
 * Decides what every block of a file is. The passes stand here in their order and nowhere else:
 * decode → front matter → blocks (plain text, Markdown or HTML) → title page → chapters → author's notes
 * → kinds (verse, letters, logs, screens) → scene breaks.
 */
import { authorNotes } from './authorNotes.ts';
import { type Block, type Decision, textOf } from './block.ts';
import { splitChapters } from './chapters.ts';
import { decode, isEncoding } from './decode.ts';
import { deepestPlace } from './deepMarkdown.ts';
import { type ChapterDraft, type Draft, say } from './draft.ts';
import { type Footnotes, takeFootnotes } from './footnotes.ts';
import { fromPlainText } from './fromPlainText.ts';
import { type FrontMatter, takeFrontMatter } from './frontMatter.ts';
import { guessLanguage, isLanguageTag } from './guessLanguage.ts';
import { kinds } from './kinds.ts';
import type { Header, ParagraphStyle, ReadingOptions } from './manuscript.ts';
import { noteLabelOf } from './noteWords.ts';
import { sceneBreaks } from './sceneBreaks.ts';
import { titlePage } from './titlePage.ts';
import { followLetters } from './words.ts';

export interface Analysis {
  draft: Draft;
  front: FrontMatter;
  encoding: string;
  paragraphs: ParagraphStyle;
  header: Header;
  chapters: ChapterDraft[];
  footnotes: Footnotes;
}

export async function analyse(bytes: Uint8Array, path: string, options: ReadingOptions): Promise<Analysis> {
  let decoded = decode(bytes, options.encoding);
  let front = takeFrontMatter(decoded.text);
  const said: ReadingOptions = { ...options, ...readingOptionsIn(front.values) };
  if (said.encoding !== options.encoding) {
    decoded = decode(bytes, said.encoding);
    front = takeFrontMatter(decoded.text);
  }
  const { text } = front;
  const draft: Draft = {
    ...said,
    format: /\.md$/i.test(path) ? 'markdown' : /\.x?html?$/i.test(path) ? 'html' : 'text',
    language: said.language ?? guessLanguage(text),
    titled: front.values['title'] !== undefined,
    messages: [...decoded.messages, ...front.messages],
  };
  const { blocks: all, style, header: archived } = await read(text, draft);
  const { blocks, footnotes } = takeFootnotes(all, draft);
  labelHeadings(blocks, draft.language);
  const header = said.header === 'none' ? {} : { ...titlePage(blocks, draft), ...archived };
  const chapters =
    blocks.length === 0
      ? []
      : said.chapters === 'one'
        ? [{ heading: {}, blocks }]
        : splitChapters(blocks, draft);
  for (const chapter of chapters) decide(chapter, draft);
  if (chapters.length === 0 && !draft.messages.some(({ severity }) => severity === 'error')) {
    say(
      draft,
      'error',
      'empty',
      1,
      'There is no text in this file.',
      'Write the chapter into it, or take the file away.',
    );
  }
  return { draft, front, encoding: decoded.encoding, paragraphs: style, header, chapters, footnotes };
}

/** “## Author's Note” below a chapter's heading, or alone below a text, labels a note; it heads no chapter. */
function labelHeadings(blocks: Block[], language: string): void {
  const isLabel = ({ text }: Block) => {
    const label = noteLabelOf(text, language);
    return label?.alone === true && !label.doubtful;
  };
  const depths = blocks.flatMap((block) =>
    block.node.type === 'heading' && !isLabel(block) ? [block.node.depth] : [],
  );
  const top = Math.min(...depths, 7);
  for (const [i, block] of blocks.entries()) {
    const { node } = block;
    if (node.type !== 'heading' || !isLabel(block)) continue;
    if (depths.length > 0 ? node.depth <= top : i === 0) continue;
    const { position } = node;
    block.node = {
      type: 'paragraph',
      children: [{ type: 'strong', children: node.children }],
      ...(position ? { position } : {}),
    };
  }
}

interface Read {
  blocks: Block[];
  style: ParagraphStyle;
  header?: Header;
}

/** The ways for markup bring libraries along that a shelf of plain texts need not wait for. */
async function read(text: string, draft: Draft): Promise<Read> {
  const { format } = draft;
  const deep = format === 'markdown' ? deepestPlace(text) : undefined;
  if (format === 'markdown' && deep === undefined) {
    const { fromMarkdown } = await import('./fromMarkdown.ts');
    return { blocks: fromMarkdown(text), style: 'markup' };
  }
  if (deep !== undefined)
    say(
      draft,
      'warning',
      'nesting',
      text.slice(0, deep).split('\n').length,
      'Quotes, lists, brackets or emphasis are nested too deeply here, or never close: the file is read as plain text.',
      'Close what is open, or put an empty line before it.',
    );
  if (format === 'html') {
    const { fromHtml } = await import('./fromHtml.ts');
    return { ...fromHtml(text, draft), style: 'markup' };
  }
  const { blocks, style } = fromPlainText(text);
  if (style !== 'blank-line') say(draft, 'info', 'paragraphs', 1, styles[style]);
  const unread = firstUnread(text, blocks);
  if (unread)
    say(
      draft,
      'error',
      'words-lost',
      unread,
      'This line was not read.',
      'This is a fault of Fleuron: please report it with the file.',
    );
  return { blocks, style };
}

/** The first line with something on it that is in no block. What is in a block is held against the page later. */
function firstUnread(text: string, blocks: Block[]): number | undefined {
  let from = 0;
  for (const { node, text: read } of blocks) {
    const { start, end } = node.position ?? {};
    const skipped = text.slice(from, start?.offset);
    const source = text.slice(start?.offset, end?.offset);
    if (skipped.trim() !== '' || (source !== read && followLetters(source, read, 0) < 0))
      return start?.line ?? 1;
    from = end?.offset ?? from;
  }
  return text.slice(from).trim() === '' ? undefined : text.split('\n').length;
}

const styles: Record<ParagraphStyle, string> = {
  'blank-line': 'Paragraphs are parted by empty lines.',
  line: 'Each line is a paragraph.',
  indented: 'Each line is a paragraph; most are indented.',
  'hard-wrapped': 'The lines are wrapped at one width; they are joined into paragraphs.',
  'double-spaced': 'Paragraphs are parted by two empty lines or more.',
  markup: 'Paragraphs are marked up.',
};

/** Runs the passes of one chapter and leaves no block undecided. */
function decide(chapter: ChapterDraft, draft: Draft): void {
  authorNotes(chapter, draft);
  headingsInNotes(chapter.blocks);
  const story = chapter.blocks.filter(({ decision }) => isStory(decision));
  kinds(story, draft);
  // What little stands above a chapter's heading is no scene.
  const heading = chapter.blocks.findLastIndex(({ decision }) => decision?.role === 'chapter');
  fences(chapter.blocks, heading, draft);
  const breaks = sceneBreaks(heading > 0 ? since(story, chapter.blocks[heading]) : story, draft);
  if (breaks.size > 0)
    chapter.blocks = chapter.blocks.flatMap((block) => [...(breaks.get(block) ?? []), block]);
  for (const block of chapter.blocks) block.decision ??= byNode(block);
}

/** Those of these blocks that stand below this one. */
const since = (blocks: Block[], head: Block | undefined) =>
  head ? blocks.filter(({ line }) => line > head.line) : blocks;

/** A section's heading between two blocks of one note is the note's. */
function headingsInNotes(blocks: Block[]): void {
  for (const placement of ['opening', 'closing'] as const) {
    const isNote = ({ decision }: Block) => decision?.placement === placement;
    const first = blocks.findIndex(isNote);
    if (first < 0) continue;
    for (const block of blocks.slice(first, blocks.findLastIndex(isNote))) {
      if (block.decision && block.decision.role !== 'section') continue;
      block.decision = {
        type: 'authorsNote',
        placement,
        confidence: 0.7,
        reason: `It stands inside the ${placement} note.`,
      };
    }
  }
}

/** A mark above the chapter's heading, or beside a heading, a title page or a note, sets that off; it parts no scenes. */
function fences(blocks: Block[], heading: number, draft: Draft): void {
  const unmarked = blocks.flatMap((block, i) => (block.mark ? [] : [i]));
  for (const [n, at] of [...unmarked, blocks.length].entries()) {
    const before = unmarked[n - 1] ?? -1;
    const marks = blocks.slice(before + 1, at).filter(({ decision }) => !decision);
    if (at > heading && !isApart(blocks, before, 'below') && !isApart(blocks, at, 'above')) continue;
    for (const each of marks) {
      each.decision = {
        type: 'other',
        role: 'frame',
        confidence: 0.85,
        reason: `“${each.mark?.text}” sets off what is no story: no scene break.`,
      };
      say(draft, 'info', 'mark-no-break', each.line, each.decision.reason, undefined, 0.85);
    }
  }
}

/** Whether a mark below this block, or above it, sets it off. */
function isApart(blocks: Block[], at: number, side: 'above' | 'below'): boolean {
  const { type, role, placement } = blocks[at]?.decision ?? {};
  if (placement !== 'inline') return type === 'authorsNote' || (role !== undefined && apart.has(role));
  if (side === 'above') return true;
  // Under an inner note that no mark begins, one parts the scenes.
  let above = at - 1;
  while (blocks[above]?.decision?.placement === 'inline') above -= 1;
  return blocks[above]?.mark !== undefined;
}

const apart = new Set<Decision['role']>(['chapter', 'title', 'metadata']);

function isStory(decision: Block['decision']): boolean {
  if (!decision) return true;
  if (decision.type === 'authorsNote') return decision.placement === 'inline';
  return decision.role === 'section' || (decision.type !== 'heading' && decision.type !== 'other');
}

/** What a block is that no pass has claimed: a paragraph, or what its markup says. */
function byNode({ node, text }: Block): NonNullable<Block['decision']> {
  const is = (type: NonNullable<Block['decision']>['type'], reason: string) => ({
    type,
    confidence: 0.95,
    reason,
  });
  if (node.type === 'heading') return { ...is('heading', 'A heading inside the chapter.'), role: 'section' };
  if (node.type === 'code') return is('code', 'A block of code.');
  if (node.type === 'list') return is('list', 'A list.');
  if (node.type === 'blockquote') return is('quote', 'A quotation.');
  if (node.type === 'paragraph' && textOf(node) !== '' && text !== '') return is('paragraph', 'A paragraph.');
  return is('other', 'Something else.');
}

/** Front matter is checked by the library's schema; here only what has the right shape is believed. */
export function readingOptionsIn(values: Record<string, unknown>): ReadingOptions {
  const { language, encoding, typography, breaks, notes, lines, chapters, header } = values;
  return {
    ...(typeof language === 'string' && isLanguageTag(language) ? { language } : {}),
    ...(typeof encoding === 'string' && isEncoding(encoding) ? { encoding } : {}),
    ...(typeof typography === 'boolean' ? { typography } : {}),
    ...(breaks === 'auto' || breaks === 'marks-only' ? { breaks } : {}),
    ...(notes === 'auto' || notes === 'none' ? { notes } : {}),
    ...(lines === 'auto' || lines === 'verse' || lines === 'paragraphs' ? { lines } : {}),
    ...(chapters === 'auto' || chapters === 'one' ? { chapters } : {}),
    ...(header === 'auto' || header === 'none' ? { header } : {}),
  };
}
