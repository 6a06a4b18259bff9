/**
 * What a reader can ask for, by name: keys, buttons (`data-command`), taps and menus all come here.
 *
 * A part that is not needed for reading on loads when it is first asked for.
 */
import type { StoryReader } from './flow/story-reader.ts';

export type CommandName = keyof typeof commands;

const reader = (): StoryReader | null => document.querySelector('story-reader');
const link = (selector: string) => document.querySelector<HTMLAnchorElement>(`a${selector}`);
/** Parts that have no use but beside a chapter. */
const inChapter = (load: () => Promise<unknown>) => () => reader() && load();

/** Each gives nothing, or false, where it can do nothing: the key or the click that asked is then the browser's. */
export const commands = {
  nextPage: () => reader()?.turn(1),
  previousPage: () => reader()?.turn(-1),
  firstPage: () => reader()?.turn('first'),
  lastPage: () => reader()?.turn('last'),
  nextParagraph: () => step(1),
  previousParagraph: () => step(-1),
  nextChapter: () => follow('[rel="next"]'),
  previousChapter: () => follow('[rel="prev"]'),
  contents: () =>
    link('[data-command="contents"]') &&
    import('./panels/contents.ts').then(
      (part) => part.toggleContents(),
      () => location.assign(link('[data-command="contents"]')?.href ?? ''),
    ),
  settings: () => import('./settings/panel.ts').then((part) => part.toggleSettings()),
  larger: () => import('./settings/sizes.ts').then((part) => part.step('size', 1)),
  smaller: () => import('./settings/sizes.ts').then((part) => part.step('size', -1)),
  flow: inChapter(() => import('./settings/sizes.ts').then((part) => part.switchFlow())),
  bookmark: inChapter(() => import('./marks/marks.ts').then((part) => part.toggleBookmark())),
  highlight: inChapter(() => import('./marks/marks.ts').then((part) => part.highlight())),
  note: inChapter(() => import('./marks/marks.ts').then((part) => part.annotate())),
  marks: inChapter(() => import('./marks/panel.ts').then((part) => part.toggleMarks())),
  copyLink: inChapter(() => import('./links/copy.ts').then((part) => part.copyLink())),
  listen: inChapter(() => import('./voice/speech.ts').then((part) => part.toggleSpeech())),
  help: () => import('./panels/help.ts').then((part) => part.toggleHelp()),
} satisfies Record<string, () => unknown>;

function step(by: 1 | -1): unknown {
  const story = reader();
  return story && import('./flow/step.ts').then((part) => part.step(story, by));
}

function follow(selector: string): boolean {
  const found = link(selector);
  found?.click();
  return Boolean(found);
}

/**
 * Does what is asked, and says whether there was something to do. A part that cannot be loaded, as when the network
 * is gone, leaves the page as it is.
 */
export function command(name: string | undefined): boolean {
  if (!name || !(name in commands)) return false;
  const done: unknown = commands[name as CommandName]();
  Promise.resolve(done).catch(() => undefined);
  return Boolean(done);
}
