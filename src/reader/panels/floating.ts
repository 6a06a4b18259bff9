/** Least distance from the edges of the window, and from what the box stands beside, in px. */
const gap = 8;

/**
 * Puts a fixed box above or below a rectangle, on the other side where there is no room, inside the window, and in the
 * column of text where that is wide enough.
 */
export function placeBeside(
  box: HTMLElement,
  { left, right, top, bottom }: DOMRect,
  side: 'above' | 'below',
): void {
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const above = top - height - gap;
  const below = bottom + gap;
  const fits = side === 'above' ? above >= gap : below + height > clientHeight - gap && above >= gap;
  const story = document.querySelector('.story')?.getBoundingClientRect();
  const column = story && story.width > width ? story : { left: 0, right: clientWidth };
  const least = Math.max(gap, column.left);
  const most = Math.min(clientWidth - gap, column.right) - width;
  box.style.left = `${Math.max(least, Math.min((left + right - width) / 2, most))}px`;
  box.style.top = `${Math.max(gap, Math.min(fits ? above : below, clientHeight - height - gap))}px`;
}
