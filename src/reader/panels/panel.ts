/** The frame of a part that opens over the page: a drawer at the side of a wide window, a sheet at the foot of a narrow one. */
import css from '../../styles/panel.css?inline';
import { adopt, element } from '../dom.ts';

export interface Frame {
  name: string;
  title: string;
  /** Without it the page goes on: a press outside closes the panel, or the focus leaving it. */
  modal?: boolean;
}

const find = (name: string) => document.querySelector<HTMLDialogElement>(`.panel-${name}`);

/** Opens a panel. It leaves the document when it closes, and the focus goes back to where it was. */
export function openPanel({ name, title, modal = false }: Frame, ...children: Node[]): HTMLDialogElement {
  adopt(css);
  const id = `panel-${name}`;
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const panel = element(
    'dialog',
    {
      class: `panel ${id}`,
      lang: 'en',
      dir: 'ltr',
      'aria-labelledby': id,
      tabindex: '-1',
      popover: !modal && 'auto',
    },
    element('div', { class: 'panel-head' }, element('h2', { id }, title), close),
    element('div', { class: 'panel-body' }, ...children),
  );
  close.addEventListener('click', () => closePanel(name));
  panel.addEventListener('close', () => panel.remove());
  panel.addEventListener('toggle', ({ newState }) => newState === 'closed' && panel.remove());
  panel.addEventListener('click', ({ target }) => modal && target === panel && closePanel(name));
  panel.addEventListener('focusout', ({ relatedTarget }) => {
    if (!modal && relatedTarget instanceof Node && !panel.contains(relatedTarget)) closePanel(name);
  });
  document.body.append(panel);
  if (modal) panel.showModal();
  else panel.showPopover();
  panel.focus();
  return panel;
}

/** Says whether such a panel was open. */
export function closePanel(name: string): boolean {
  const panel = find(name);
  if (panel?.open) panel.close();
  else panel?.hidePopover();
  return Boolean(panel);
}

/** A button as panels have them. */
export function button(label: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'press' }, label);
  made.addEventListener('click', act);
  return made;
}
