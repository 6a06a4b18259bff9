/** One small notice at a time, at the foot of the page: said politely, there until it is sent away. */
import css from '../../styles/notice.css?inline';
import { adopt, element } from '../dom.ts';

/** One thing to do about what a notice says. */
export interface Offer {
  label: string;
  act: () => void;
}

let region: HTMLElement | undefined;

/** Shows a sentence, in the place of an earlier one. It stays until dismissed, acted upon, or the page is left. */
export function notice(content: string | Node, offer?: Offer): void {
  const shown = ensureRegion();
  const sentence = element('p', {}, content);
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Dismiss' }, '×');
  close.addEventListener('click', dismissNotice);
  const action = offer && element('button', { type: 'button' }, offer.label);
  action?.addEventListener('click', () => {
    dismissNotice();
    offer?.act();
  });
  shown.showPopover();
  // A live region speaks what changes while it is there, not what it comes with.
  requestAnimationFrame(() => shown.replaceChildren(sentence, ...(action ? [action] : []), close));
}

/** Takes the notice away, if one is shown. */
export function dismissNotice(): void {
  region?.remove();
  region = undefined;
}

function ensureRegion(): HTMLElement {
  adopt(css);
  // Behind a modal dialog everything is inert: a notice about what was done there stands in the dialog.
  const dialog = document.querySelector<HTMLElement>('dialog:modal');
  const host = dialog ?? document.body;
  if (region?.parentElement === host) return region;
  dismissNotice();
  const made = element('div', { class: 'notice', popover: 'manual', role: 'status', lang: 'en', dir: 'ltr' });
  made.addEventListener('keydown', ({ key }) => key === 'Escape' && dismissNotice());
  host.append(made);
  dialog?.addEventListener('close', () => rehome(made), { once: true });
  region = made;
  return made;
}

/** A dialog that closes leaves its notice to the page. */
function rehome(made: HTMLElement): void {
  if (region !== made) return;
  document.body.append(made);
  made.showPopover();
}
