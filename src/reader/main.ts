/** The one script of every page. What a first glance does not need is imported when it is used. */
import { command } from './commands.ts';
import type { StoryReader } from './flow/story-reader.ts';
import { resume } from './places/resume.ts';
import './flow/story-reader.ts';
import './on-demand.ts';
import './keys.ts';

document.addEventListener('click', (event) => {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  if (!(target instanceof Element) || ctrlKey || metaKey || shiftKey) return;
  const { command: name } = target.closest<HTMLElement>('[data-command]')?.dataset ?? {};
  if (command(name)) event.preventDefault();
});

/** Another tab, or a page that one comes back from, may have chosen other settings. */
const restore = () =>
  import('./settings/settings.ts').then(
    (part) => part.restore(),
    () => undefined,
  );
window.addEventListener('storage', restore);
window.addEventListener('pageshow', ({ persisted }) => persisted && restore());

document.addEventListener('settings', arrangeNotes);
arrangeNotes();

const reader = document.querySelector<StoryReader>('story-reader');
if (reader) resume(reader);
const shelf = document.querySelector<HTMLElement>('[data-shelf]');
if (shelf) import('./shelves/shelf.ts').then((part) => part.fill(shelf)).catch(() => undefined);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', colourBrowser);
document.addEventListener('settings', colourBrowser);
// With the first frame, which reckons the styles anyway.
requestAnimationFrame(colourBrowser);

/** Notes that are shown where they stand need no script. */
function arrangeNotes(): void {
  if (document.documentElement.dataset['notes']) import('./notes/notes.ts').catch(() => undefined);
}

/** The browser's own bars take the colour of the page, which only the style sheet knows. */
function colourBrowser(): void {
  const meta =
    document.querySelector<HTMLMetaElement>('meta[name="theme-color"]') ?? document.createElement('meta');
  meta.name = 'theme-color';
  meta.content = getComputedStyle(document.documentElement).backgroundColor;
  document.head.append(meta);
}
