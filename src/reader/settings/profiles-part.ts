/** Named profiles in the settings panel, and the way back to no settings at all. */
import { element } from '../dom.ts';
import { button } from '../panels/panel.ts';
import {
  deleteProfile,
  longestName,
  namesOf,
  profiles,
  renameProfile,
  saveProfile,
  tidy,
} from './profiles.ts';
import type { Report } from './report.ts';
import { replace, settings } from './settings.ts';

/** `refresh` shows the profiles as they are now, and chooses the one that is in force. */
export function profilesPart({ say, undoable }: Report): { part: HTMLFieldSetElement; refresh: () => void } {
  const chooser = element('select', { id: 'profile' });
  const name = element('input', { id: 'profile-name', maxlength: String(longestName), autocomplete: 'off' });
  const rename = button('Rename', () =>
    withName((to) => {
      const from = chooser.value;
      undoable(`“${from}” is “${to}” now.`, () => renameProfile(from, to));
    }),
  );
  const remove = button('Delete', () => {
    undoable(`“${chooser.value}” is deleted.`, () => deleteProfile(chooser.value));
    if (remove.disabled) name.focus();
  });
  const save = button('Save', () =>
    withName((as) => undoable(`Saved as “${as}”.`, () => saveProfile(as, settings()))),
  );
  const reset = button('Reset all settings', () =>
    undoable('Every setting is as it was at first.', () => replace({})),
  );

  function withName(act: (name: string) => void): void {
    const given = tidy(name.value);
    if (given) act(given);
    else say('A profile needs a name.');
  }

  function refresh(): void {
    const names = profiles().map((profile) => profile.name);
    const alike = namesOf(settings());
    const current = alike.find((one) => one === tidy(name.value)) ?? alike[0] ?? '';
    chooser.replaceChildren(
      element('option', { value: '' }, names.length > 0 ? 'None of these' : 'None yet'),
      ...names.map((value) => element('option', { value }, value)),
    );
    chooser.value = current;
    chooser.disabled = names.length === 0;
    rename.disabled = remove.disabled = !current;
  }

  chooser.addEventListener('change', () => {
    const chosen = profiles().find((profile) => profile.name === chooser.value);
    name.value = chooser.value;
    if (chosen) undoable(`“${chosen.name}” is in force.`, () => replace(chosen.settings));
    refresh();
  });

  const part = element(
    'fieldset',
    { class: 'group profiles' },
    element('legend', {}, 'Profiles'),
    element('label', { for: 'profile' }, 'Profile'),
    chooser,
    element('label', { for: 'profile-name' }, 'Name'),
    name,
    element('div', { class: 'row' }, save, rename, remove, reset),
  );
  return { part, refresh };
}
