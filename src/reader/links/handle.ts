/** The small handle beside the paragraph under the mouse, which copies a link to it: one for the whole page. */
import css from '../../styles/handle.css?inline';
import { adopt, element } from '../dom.ts';
import { articleOf } from '../text/chapter.ts';
import { located } from '../text/position.ts';
import { copyLinkTo } from './copy.ts';

// The keyboard has a command for the same and needs no stop at every paragraph.
const handle = element(
  'button',
  {
    type: 'button',
    class: 'handle',
    popover: 'manual',
    tabindex: '-1',
    'aria-label': 'Copy a link to this paragraph',
    title: 'Copy a link to this paragraph',
    lang: 'en',
  },
  '¶',
);
let beside: HTMLElement | undefined;

handle.addEventListener('click', () => beside && copyLinkTo(beside));
adopt(css);
document.body.append(handle);
const blocks = new Set(located());
articleOf()?.addEventListener('pointerover', point);
for (const moving of ['scroll', 'resize', 'relocate'])
  addEventListener(moving, () => beside && place(beside), { capture: true, passive: true });
document.documentElement.addEventListener('pointerleave', hide);

/** Shows the handle beside the block that a mouse has come to. */
export function point({ target, pointerType }: PointerEvent): void {
  const block = pointerType !== 'touch' && target instanceof Element && target.closest<HTMLElement>('[id]');
  if (!block || !blocks.has(block) || block === beside) return;
  beside = block;
  handle.showPopover();
  place(block);
}

/** Stands in the margin before the first line that is in view: nothing in the text moves. */
function place(block: HTMLElement): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const part = [...block.getClientRects()].find(
    ({ left, right, top, bottom }) => right > 0 && left < clientWidth && bottom > 0 && top < clientHeight,
  );
  if (!part) {
    hide();
    return;
  }
  const { lineHeight, direction } = getComputedStyle(block);
  const room = direction === 'rtl' ? clientWidth - part.right : part.left;
  const { height } = handle.getBoundingClientRect();
  // A narrow margin makes it narrow: it never stands on the text.
  const width = Math.min(height, room);
  const line = Number.parseFloat(lineHeight) || height;
  handle.style.width = `${width}px`;
  handle.style.left = `${direction === 'rtl' ? part.right : part.left - width}px`;
  handle.style.top = `${Math.max(0, part.top + (line - height) / 2)}px`;
}

function hide(): void {
  if (beside) handle.hidePopover();
  beside = undefined;
}
