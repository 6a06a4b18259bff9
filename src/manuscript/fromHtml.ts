/**
 * HTML → blocks: a fragment or a whole page, as archives and word processors save it.
 *
 * Archives part paragraphs by elements, by doubled `<br>` or by both, and gaps are empty paragraphs: all of these
 * become the same `gap` that empty lines are in a plain text. How many `<br>` part two paragraphs is measured over the
 * whole page (htmlBreaks.ts), as FanFicFare does it. What is on the page and in no block is named in a message, or is a
 * fault (htmlKept.ts).
 */
import type { Root as HastRoot } from 'hast';
import { rehype } from 'rehype';
import { archivePage } from './archivePage.ts';
import type { Block } from './block.ts';
import { type Draft, say } from './draft.ts';
import { breaksOf } from './htmlBreaks.ts';
import { checkKept, tellLeftOut } from './htmlKept.ts';
import { Reader } from './htmlReader.ts';
import { closed, shallow } from './htmlSource.ts';
import type { Header } from './manuscript.ts';
import { picturesOf } from './pictures.ts';
import { tidyHtml } from './tidyHtml.ts';

const page = rehype();
const fragment = rehype().data('settings', { fragment: true });

/** Reads a file: a whole page where it says so, else a fragment. */
export function fromHtml(text: string, draft: Draft): { blocks: Block[]; header: Header } {
  const source = shallow(closed(text));
  const whole = /<(?:!doctype|html|body|head)[\s>]/i.test(text.slice(0, 20_000));
  const tree = (whole ? page : fragment).parse(source);
  const { header, frame } = archivePage(tree);
  const { tree: tidy, leftOut } = tidyHtml(tree, frame);
  const made = read(tidy, 1, 0);
  tellLeftOut(leftOut, draft);
  checkKept(tree, new Set(leftOut.map(({ node }) => node)), made, draft);
  setApart(made, draft);
  return { blocks: made, header };
}

/** Reads a block of HTML inside Markdown, whose first line is `line`. */
export const blocksOfHtml = (html: string, line: number, gap: number): Block[] =>
  blocksOfTree(fragment.parse(shallow(html)), line, gap);

/** Reads a tree that somebody else parsed. */
export const blocksOfTree = (tree: HastRoot, line: number, gap: number): Block[] =>
  read(tidyHtml(tree).tree, line, gap);

function read(tree: HastRoot, line: number, gap: number): Block[] {
  const reader = new Reader(line, gap, breaksOf(tree), picturesOf(tree));
  reader.flow(tree.children, {});
  return calm(reader.blocks);
}

/** A page that is centred as a whole sets nothing off by it. */
function calm(made: Block[]): Block[] {
  const length = (list: Block[]) => list.reduce((sum, { text }) => sum + text.length, 0);
  const centred = made.filter((block) => block.centred);
  if (centred.length < 8 || length(centred) < 0.6 * length(made)) return made;
  for (const block of centred) {
    delete block.centred;
    if (block.node.type === 'paragraph' && block.node.data?.hProperties)
      delete block.node.data.hProperties['className'];
  }
  return made;
}

/** Reports the notes that the archive sets apart, unless the author says that there are none. */
function setApart(made: Block[], draft: Draft): void {
  let last: Block | undefined;
  for (const block of made) {
    const placement = block.decision?.placement;
    if (placement && draft.notes === 'none') delete block.decision;
    else if (placement && last?.decision?.placement !== placement)
      say(
        draft,
        'info',
        'note',
        block.line,
        `${placement === 'opening' ? 'An opening' : 'A closing'} note, as the archive sets it apart: “${block.text.slice(0, 40)}”.`,
        'If it is story, write “notes: none” at the head of the file.',
        0.99,
      );
    last = block;
  }
}
