import { element } from '../dom.ts';
import { closePanel } from '../panels/panel.ts';
import { chapterText, storyReader } from '../text/chapter.ts';
import { edit, remove } from './marks.ts';
import type { Placed } from './on-page.ts';
import { colours, longestNote, type Mark } from './store.ts';

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/**
 * A mark in the list: its words as a link to them, its note, and what can be done with it.
 *
 * @param url address of the mark's chapter, where that is not the page's own
 */
export function markEntry({ mark, found, page }: Placed, url: string | undefined): HTMLLIElement {
  const lost = !url && !found && !page;
  const item = element('li', {
    'data-mark': mark.id,
    class: mark.kind === 'highlight' && `mark mark-${mark.colour}`,
  });
  const words = element(
    'a',
    { href: `${url ?? page ?? ''}#${mark.block}`, dir: 'auto' },
    mark.quote.trim() || 'Scene break',
  );
  if (found)
    words.addEventListener('click', (event) => {
      event.preventDefault();
      closePanel('marks');
      storyReader()?.show(chapterText().range(found.from, found.to));
    });
  else words.addEventListener('click', () => closePanel('marks'));
  const write = textButton('Note', () =>
    item.replaceChildren(words, ...editor(mark, () => document.dispatchEvent(new Event('marks')))),
  );
  write.dataset['edit'] = '';
  item.append(
    words,
    ...(lost ? [element('p', { class: 'mark-lost' }, 'Its text has changed.')] : []),
    ...(mark.note ? [element('p', { class: 'mark-note', dir: 'auto' }, mark.note)] : []),
    element(
      'p',
      { class: 'mark-facts' },
      `${mark.kind === 'bookmark' ? 'Bookmark' : 'Highlight'} · ${date.format(mark.made)}`,
      write,
      textButton('Delete', () => remove(mark)),
    ),
  );
  return item;
}

function editor(mark: Mark, leave: () => void): HTMLElement[] {
  const note = element(
    'textarea',
    { 'aria-label': 'Note', rows: '3', dir: 'auto', maxlength: String(longestNote) },
    mark.note,
  );
  const form = element(
    'form',
    {},
    note,
    mark.kind === 'highlight' && colourChoice(mark),
    element(
      'p',
      { class: 'mark-facts' },
      element('button', { type: 'submit' }, 'Save'),
      textButton('Cancel', () => {
        form.inert = true;
        leave();
      }),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.inert = true;
    const chosen = new FormData(form).get('colour');
    edit(mark.id, {
      note: note.value.trim(),
      colour: colours.find((colour) => colour === chosen) ?? mark.colour,
    });
  });
  queueMicrotask(() => note.focus());
  return [form];
}

function colourChoice(mark: Mark): HTMLFieldSetElement {
  return element(
    'fieldset',
    {},
    element('legend', {}, 'Colour'),
    ...colours.map((colour) =>
      element('input', {
        type: 'radio',
        name: 'colour',
        value: colour,
        'aria-label': colour,
        class: `swatch swatch-${colour}`,
        checked: colour === mark.colour,
      }),
    ),
  );
}

/** A button that looks like a link. */
export function textButton(name: string, act: () => unknown): HTMLButtonElement {
  const made = element('button', { type: 'button' }, name);
  made.addEventListener('click', act);
  return made;
}
