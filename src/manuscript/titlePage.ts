/** The title page of a text: its title and a by-line before the first words. */
import type { RootContent } from 'mdast';
import { isParagraph, lineOf, textOf } from './blocks.ts';
import { type Draft, say } from './draft.ts';
import type { Header } from './manuscript.ts';

const byLine = /^(?:(?:written|a story) )?by:?\s+(\S.{0,78}\S)$/i;

/** Takes a title and a by-line from the head of these blocks. They become the work's title and author. */
export function takeTitlePage(blocks: RootContent[], draft: Draft): { header: Header; taken: number } {
  const [first, second] = blocks;
  const author = isParagraph(second) ? byLine.exec(textOf(second).trim())?.[1] : undefined;
  const title = first && (isParagraph(first) || first.type === 'heading') ? textOf(first).trim() : '';
  if (!author || !first || title.length > 100 || /[.,;:]$/.test(title)) return { header: {}, taken: 0 };
  const authors = author.split(/\s*(?:,|&|\band\b)\s*/).filter(Boolean);
  say(
    draft,
    'info',
    'title-page',
    lineOf(first),
    `A title page: “${title}” by ${authors.join(', ')}.`,
    'It stands on the work’s page, not in the text.',
  );
  return { header: { title, authors }, taken: 2 };
}
