/**
 * Puts the reader's settings on <html> before the first paint: inlined in every page as its one inline script, and
 * called again when a setting changes. Its source text is what the page gets, so it may use nothing from outside.
 *
 * A word becomes `data-<name>`, a number `--set-<name>`, which the style sheet holds within its bounds; a word that no
 * style knows changes nothing.
 */
export function boot(key: string, names: string, chosen?: object): void {
  const root = document.documentElement;
  const data = root.dataset;
  let settings: Record<string, unknown> = {};
  try {
    settings = (chosen ?? JSON.parse(localStorage.getItem(key) ?? '{}')) || {};
  } catch {
    // Storage is forbidden or holds something else: every setting has its default.
  }
  for (const name of names.split(' ')) {
    const value = settings[name];
    root.style.setProperty(`--set-${name}`, Number.isFinite(value) ? `${value}` : '');
    if (typeof value === 'string') data[name] = value;
    else delete data[name];
  }
  // No reader fetches a face that another was chosen over: the preload of the default stands before this and waits.
  const serif = document.querySelector<HTMLLinkElement>('link[media]');
  if (serif && !settings['face']) serif.media = '';
  if (!data['chosen'] || !(settings['face'] || settings['flow'])) return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = data['chosen'];
  sheet.setAttribute('blocking', 'render');
  // Firefox does not wait by itself, and would show the pages as one long page first.
  if (!document.body && !sheet.blocking?.supports('render')) {
    root.style.visibility = 'hidden';
    sheet.onload = sheet.onerror = () => root.style.removeProperty('visibility');
  }
  document.head.append(sheet);
  delete data['chosen'];
}
