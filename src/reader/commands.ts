/**
 * What a reader can ask for, by name: keys, buttons (`data-command`), taps and menus all come here.
 *
 * A part that is not needed for reading on loads when it is first asked for.
 */
import type { StoryReader } from './story-reader.ts';

export type CommandName = keyof typeof commands;

const reader = (): StoryReader | null => document.querySelector('story-reader');
const follow = (selector: string) => document.querySelector<HTMLAnchorElement>(selector)?.click();

export const commands = {
  nextPage: () => reader()?.turn(1),
  previousPage: () => reader()?.turn(-1),
  nextParagraph: () => reader()?.step(1),
  previousParagraph: () => reader()?.step(-1),
  nextChapter: () => follow('a[rel="next"]'),
  previousChapter: () => follow('a[rel="prev"]'),
  contents: () => import('./contents-panel.ts').then(({ toggleContents }) => toggleContents()),
  settings: () => import('./settings-panel.ts').then(({ toggleSettings }) => toggleSettings()),
  larger: () => import('./sizes.ts').then(({ resize }) => resize(1)),
  smaller: () => import('./sizes.ts').then(({ resize }) => resize(-1)),
  flow: () => import('./sizes.ts').then(({ switchFlow }) => switchFlow()),
  bookmark: () => import('./marks.ts').then(({ toggleBookmark }) => toggleBookmark()),
  highlight: () => import('./marks.ts').then(({ highlight }) => highlight()),
  note: () => import('./marks.ts').then(({ annotate }) => annotate()),
  marks: () => import('./marks-panel.ts').then(({ toggleMarks }) => toggleMarks()),
  copyLink: () => import('./copy-link.ts').then(({ copyLink }) => copyLink()),
  listen: () => import('./speech.ts').then(({ toggleSpeech }) => toggleSpeech()),
  help: () => import('./help.ts').then(({ toggleHelp }) => toggleHelp()),
} satisfies Record<string, () => unknown>;

/** Does what is asked. A part that cannot be loaded, as when the network is gone, leaves the page as it is. */
export function command(name: string | undefined): boolean {
  if (!name || !(name in commands)) return false;
  Promise.resolve(commands[name as CommandName]()).catch(() => undefined);
  return true;
}
