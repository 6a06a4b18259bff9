/** Asks a reader once whether texts for grown-ups are wanted. The page says what they are, with or without this. */
import css from '../../styles/gate.css?inline';
import { adopt, element } from '../dom.ts';
import { base } from '../places/place.ts';
import { read, write } from '../storage.ts';

const key = () => `fleuron.mature.1:${base()}`;

/** Covers the page until the reader agrees or leaves. Whoever agreed before is not asked. */
export function ask(notice: HTMLElement): void {
  if (read(key(), (agreed) => agreed === true)) return;
  adopt(css);
  const agree = element('button', { type: 'button', class: 'agree' }, 'Read on');
  const leave = element('button', { type: 'button' }, 'Leave');
  const words = [...notice.children].map((child) => child.cloneNode(true));
  const dialog = element(
    'dialog',
    { class: 'gate', lang: 'en', dir: 'ltr', 'aria-label': 'Before you read' },
    ...words,
    element('p', {}, 'You will be asked this once.'),
    element('div', { class: 'answers' }, agree, leave),
  );
  agree.addEventListener('click', () => {
    write(key(), true);
    dialog.remove();
  });
  leave.addEventListener('click', goAway);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    goAway();
  });
  // Keys of the page turn pages and open panels: behind a question they are silent.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  agree.focus();
}

/** To where the reader came from; who came by a link from elsewhere sees the front page. */
function goAway(): void {
  if (history.length > 1 && document.referrer.startsWith(location.origin)) history.back();
  else location.replace(base());
}
