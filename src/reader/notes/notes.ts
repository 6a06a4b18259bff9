/**
 * The author's notes where the reader would not have them stand as they are: folded, after the story, or hidden.
 *
 * The style sheet keeps their room before this arrives, so that nothing moves when it does. Notes that are shown as
 * they stand need no script.
 */
import css from '../../styles/notes-arranged.css?inline';
import { adopt, element } from '../dom.ts';

const root = document.documentElement;
const story = document.querySelector('.story');
/** None where there is no story: an announcement is nothing but its note. */
const notes = story ? [...document.querySelectorAll<HTMLElement>('aside.note')] : [];
const opening = notes.filter((note) => story && precedes(note, story));
/** The line that stands for hidden notes. */
const line = element('p', { class: 'notes-hidden', lang: 'en', dir: 'ltr' });

let applied: string | undefined;
let shownHere = false;
adopt(css);
document.addEventListener('settings', arrange);
arrange();

function arrange(): void {
  if (shownHere && root.dataset['notes'] === 'hidden') delete root.dataset['notes'];
  const wanted = root.dataset['notes'];
  if (wanted === applied) return;
  applied = wanted;
  notes.forEach(wanted === 'folded' ? fold : unfold);
  if (wanted === 'end') story?.after(...opening);
  else story?.before(...opening);
  if (wanted === 'hidden') hide();
  else line.remove();
  document.dispatchEvent(new Event('rearranged'));
}

function fold(note: HTMLElement): void {
  const name = note.getAttribute('aria-label') ?? '';
  note.append(element('details', {}, element('summary', { lang: 'en' }, name), ...note.childNodes));
}

function unfold(note: HTMLElement): void {
  const details = note.querySelector(':scope > details');
  if (details) note.replaceChildren(...[...details.childNodes].slice(1));
}

/** Says that there are notes, below the story, and shows them on this page when asked. */
function hide(): void {
  if (notes.length === 0) return;
  const [words, them] = notes.length === 1 ? ['An author’s note is', 'it'] : ['Author’s notes are', 'them'];
  const show = element('button', { type: 'button' }, `Show ${them}`);
  show.addEventListener('click', () => {
    shownHere = true;
    arrange();
    const [first] = notes;
    first?.setAttribute('tabindex', '-1');
    first?.focus();
  });
  line.replaceChildren(`${words} hidden here. `, show);
  document.querySelector('story-reader > article')?.append(line);
}

function precedes(one: Node, other: Node): boolean {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}
