/** The controls of reading aloud, at the foot of the window for as long as it lasts. */
import css from '../../styles/speech-bar.css?inline';
import { adopt, element } from '../dom.ts';
import { choice, choose, chooseVoice, rates, voiceFor, voicesFor } from './voices.ts';

export interface Listening {
  language: string;
  toggle: () => void;
  skip: (by: 1 | -1) => void;
  stop: () => void;
  /** Called when the reader chose another voice or pace. */
  again: () => void;
}

export interface Controls {
  show: (playing: boolean) => void;
  /** Height of the bar in px, which covers the foot of the page. */
  height: () => number;
  close: () => void;
}

export function openSpeechBar({ language, toggle, skip, stop, again }: Listening): Controls {
  adopt(css);
  const play = button('', 'Pause', toggle);
  const speed = select(
    'Pace',
    rates.map((rate) => [String(rate), `${rate}×`]),
    String(choice().rate),
    (rate) => {
      choose({ rate: Number(rate) });
      again();
    },
  );
  const voice = select(
    'Voice',
    voicesFor(language).map(({ voiceURI, name }) => [voiceURI, name]),
    voiceFor(language)?.voiceURI ?? '',
    (voiceURI) => {
      chooseVoice(language, voiceURI);
      again();
    },
  );
  const bar = element(
    'div',
    {
      class: 'speech-bar',
      popover: 'manual',
      role: 'region',
      'aria-label': 'Reading aloud',
      lang: 'en',
      dir: 'ltr',
    },
    button('previous', 'Previous paragraph', () => skip(-1)),
    play,
    button('next', 'Next paragraph', () => skip(1)),
    speed,
    voice,
    button('stop', 'Stop', stop),
  );
  document.body.append(bar);
  bar.showPopover();
  const foot = (height: string) => document.documentElement.style.setProperty('--foot', height);
  foot(`${bar.offsetHeight}px`);
  return {
    show(playing) {
      play.className = playing ? 'pause' : 'play';
      play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
      play.title = playing ? 'Pause' : 'Play';
    },
    height: () => bar.offsetHeight,
    close() {
      foot('');
      bar.remove();
    },
  };
}

function button(icon: string, name: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: icon, 'aria-label': name, title: name });
  made.addEventListener('click', act);
  return made;
}

function select(
  name: string,
  options: (readonly [value: string, label: string])[],
  value: string,
  take: (value: string) => void,
): HTMLSelectElement {
  const made = element(
    'select',
    { 'aria-label': name },
    ...options.map(([value, label]) => element('option', { value }, label)),
  );
  made.value = value;
  made.addEventListener('change', () => take(made.value));
  return made;
}
