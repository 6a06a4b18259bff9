/** Every key and what it does, from the tables that the keys themselves follow, and the switch that turns them off. */
import css from '../../styles/help.css?inline';
import type { CommandName } from '../commands.ts';
import { adopt, element } from '../dom.ts';
import { pageKeys, singleKeys } from '../keys.ts';
import { follow, toggle } from '../settings/controls.ts';
import { closePanel, openPanel } from './panel.ts';

const deeds: Record<CommandName, string> = {
  nextPage: 'Next page',
  previousPage: 'Previous page',
  nextChapter: 'Next chapter',
  previousChapter: 'Previous chapter',
  firstPage: 'First page',
  lastPage: 'Last page',
  nextParagraph: 'Next paragraph',
  previousParagraph: 'Previous paragraph',
  contents: 'Contents',
  settings: 'Settings',
  larger: 'Larger text',
  smaller: 'Smaller text',
  flow: 'Scrolled or pages',
  bookmark: 'Bookmark here',
  highlight: 'Highlight the selected words',
  note: 'Note on the selected words',
  marks: 'Bookmarks and highlights',
  copyLink: 'Copy a link to this paragraph',
  listen: 'Read aloud',
  help: 'This list',
};

export function toggleHelp(): void {
  if (closePanel('help')) return;
  adopt(css);
  const form = element('form', {}, toggle('keys', 'Single-key shortcuts'));
  follow(form);
  const [next, previous] = document.documentElement.dir === 'rtl' ? ['←', '→'] : ['→', '←'];
  openPanel(
    { name: 'help', title: 'Keys', modal: true },
    form,
    list({ ...singleKeys, [next]: 'nextChapter', [previous]: 'previousChapter' }),
    element('h3', {}, 'In pages'),
    list({ ...pageKeys, 'Shift Space': 'previousPage', [next]: 'nextPage', [previous]: 'previousPage' }),
    element('p', {}, 'These turn pages even when the others are off. Esc closes what is open.'),
  );
}

function list(keys: Record<string, CommandName>): HTMLElement {
  const byDeed = Map.groupBy(Object.entries(keys), ([, name]) => name);
  return element(
    'dl',
    { class: 'keys' },
    ...[...byDeed].map(([name, bound]) =>
      element(
        'div',
        {},
        element('dt', {}, ...bound.map(([key]) => element('kbd', {}, key === ' ' ? 'Space' : key))),
        element('dd', {}, deeds[name]),
      ),
    ),
  );
}
