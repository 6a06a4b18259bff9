/** That no word of a page is lost: what is left out is named, and the rest is held against the blocks. */
import type { Element, Root as HastRoot } from 'hast';
import { type Block, textOf } from './block.ts';
import { type Draft, say } from './draft.ts';
import { type LeftOut, silent, textIn } from './tidyHtml.ts';
import { followLetters } from './words.ts';

const names: Record<LeftOut['what'], string> = {
  navigation: 'Navigation of the page',
  control: 'Buttons and menus of the page',
  hidden: 'Text that the page hides',
  footer: 'The page’s footer',
  frame: 'The archive’s header and footer',
};

/** Names every word of the page that is not read. */
export function tellLeftOut(leftOut: LeftOut[], draft: Draft): void {
  for (const what of Object.keys(names) as LeftOut['what'][]) {
    const list = leftOut.filter((each) => each.what === what);
    const texts = list
      .map(({ node }) => textIn(node).replace(/\s+/g, ' ').trim())
      .filter((text) => /[\p{L}\p{N}]/u.test(text));
    if (texts.length === 0) continue;
    say(
      draft,
      what === 'hidden' ? 'warning' : 'info',
      'left-out',
      list[0]?.node.position?.start.line ?? 1,
      `${names[what]}, left out of the story: ${texts.join(' / ').replace(/\.$/, '')}.`,
      what === 'frame'
        ? 'What it says of the work stands on the work’s page; correct it in work.yaml.'
        : 'If it is story, put it into a plain paragraph.',
      0.9,
    );
  }
}

/** Holds the page, as a reader sees it, against the blocks; the first words that are in none are a fault. */
export function checkKept(tree: HastRoot, left: Set<Element>, made: Block[], draft: Draft): void {
  const read = made
    .map(({ text, node, mark }) =>
      node.type === 'thematicBreak' ? (mark?.family === 'image' ? text : '') : textOf(node),
    )
    .join('\n');
  let at = 0;
  let lost = false;
  const visit = (node: HastRoot | Element) => {
    for (const child of node.children) {
      if (lost) return;
      if (child.type === 'element') {
        if (silent.has(child.tagName) || left.has(child)) continue;
        if (child.tagName === 'img') follow(String(child.properties.alt ?? ''), child.position?.start.line);
        else visit(child);
      } else if (child.type === 'text') follow(child.value, child.position?.start.line);
    }
  };
  const follow = (text: string, line = 1) => {
    const next = followLetters(text, read, at);
    if (next >= 0) {
      at = next;
      return;
    }
    lost = true;
    const words = text.trim().split(/\s+/).slice(0, 8).join(' ');
    const reason = `“${words}” was not read.`;
    say(
      draft,
      'error',
      'words-lost',
      line,
      reason,
      'This is a fault of Fleuron: please report it with the file.',
    );
  };
  visit(tree);
}
