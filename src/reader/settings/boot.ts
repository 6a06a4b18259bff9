/**
 * Puts the reader's settings on <html> before the first paint: inlined in every page as its one inline script, and
 * called again when a setting changes. Its source text is what the page gets, so it may use nothing from outside.
 *
 * A word becomes `data-<name>`, a number `--set-<name>` within its bounds; a word that no style knows changes nothing.
 */
export function boot(key: string, bounds: Bounds, chosen?: object): void {
  const root = document.documentElement;
  let settings: Record<string, unknown> = {};
  try {
    settings = (chosen ?? JSON.parse(localStorage.getItem(key) ?? '{}')) || {};
  } catch {
    // Storage is forbidden or holds something else: every setting has its default.
  }
  for (const [name, [least, most] = []] of Object.entries(bounds)) {
    const value = settings[name];
    root.style.removeProperty(`--set-${name}`);
    delete root.dataset[name];
    if (typeof value === 'number' && least !== undefined && most !== undefined)
      root.style.setProperty(`--set-${name}`, String(Math.min(most, Math.max(least, value))));
    else if (typeof value === 'string' && least === undefined) root.dataset[name] = value;
  }
  // No reader fetches a face that another was chosen over: the preload of the default stands before this and waits.
  const serif = document.querySelector<HTMLLinkElement>('link[rel="preload"]');
  if (serif?.media && !settings['face']) serif.media = '';
  const { chosen: styles } = root.dataset;
  if (styles && (settings['face'] || settings['flow'])) {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = styles;
    sheet.setAttribute('blocking', 'render');
    // Firefox does not wait by itself, and would show the pages as one long page first.
    if (!document.body && !sheet.blocking?.supports('render')) {
      root.style.visibility = 'hidden';
      sheet.onload = sheet.onerror = () => root.style.removeProperty('visibility');
    }
    document.head.append(sheet);
    delete root.dataset['chosen'];
  }
}

/** Every setting's name with the least and the most it may be: nothing where it is a word. */
export type Bounds = Record<string, readonly [] | readonly [least: number, most: number]>;
