/** The list of a work's marks: go there, write a note, take away, take along as Markdown. */
import css from '../../styles/marks-panel.css?inline';
import swatchCss from '../../styles/swatches.css?inline';
import { adopt, element } from '../dom.ts';
import { copyLink } from '../links/copy.ts';
import { button, closePanel, openPanel } from '../panels/panel.ts';
import { marksByChapter } from './by-chapter.ts';
import { markEntry } from './entry.ts';
import { marksMarkdown, type Section } from './markdown.ts';
import { toggleBookmark } from './marks.ts';
import { marksOnPage, type Placed, work } from './on-page.ts';

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
  const entries = () => [...lists.querySelectorAll<HTMLElement>('[data-mark]')];
  const fill = () => {
    const before = document.activeElement?.closest<HTMLElement>('[data-mark]');
    const index = before ? entries().indexOf(before) : -1;
    const written = lists.querySelector<HTMLElement>('form:not([inert])');
    const writtenFor = written?.closest<HTMLElement>('[data-mark]');
    lists.replaceChildren(...sections());
    const now = entries();
    const same = (entry?: HTMLElement | null) =>
      now.find(({ dataset }) => dataset['mark'] === entry?.dataset['mark']);
    // A note that is being written stays, whatever becomes of other marks meanwhile.
    const goesOn = written && same(writtenFor);
    goesOn?.replaceChildren(...[goesOn.firstElementChild, written].filter((part) => part !== null));
    if (index < 0) return;
    const next = same(before) ?? now[index] ?? now.at(-1);
    (next?.querySelector<HTMLElement>('textarea, [data-edit]') ?? panel).focus();
  };
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
    element('ul', { role: 'list' }, ...placed.map((one) => markEntry(one, url))),
  );
}

/** The browser is given the file, not shown it. */
function save(): void {
  const title = document.querySelector('.work-link')?.textContent.trim() || work;
  const all: Section[] = marksByChapter(work);
  const file = URL.createObjectURL(new Blob([marksMarkdown(title, all)], { type: 'text/markdown' }));
  const link = element('a', { href: file, download: `${work}-marks.md` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}
