/**
 * The keys. One that has nothing to do here, or that belongs to what has the focus, is left to the browser; so are
 * all with Ctrl, Alt or Meta, and Shift with an arrow, which selects.
 */
import { type CommandName, command } from './commands.ts';

/** By what they print, so that they follow the keyboard's layout. The setting `keys` switches them off. */
export const singleKeys: Record<string, CommandName> = {
  ']': 'nextChapter',
  n: 'nextChapter',
  '[': 'previousChapter',
  p: 'previousChapter',
  j: 'nextParagraph',
  k: 'previousParagraph',
  t: 'contents',
  s: 'settings',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  f: 'flow',
  b: 'bookmark',
  h: 'highlight',
  e: 'note',
  m: 'marks',
  l: 'copyLink',
  r: 'listen',
  '?': 'help',
};

/** Keys that scroll. Only in paged flow, where nothing scrolls, they are ours. */
export const pageKeys: Record<string, CommandName> = {
  ' ': 'nextPage',
  PageDown: 'nextPage',
  PageUp: 'previousPage',
  Home: 'firstPage',
  End: 'lastPage',
};

const moves = /Page$|Paragraph$|er$/;

document.addEventListener('keydown', (event) => {
  const name = wanted(event);
  // A key held down goes on moving, but asks for nothing else twice.
  if (name && (!event.repeat || moves.test(name)) && command(name)) event.preventDefault();
});

function wanted(event: KeyboardEvent): CommandName | undefined {
  const { target, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || chorded(event) || !(target instanceof Element)) return;
  if (target.closest('input, textarea, select, audio, video, [contenteditable]')) return;
  if (document.querySelector('dialog[open]')) return;

  const root = document.documentElement;
  const paged = root.dataset['flow'] === 'paged';
  const single = root.dataset['keys'] !== 'off';
  const key = printed(event);
  // What is open over the page scrolls by them.
  if (paged && !target.closest('[popover=auto]') && Object.hasOwn(pageKeys, key)) {
    if (key !== ' ') return shiftKey ? undefined : pageKeys[key];
    return target.closest('button, summary') ? undefined : shiftKey ? 'previousPage' : 'nextPage';
  }
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    if (shiftKey || scrollsSideways(target) || !(paged || single)) return;
    const forward = (key === 'ArrowRight') === (root.dir !== 'rtl');
    return forward ? (paged ? 'nextPage' : 'nextChapter') : paged ? 'previousPage' : 'previousChapter';
  }
  return single && Object.hasOwn(singleKeys, key) ? singleKeys[key] : undefined;
}

/** AltGr reports itself as Ctrl and Alt, and is how many layouts print a bracket. */
function chorded(event: KeyboardEvent): boolean {
  return event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph'));
}

/** A letter of another script stands for the Latin one on its key. */
function printed({ key, code }: KeyboardEvent): string {
  return /^[^\0-\x7f]$/.test(key) && code.startsWith('Key') ? code.slice(3).toLowerCase() : key;
}

/** A wide table that has the focus scrolls, and so does a page that is wider than its window. */
function scrollsSideways(target: Element): boolean {
  for (let at: Element | null = target; at?.closest('.story *'); at = at.parentElement) {
    if (at.clientWidth > 0 && at.scrollWidth > at.clientWidth) return true;
  }
  const { scrollWidth, clientWidth, dataset } = document.documentElement;
  return dataset['flow'] !== 'paged' && scrollWidth > clientWidth;
}
