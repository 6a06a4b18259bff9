/**
 * The manuscript engine: an author's file in, chapters as HTML out. Pure: no file, no clock, no network.
 *
 * The passes stand here in their order and nowhere else:
 * decode → front matter → blocks (plain text or Markdown) → heading → author's notes → scene breaks
 * → typography → HTML with locators → conservation check.
 */
import type { RootContent } from 'mdast';
import { takeNotes } from './authorNotes.ts';
import { lineOf, textOf } from './blocks.ts';
import { checkConservation, footnoteText, visibleText } from './conservation.ts';
import { decode } from './decode.ts';
import { type Draft, say } from './draft.ts';
import { footnotesIn, takeFootnotes } from './footnotes.ts';
import { fromMarkdown } from './fromMarkdown.ts';
import { fromPlainText } from './fromPlainText.ts';
import { takeFrontMatter } from './frontMatter.ts';
import { takeHeading } from './headings.ts';
import type { Manuscript, ManuscriptChapter, Note, ReadingOptions } from './manuscript.ts';
import { dressBreaks, isBreak, markIn, sceneBreaks } from './sceneBreaks.ts';
import { takeTitlePage } from './titlePage.ts';
import { toHtml } from './toHtml.ts';
import { typography } from './typography.ts';
import { countWords } from './words.ts';

export type { ReadingOptions } from './manuscript.ts';

/**
 * Reads one file.
 *
 * @param bytes the file as it lies on the disk
 * @param path its name; the ending says how to read it: `.md` is Markdown, everything else plain text
 * @param options what the work or the site says of it; the file's own front matter wins over that
 * @returns its chapters, and a message for every decision and fault; an author's mistake never throws
 */
export async function readManuscript(
  bytes: Uint8Array,
  path: string,
  options: ReadingOptions = {},
): Promise<Manuscript> {
  const decoded = decode(bytes, options.encoding);
  const front = takeFrontMatter(decoded.text);
  const said = { ...options, ...onlyReadingOptions(front.values) };
  const again = said.encoding !== options.encoding ? decode(bytes, said.encoding) : decoded;
  const text = again === decoded ? front.text : takeFrontMatter(again.text).text;
  const draft: Draft = {
    path,
    language: said.language ?? 'en',
    typography: said.typography ?? true,
    messages: [...again.messages, ...front.messages],
  };
  const markdown = /\.md$/i.test(path);
  const root = markdown ? fromMarkdown(text) : fromPlainText(text, draft);
  const { header, taken } = takeTitlePage(root.children, draft);
  const blocks = root.children.slice(taken);
  const chapters = blocks.length > 0 ? [await readChapter(blocks, draft, markdown)] : [];
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
  return {
    settings: { ...front.values },
    lines: { ...front.lines },
    header,
    chapters,
    messages: draft.messages,
  };
}

async function readChapter(all: RootContent[], draft: Draft, markdown: boolean): Promise<ManuscriptChapter> {
  const { blocks, footnotes } = takeFootnotes(all, draft);
  const source = blocks
    .filter((block) => markIn(block) === undefined)
    .map((block) => ({ line: lineOf(block), text: textOf(block) }));
  source.push(...footnotes.map((note) => ({ line: lineOf(note), text: textOf(note) })));
  const { heading, taken } = takeHeading(blocks);
  const { story: told, notes: found } = takeNotes(blocks.slice(taken), draft);
  const story = sceneBreaks(told, draft);
  dressBreaks(story);
  const breaks = story.filter(isBreak).length;

  const ids = new Set<string>();
  const print = async (part: RootContent[]) => {
    const at = lineOf(part[0] ?? blocks[0] ?? { type: 'root', children: [] });
    if (draft.typography) typography(part, draft.language);
    const { html, tree } = await toHtml([...part, ...footnotesIn(part, footnotes)], ids, markdown);
    return { html, at, text: visibleText(tree), footnotes: footnoteText(tree) };
  };
  const notes = [];
  for (const note of found) notes.push({ ...note, ...(await print(note.blocks)) });
  const page = await print(story);

  const made = [...notes, page].sort((a, b) => a.at - b.at);
  checkConservation(
    source,
    [blocks.slice(0, taken).map(textOf), made.map(({ text }) => text), made.map(({ footnotes }) => footnotes)]
      .flat()
      .join('\n'),
    draft,
  );

  return {
    ...heading,
    line: lineOf(blocks[0] ?? { type: 'root', children: [] }),
    kind: story.length === 0 && notes.length > 0 ? 'announcement' : 'chapter',
    html: page.html,
    notes: notes.map(
      ({ placement, label, html, text }): Note => ({
        placement,
        ...(label ? { label } : {}),
        html,
        words: countWords(text),
      }),
    ),
    words: countWords(page.text),
    scenes: story.length === 0 ? 0 : breaks + 1,
  };
}

/** Front matter is checked by the library's schema; here only what has the right type is believed. */
function onlyReadingOptions(values: Record<string, unknown>): ReadingOptions {
  const { language, encoding, typography } = values;
  return {
    ...(typeof language === 'string' && /^[a-z]{2,3}(?:-\w+)*$/i.test(language) ? { language } : {}),
    ...(typeof encoding === 'string' ? { encoding } : {}),
    ...(typeof typography === 'boolean' ? { typography } : {}),
  };
}
