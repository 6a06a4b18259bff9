/** The settings: theme, face and size at once, the rest when asked for. Each acts at once, beside the text it changes. */
import css from '../../styles/settings-panel.css?inline';
import { adopt, element } from '../dom.ts';
import { closePanel, openPanel } from '../panels/panel.ts';
import { choice, follow, measure, toggle } from './controls.ts';
import { dataPart } from './data-part.ts';
import { profilesPart } from './profiles-part.ts';
import { report } from './report.ts';
import { choices } from './settings.ts';

export function toggleSettings(): void {
  if (closePanel('settings')) return;
  adopt(css);
  const line = report();
  const { part, refresh } = profilesPart(line);
  const form = element(
    'form',
    { class: 'settings' },
    choice('theme', 'Theme', named([...choices.theme, ...authorThemes()]), swatch),
    measure('size', 'Size'),
    choice('face', 'Typeface', named(choices.face), specimen),
    element('details', {}, element('summary', {}, 'More settings'), ...more(), part, dataPart(line)),
    line.line,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  follow(form, refresh);
  openPanel({ name: 'settings', title: 'Settings' }, form);
}

function more(): Node[] {
  const { cjk, rtl } = script();
  const start = rtl ? 'Right' : 'Left';
  return [
    group(
      'Page',
      choice('flow', 'Flow', { scrolled: 'Scrolled', paged: 'Pages' }),
      whenPaged(choice('columns', 'Columns', { auto: 'By width', one: 'One', two: 'Two' })),
      measure('measure', 'Line length'),
      !cjk && choice('align', 'Alignment', { start, justified: 'Justified' }),
      !cjk && !rtl && toggle('hyphens', 'Hyphenate words'),
    ),
    group(
      'Type',
      measure('leading', 'Line spacing'),
      measure('gap', 'Paragraph space'),
      !cjk && measure('indent', 'First-line indent'),
      !rtl && measure('letters', 'Letter spacing'),
      !rtl && !cjk && measure('words', 'Word spacing'),
      measure('weight', 'Weight'),
    ),
    group(
      'Story',
      choice('notes', 'Author’s notes', {
        shown: 'Shown',
        folded: 'Folded',
        end: 'At the end',
        hidden: 'Hidden',
      }),
      toggle('styling', 'Author’s styling'),
    ),
    group(
      'Movement',
      toggle('motion', 'Less motion', 'reduced'),
      toggle('keys', 'Single-key shortcuts'),
      element('button', { type: 'button', class: 'press', 'data-command': 'help' }, 'List of keys'),
      whenPaged(toggle('taps', 'Taps at the edges turn pages')),
      whenPaged(toggle('swipes', 'Swipes turn pages')),
      whenPaged(toggle('wheel', 'The wheel turns pages')),
    ),
  ];
}

/** What the text's script leaves to set: style sheets ignore the rest. */
function script(): { cjk: boolean; rtl: boolean } {
  const text = document.querySelector('article') ?? document.documentElement;
  return {
    cjk: text.matches(':is(:lang(ja), :lang(zh), :lang(ko))'),
    rtl: getComputedStyle(text).direction === 'rtl',
  };
}

const authorThemes = (): string[] => document.documentElement.dataset['themes']?.split(' ') ?? [];

function named(values: readonly string[]): Record<string, string> {
  const name = (value: string) => value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
  return Object.fromEntries(values.map((value) => [value, name(value)]));
}

/** A theme in its own colours; the system's is half of each. */
function swatch(theme: string, word: string): Node {
  const sides = theme === 'system' ? ['paper', 'night'] : [theme];
  return element(
    'span',
    {},
    element(
      'span',
      { class: 'swatch', 'aria-hidden': 'true' },
      ...sides.map((side) => element('span', { 'data-theme': side }, sides.length > 1 ? 'A' : 'Aa')),
    ),
    word,
  );
}

const specimen = (face: string, word: string): Node => element('span', { 'data-face': face }, word);

function group(legend: string, ...controls: (Node | false)[]): HTMLFieldSetElement {
  return element('fieldset', { class: 'group' }, element('legend', {}, legend), ...controls);
}

/** In scrolled flow there are no pages to set. The style sheet hides it, as the flow changes while the panel is open. */
function whenPaged<Control extends HTMLElement>(control: Control): Control {
  control.classList.add('when-paged');
  return control;
}
