/** The one script of every page. What a first glance does not need is imported when it is used. */
import { command } from './commands.ts';
import { restore } from './settings.ts';
import './story-reader.ts';
import './on-demand.ts';
import './keys.ts';

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element) command(target.closest<HTMLElement>('[data-command]')?.dataset['command']);
});
for (const event of ['storage', 'pageshow']) window.addEventListener(event, restore);

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
