/** A footnote shown beside its reference, so that the reader keeps the line. */
import css from '../../styles/footnotes.css?inline';
import { adopt, element } from '../dom.ts';
import { placeBeside } from '../panels/floating.ts';

/** Shows the note a reference leads to. False where there is no such note on the page. */
export function openFootnote(reference: HTMLAnchorElement): boolean {
  const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
  if (!note) return false;
  adopt(css);
  const earlier = reference.closest<HTMLElement>('.footnote');
  const box = earlier ?? makeBox(reference);
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  close.addEventListener('click', () => box.hidePopover());
  box.setAttribute('aria-label', `Footnote ${reference.textContent.trim()}`);
  box.replaceChildren(
    close,
    element('div', { class: 'prose', lang: languageOf(note), dir: 'auto' }, ...contentsOf(note)),
  );
  if (!earlier) {
    (reference.closest('main') ?? document.body).append(box);
    box.showPopover();
    placeBeside(box, reference.getBoundingClientRect(), 'below');
  }
  box.scrollTop = 0;
  box.focus();
  return true;
}

function makeBox(reference: HTMLElement): HTMLElement {
  const box = element('aside', {
    class: 'footnote',
    popover: 'auto',
    role: 'note',
    tabindex: '-1',
    lang: 'en',
    dir: 'ltr',
  });
  const away = new AbortController();
  const follow = ({ target }: Event) => {
    if (target === box) return;
    const { top, bottom, left, right } = reference.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth) box.hidePopover();
    else placeBeside(box, reference.getBoundingClientRect(), 'below');
  };
  for (const moving of ['scroll', 'resize', 'relocate'])
    addEventListener(moving, follow, { capture: true, passive: true, signal: away.signal });
  box.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') return;
    away.abort();
    const within = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    if (within) reference.focus({ preventScroll: true });
  });
  return box;
}

/** The note's own nodes again, without the ids and the arrow back that belong to the note at the chapter's end. */
function contentsOf(note: HTMLElement): Node[] {
  const copy = note.cloneNode(true) as HTMLElement;
  for (const back of copy.querySelectorAll('[data-footnote-backref]')) back.remove();
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
  return [...copy.childNodes];
}

const languageOf = (note: HTMLElement): string | undefined =>
  note.closest<HTMLElement>('[lang]')?.lang || undefined;
