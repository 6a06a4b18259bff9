/** The list of a work's marks: go there, write a note, take away, take along as Markdown. */
import css from '../styles/marks-panel.css?inline';
import swatchCss from '../styles/swatches.css?inline';
import { chapterText, storyReader } from './chapter-text.ts';
import { copyLink } from './copy-link.ts';
import { adopt, element } from './dom.ts';
import { edit, remove, toggleBookmark } from './marks.ts';
import { marksByChapter } from './marks-by-chapter.ts';
import { marksMarkdown, type Section } from './marks-markdown.ts';
import { marksOnPage, type Placed, work } from './marks-on-page.ts';
import { colours, type Mark } from './marks-store.ts';
import { closePanel, openPanel } from './panel.ts';

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

export function toggleMarks(): void {
  if (!closePanel('marks')) showMarks();
}

/** Opens the list; with a mark's id at that mark, with its note open for writing where `writing` is set. */
export function showMarks(id?: string, writing = false): void {
  adopt(swatchCss);
  adopt(css);
  closePanel('marks');
  const lists = element('div', { class: 'marks' });
  const panel = openPanel({ name: 'marks', title: 'Marks', modal: true }, actions(), lists);
  const fill = () => lists.replaceChildren(...sections());
  const away = new AbortController();
  document.addEventListener('marks', fill, away);
  panel.addEventListener('close', () => away.abort());
  fill();
  const entry = id ? lists.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`) : undefined;
  entry?.scrollIntoView({ block: 'nearest' });
  if (writing) entry?.querySelector<HTMLElement>('[data-edit]')?.click();
  else entry?.querySelector<HTMLElement>('a, button')?.focus();
}

function actions(): HTMLElement {
  return element(
    'p',
    { class: 'mark-actions' },
    button('Bookmark this place', toggleBookmark),
    button('Copy link to this place', () => copyLink()),
    button('Save as Markdown', save),
  );
}

function sections(): HTMLElement[] {
  const here = marksOnPage();
  const elsewhere = marksByChapter(work).filter(({ onPage }) => !onPage);
  if (here.length === 0 && elsewhere.length === 0)
    return [
      element(
        'p',
        { class: 'no-marks' },
        'Nothing is marked in this work yet. Select words in the story to highlight them.',
      ),
    ];
  return [
    ...(here.length > 0 ? [section('This chapter', here)] : []),
    ...elsewhere.map(({ heading, url, marks }) =>
      section(
        heading,
        marks.map((mark) => ({ mark, found: undefined })),
        url,
      ),
    ),
  ];
}

/** @param url address of the chapter, where it is not the page's own */
function section(heading: string, placed: readonly Placed[], url?: string): HTMLElement {
  return element(
    'section',
    {},
    element('h3', { dir: 'auto' }, heading),
    element('ul', { role: 'list' }, ...placed.map((one) => entry(one, url))),
  );
}

function entry({ mark, found }: Placed, url: string | undefined): HTMLLIElement {
  const lost = !url && !found;
  const item = element('li', {
    'data-mark': mark.id,
    class: mark.kind === 'highlight' && `mark mark-${mark.colour}`,
  });
  const words = element(
    'a',
    { href: `${url ?? ''}#${mark.block}`, dir: 'auto' },
    mark.quote.trim() || 'Scene break',
  );
  if (found)
    words.addEventListener('click', (event) => {
      event.preventDefault();
      closePanel('marks');
      storyReader()?.show(chapterText().range(found.from, found.to));
    });
  else words.addEventListener('click', () => closePanel('marks'));
  const write = button('Note', () =>
    item.replaceChildren(...editor(mark, () => document.dispatchEvent(new Event('marks')))),
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
      button('Delete', () => remove(mark)),
    ),
  );
  return item;
}

function editor(mark: Mark, leave: () => void): HTMLElement[] {
  const note = element('textarea', { 'aria-label': 'Note', rows: '3', dir: 'auto' }, mark.note);
  const form = element(
    'form',
    {},
    note,
    mark.kind === 'highlight' && colourChoice(mark),
    element(
      'p',
      { class: 'mark-facts' },
      element('button', { type: 'submit' }, 'Save'),
      button('Cancel', leave),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
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

/** The browser is given the file, not shown it. */
function save(): void {
  const title = document.querySelector('.work-link')?.textContent.trim() || work;
  const all: Section[] = marksByChapter(work);
  const file = URL.createObjectURL(new Blob([marksMarkdown(title, all)], { type: 'text/markdown' }));
  element('a', { href: file, download: `${work}-marks.md` }).click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

function button(name: string, act: () => unknown): HTMLButtonElement {
  const made = element('button', { type: 'button' }, name);
  made.addEventListener('click', act);
  return made;
}
