/** The line of the settings panel that says what was done, and offers to undo it. */
import { element } from '../dom.ts';
import { button } from '../panels/panel.ts';
import { keepProfiles, profiles } from './profiles.ts';
import { replace, settings } from './settings.ts';

export interface Report {
  line: HTMLElement;
  say(sentence: string): void;
  /** Does something to the settings or the profiles that a reader may want back. */
  undoable(sentence: string, act: () => void): void;
}

export function report(): Report {
  const sentence = element('span', { role: 'status' });
  const undo = button('Undo', () => undefined);
  const line = element('p', { class: 'report' }, sentence, undo);
  undo.hidden = true;

  const say = (words: string) => {
    sentence.textContent = words;
    undo.hidden = true;
  };
  return {
    line,
    say,
    undoable(words, act) {
      const before = { settings: settings(), profiles: profiles() };
      act();
      say(words);
      undo.hidden = false;
      undo.onclick = () => {
        keepProfiles(before.profiles);
        replace(before.settings);
        say('Undone.');
      };
    },
  };
}
