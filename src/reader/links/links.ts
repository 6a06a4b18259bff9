/** Where a link into a chapter lands: on what it names, on what became of that, or on where it stood. */
import css from '../../styles/links.css?inline';
import { adopt } from '../dom.ts';
import { notice } from '../panels/notice.ts';
import { change } from '../settings/settings.ts';
import { storyReader } from '../text/chapter.ts';
import { resolve } from '../text/locator.ts';
import { located } from '../text/position.ts';
import { wholeChapter } from '../text/whole.ts';

const said = {
  near: 'The text linked to was changed; this is the nearest to it.',
  gone: 'The text linked to is no longer in this chapter; it stood about here.',
};

/** Follows the fragment that the page was opened with; one who comes back to a page is where they left it. */
export async function arrive(): Promise<void> {
  if ((await storyReader()?.ready) === 'link') await land();
}

/** Follows the address's fragment. One that means nothing here leaves the page as it is. */
export async function land(): Promise<void> {
  const wanted = fragment();
  if (!wanted) return;
  const target = document.getElementById(wanted);
  if (target?.matches('.elsewhere a')) return go((target as HTMLAnchorElement).pathname, wanted);
  if (target) return reveal(target);
  const reader = storyReader();
  const chapter = await wholeChapter();
  const landing = resolve(
    wanted,
    chapter.map(({ id }) => id),
  );
  const found = landing && chapter[landing.index];
  if (found?.page) return go(found.page, wanted);
  const block = located().find(({ id }) => id === found?.id);
  if (!reader || !block) return;
  await reader.ready;
  reveal(block);
  reader.show(block);
  mark(block);
  const how = landing?.how;
  if (how === 'near' || how === 'gone') notice(said[how]);
}

/** On to the chapter's page that has what the link names; words that it names besides are looked for there. */
function go(page: string, wanted: string): void {
  const [visit] = performance.getEntriesByType('navigation');
  const words = visit?.name.split('#')[1]?.split(':~:')[1];
  location.replace(`${page}#${encodeURIComponent(wanted)}${words ? `:~:${words}` : ''}`);
}

function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** Opens what the target is folded into, and says so where the reader chose not to see it. */
function reveal(target: HTMLElement): void {
  for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  if (target.closest('.note') && !target.checkVisibility())
    notice('The link leads into an author’s note, which your settings hide.', {
      label: 'Show notes',
      act: () => {
        change({ notes: 'shown' });
        storyReader()?.show(target);
      },
    });
}

/** As the browser does for an id it knows: the words are shown, and what reads or tabs on begins there. */
function mark(block: HTMLElement): void {
  adopt(css);
  for (const earlier of document.querySelectorAll('.landed')) earlier.classList.remove('landed');
  block.classList.add('landed');
  const focusable = block.hasAttribute('tabindex');
  if (!focusable) block.tabIndex = -1;
  block.focus({ preventScroll: true });
  if (!focusable) block.addEventListener('blur', () => block.removeAttribute('tabindex'), { once: true });
}
