/**
 * What can be done with selected words, in a bar beside them; on a touch screen at the foot of the window, since the
 * phone's own menu stands at the words. It follows the article, so that the Tab key comes to it after the selection.
 */
import css from '../../styles/selection-bar.css?inline';
import swatchCss from '../../styles/swatches.css?inline';
import { adopt, element } from '../dom.ts';
import { copyLink } from '../links/copy.ts';
import { placeBeside } from '../panels/floating.ts';
import { articleOf } from '../text/chapter.ts';
import { selectedWords } from '../text/selection.ts';
import { annotate, highlight } from './marks.ts';
import { colours } from './store.ts';

/** The words the bar is for: on some phones a press on a button clears the selection first. */
let words: Range | undefined;
let pressed = false;

const swatches = colours.map((colour) =>
  button({ class: `swatch swatch-${colour}`, 'aria-label': `Highlight in ${colour}` }, '', () =>
    highlight(colour, words),
  ),
);
const bar = element(
  'div',
  {
    class: 'selection-bar',
    popover: 'manual',
    role: 'group',
    'aria-label': 'Selected words',
    lang: 'en',
    dir: 'ltr',
  },
  element('div', {}, ...swatches),
  element(
    'div',
    {},
    button({}, 'Note', () => annotate(words)),
    button({}, 'Copy link', () => copyLink(words)),
    button({ 'data-needs-voice': true }, 'Listen', () => {
      const chosen = words;
      return import('../voice/speech.ts').then(({ listenFrom }) => chosen && listenFrom(chosen));
    }),
  ),
);

adopt(swatchCss);
adopt(css);
articleOf()?.after(bar);
bar.addEventListener('pointerdown', (event) => event.preventDefault());
bar.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
document.addEventListener('pointerdown', ({ target }) => {
  pressed = !(target instanceof Node && bar.contains(target));
});
for (const up of ['pointerup', 'pointercancel'])
  document.addEventListener(up, () => {
    pressed = false;
    offer();
  });
document.addEventListener('selectionchange', offer);
for (const moving of ['scroll', 'resize', 'relocate'])
  addEventListener(moving, () => words && place(words), { capture: true, passive: true });
offer();

function button(
  attributes: Record<string, string | true>,
  name: string,
  act: () => unknown,
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, name);
  made.addEventListener('click', () => {
    act();
    hide();
  });
  return made;
}

/** While the mouse is down, the selection is being made. */
function offer(): void {
  if (bar.contains(document.activeElement)) return;
  words = selectedWords();
  if (!words) hide();
  else if (!pressed) {
    bar.showPopover();
    place(words);
  }
}

function place(words: Range): void {
  if (matchMedia('(pointer: coarse)').matches) return;
  const lines = [...words.getClientRects()].filter(({ width }) => width > 0);
  const line = lines.find(({ top, left }) => top >= 0 && left >= 0 && left < innerWidth) ?? lines[0];
  if (line) placeBeside(bar, line, 'above');
}

function hide(): void {
  words = undefined;
  bar.hidePopover();
}
