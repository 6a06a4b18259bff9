/** The one script of every page. What a first glance does not need is imported when it is used. */
import { command } from './commands.ts';
import { resume } from './resume.ts';
import { restore } from './settings.ts';
import type { StoryReader } from './story-reader.ts';
import './story-reader.ts';
import './keys.ts';

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element) command(target.closest<HTMLElement>('[data-command]')?.dataset['command']);
});
for (const event of ['storage', 'pageshow']) window.addEventListener(event, restore);

const reader = document.querySelector<StoryReader>('story-reader[data-kind]');
if (reader) resume(reader);
const shelf = document.querySelector<HTMLElement>('[data-shelf]');
if (shelf) import('./shelf.ts').then(({ fill }) => fill(shelf)).catch(() => undefined);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', colourBrowser);
document.addEventListener('settings', colourBrowser);
colourBrowser();

/** The browser's own bars take the colour of the page, which only the style sheet knows. */
function colourBrowser(): void {
  const meta =
    document.querySelector<HTMLMetaElement>('meta[name="theme-color"]') ?? document.createElement('meta');
  meta.name = 'theme-color';
  meta.content = getComputedStyle(document.documentElement).backgroundColor;
  document.head.append(meta);
}
