/** The welcome of a reader who comes back to a chapter: the place found again in an edited text, and the way to its start. */

import type { StoryReader } from '../flow/story-reader.ts';
import { notice } from '../panels/notice.ts';
import { type Landing, resolve } from '../text/locator.ts';
import { located } from '../text/position.ts';
import { ownPath, wholeChapter } from '../text/whole.ts';
import type { KeptPlace } from './place.ts';

/**
 * Index of what is left of a kept place in an edited text: of its own words, else of a neighbour that still stands,
 * else of what stands where it stood. Undefined where the text has no paragraphs.
 */
export function survivor(
  { id, near, progression }: Pick<KeptPlace, 'id' | 'near' | 'progression'>,
  ids: readonly string[],
): number | undefined {
  const landings = [id, ...near].map((wanted): Landing | undefined => {
    const index = ids.indexOf(wanted);
    return index >= 0 ? { index, how: 'exact' } : resolve(wanted, ids);
  });
  const landing =
    landings.find((found) => found && found.how !== 'gone') ??
    // Words that are gone with all that stood around them are said to have been at the start.
    landings.find((found) => found && found.index > 0);
  if (landing) return landing.index;
  return ids.length > 0 ? Math.round(progression * (ids.length - 1)) : undefined;
}

export async function welcome(reader: StoryReader, kept: KeptPlace): Promise<void> {
  const [first] = located();
  const blocks = await wholeChapter();
  const index = survivor(
    kept,
    blocks.map(({ id }) => id),
  );
  const block = blocks[index ?? 0];
  if (!first || !block || block.id === first.id) return;
  if (block.page) {
    location.replace(`${block.page}#${block.id}`);
    return;
  }
  const same = block.id === kept.id;
  if (!same) reader.show({ id: block.id, offset: 0 }, 'restore');
  notice(same ? 'You were here.' : 'You were about here. The chapter has been changed since.', {
    label: 'Start of chapter',
    act: () => {
      if (Number(reader.dataset['begin'])) location.assign(`${ownPath()}#content`);
      else reader.show({ id: first.id, offset: 0 }, 'restore');
    },
  });
}
