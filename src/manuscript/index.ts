/**
 * The manuscript engine: an author's file in, chapters as HTML out. Pure: no file, no clock, no network.
 *
 * analyse.ts decides what each block is; here the decided blocks are set and printed:
 * assemble → typography → HTML with locators → conservation check.
 */
import type { RootContent } from 'mdast';
import { type Analysis, analyse } from './analyse.ts';
import { assemble, assembleNote } from './assemble.ts';
import type { Block } from './block.ts';
import { checkConservation, footnoteText, visibleText } from './conservation.ts';
import { type ChapterDraft, type Draft, messagesOf } from './draft.ts';
import { type Footnotes, footnotesIn } from './footnotes.ts';
import type { Manuscript, ManuscriptChapter, Note, ReadingOptions } from './manuscript.ts';
import { noteLabelOf } from './noteWords.ts';
import { type Outline, outlineBlocks } from './outline.ts';
import { Pictures } from './placePictures.ts';
import { toHtml } from './toHtml.ts';
import { typography } from './typography.ts';
import { countWords } from './words.ts';

export type { ReadingOptions } from './manuscript.ts';

/**
 * Reads one file.
 *
 * @param bytes the file as it lies on the disk
 * @param path its name; the ending says how to read it: `.md` is Markdown, `.html` HTML, everything else plain text
 * @param options what the work or the site says of it; the file's own front matter wins over that
 * @returns its chapters, and a message for every decision and fault; an author's mistake never throws
 */
export async function readManuscript(
  bytes: Uint8Array,
  path: string,
  options: ReadingOptions = {},
): Promise<Manuscript> {
  return print(await analyse(bytes, path, options));
}

/** Reads one file as `readManuscript` does, and says of each of its blocks what it was taken for. */
export async function inspectManuscript(
  bytes: Uint8Array,
  path: string,
  options: ReadingOptions = {},
): Promise<Outline> {
  const analysis = await analyse(bytes, path, options);
  // Before printing, which sets the blocks as a printer would.
  const blocks = outlineBlocks(analysis);
  return { ...(await print(analysis)), blocks };
}

/** Sets and prints what was decided. */
async function print({
  draft,
  front,
  encoding,
  paragraphs,
  header,
  chapters,
  footnotes,
}: Analysis): Promise<Manuscript> {
  const printed: ManuscriptChapter[] = [];
  for (const chapter of chapters) {
    const made = await printChapter(chapter, footnotes, draft);
    // A file that holds only metadata has no chapter.
    if (made.words > 0 || made.notes.length > 0 || made.label || made.title || chapters.length === 1)
      printed.push(made);
  }
  return {
    settings: { ...front.values },
    lines: { ...front.lines },
    header,
    encoding,
    paragraphs,
    chapters: printed,
    messages: messagesOf(draft),
  };
}

async function printChapter(
  chapter: ChapterDraft,
  allFootnotes: Footnotes,
  draft: Draft,
): Promise<ManuscriptChapter> {
  const footnotes = footnotesIn(
    chapter.blocks.map(({ node }) => node),
    allFootnotes,
  );
  const source = sourceOf(chapter, footnotes);
  const ids = new Set<string>();
  const pictures = new Pictures(draft.pictures);
  const set = async (nodes: RootContent[], blocks: Block[], part: number) => {
    if (draft.typography !== false) typography(nodes, draft.language);
    const { html, tree } = await toHtml(
      [...nodes, ...footnotesIn(nodes, footnotes).map(({ node }) => node)],
      ids,
      part,
      pictures,
    );
    return {
      html,
      at: chapter.blocks.indexOf(blocks.find(isVisible) as Block),
      text: visibleText(tree),
      footnotes: footnoteText(tree),
    };
  };

  const notes = [];
  for (const placement of ['opening', 'closing'] as const) {
    const blocks = chapter.blocks.filter(({ decision }) => decision?.placement === placement);
    if (blocks.length === 0) continue;
    const label = noteLabelOf(blocks[0]?.text ?? '')?.text;
    notes.push({
      placement,
      ...(label ? { label } : {}),
      ...(await set(assembleNote(blocks), blocks, notes.length + 1)),
    });
  }
  const blocks = chapter.blocks.filter(isOnPage);
  const story = await set(assemble(blocks, draft.ornament), blocks, 0);

  const made = [...notes, story].sort((a, b) => a.at - b.at);
  checkConservation(
    source,
    [...made.map(({ text }) => text), ...made.map(({ footnotes }) => footnotes)].join('\n'),
    draft,
  );

  const inline = blocks.filter(({ decision }) => decision?.type === 'authorsNote');
  const told = blocks.some(({ decision }) => decision?.type !== 'authorsNote' && decision?.role !== 'frame');
  const words = countWords(story.text) - inline.reduce((sum, { text }) => sum + countWords(text), 0);
  return {
    ...chapter.heading,
    line: chapter.blocks[0]?.line ?? 1,
    kind: !told && notes.length > 0 ? 'announcement' : 'chapter',
    language: draft.language,
    html: story.html,
    notes: [
      ...notes.map(
        ({ placement, html, text, ...rest }): Note => ({
          placement,
          ...('label' in rest && rest.label ? { label: rest.label } : {}),
          html,
          words: countWords(text),
        }),
      ),
      ...inline.map(({ text }): Note => ({ placement: 'inline', html: '', words: countWords(text) })),
    ],
    warnings: warningsIn(chapter.blocks),
    pictures: pictures.named(chapter.blocks[0]?.line ?? 1),
    words: told ? Math.max(0, words) : 0,
    scenes: told ? blocks.filter(({ decision }) => decision?.type === 'sceneBreak').length + 1 : 0,
  };
}

/** Frames are not on the page, unless they are words. */
const isVisible = ({ decision, mark }: Block) => decision?.role !== 'frame' || mark?.family === 'words';

const isOnPage = ({ decision }: Block) =>
  decision?.placement !== 'opening' &&
  decision?.placement !== 'closing' &&
  decision?.role !== 'metadata' &&
  decision?.role !== 'chapter' &&
  decision?.role !== 'title';

/** The text that has to be on the page: everything but marks, metadata and the heading, which the page sets itself. */
function sourceOf({ blocks }: ChapterDraft, footnotes: Footnotes): { line: number; text: string }[] {
  const kept = blocks.filter(
    ({ mark, decision }) =>
      (!mark || mark.family === 'words') &&
      decision?.role !== 'metadata' &&
      decision?.role !== 'chapter' &&
      decision?.role !== 'title',
  );
  return [...kept, ...footnotes].map(({ line, text }) => ({ line, text }));
}

/** “TW: blood, spiders” in a note says what the chapter holds. */
function warningsIn(blocks: Block[]): string[] {
  return blocks.flatMap(({ text, decision }) => {
    if (decision?.type !== 'authorsNote') return [];
    const said =
      /^[\s*_[(]*(?:trigger warnings?|content (?:warnings?|notes?)|warnings?|tw|cw|warnung(?:en)?|avertissements?|advertencias?|avisos?|предупреждени[ея])\s*(?:for this chapter)?\s*[:：]\s*(.+)/iu.exec(
        text,
      )?.[1];
    return said
      ? said
          .replace(/[\])*_.\s]+$/, '')
          .split(/\s*[,;、]\s*/)
          .filter((each) => each.length > 0 && each.length < 80)
      : [];
  });
}
