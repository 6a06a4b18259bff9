/** Links to a paragraph, a scene or the selected words, handed to the clipboard or the phone's own way of sharing. */

import { element } from '../dom.ts';
import { notice } from '../panels/notice.ts';
import { blockIndex, ChapterText, chapterText } from '../text/chapter.ts';
import { here } from '../text/here.ts';
import { selectedWords } from '../text/selection.ts';
import { ownPath } from '../text/whole.ts';
import { textDirective } from './fragment.ts';

/** Copies a link to the selected words, or else to the paragraph the reader is at. */
export async function copyLink(words = selectedWords()): Promise<void> {
  const block = here()?.block;
  if (words) await hand(linkToWords(words), 'Link to the selected words copied.');
  else if (block) await copyLinkTo(block);
}

/** Copies a link to one paragraph or scene break. */
export async function copyLinkTo(block: HTMLElement): Promise<void> {
  const chapter = chapterText();
  const index = chapter.blocks.indexOf(block);
  const from = chapter.starts[index] ?? 0;
  const words = chapter.text.slice(from, chapter.text.indexOf('\n', from)).trim();
  const name = words
    ? `“${words.length > 48 ? `${words.slice(0, 48).trimEnd()}…` : words}”`
    : 'this scene break';
  await hand(linkTo(block.id), `Link to ${name} copied.`, shortLinkTo(block.id));
}

/** Address of a place in the chapter, whichever of its pages the place is on today. */
export function linkTo(id: string, directive = ''): string {
  return `${location.origin}${ownPath()}#${id}${directive}`;
}

/** The browser finds the words among all that is shown, the numbers of footnotes too. */
function linkToWords(words: Range): string {
  const shown = new ChapterText('');
  const from = shown.offsetOf(words.startContainer, words.startOffset);
  const to = shown.offsetOf(words.endContainer, words.endOffset);
  const id = shown.ids[blockIndex(shown, from)] ?? '';
  const language = document.querySelector('article')?.lang || document.documentElement.lang;
  return linkTo(id, textDirective(shown.text, from, to, language));
}

/** The same by the chapter's short address. */
function shortLinkTo(id: string): string | undefined {
  const link = document.querySelector<HTMLLinkElement>('link[rel="shortlink"]');
  if (!link) return undefined;
  const { pathname, hash } = new URL(link.href);
  return `${location.origin}${pathname}${hash ? `${hash}/` : '#'}${id}`;
}

async function hand(url: string, done: string, short?: string): Promise<void> {
  try {
    if (matchMedia('(pointer: coarse)').matches && navigator.share) await navigator.share({ url });
    else {
      await navigator.clipboard.writeText(url);
      notice(
        done,
        short ? { label: 'Copy a short one', act: () => hand(short, `Copied: ${short}`) } : undefined,
      );
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    offerField(url);
  }
}

/** Where a browser lets no page write to the clipboard, the reader copies by hand. */
function offerField(url: string): void {
  const field = element('input', { readonly: true, value: url });
  field.addEventListener('focus', () => field.select());
  notice(element('label', {}, 'This browser keeps its clipboard to itself; here is the link: ', field));
}
