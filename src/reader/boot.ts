/**
 * Puts the reader's settings on <html> before the first paint: inlined in every page as its one inline script, and
 * called again when a setting changes. Its source text is what the page gets, so it may use nothing from outside.
 *
 * A word becomes `data-<name>`, a number `--set-<name>`; a value that no style knows changes nothing.
 */
export function boot(key: string, names: readonly string[], chosen?: object): void {
  const root = document.documentElement;
  let settings: Record<string, unknown> = {};
  try {
    settings = (chosen ?? JSON.parse(localStorage.getItem(key) ?? '{}')) || {};
  } catch {
    // Storage is forbidden or holds something else: every setting has its default.
  }
  for (const name of names) {
    const value = settings[name];
    root.style.removeProperty(`--set-${name}`);
    delete root.dataset[name];
    if (typeof value === 'number') root.style.setProperty(`--set-${name}`, String(value));
    else if (typeof value === 'string') root.dataset[name] = value;
  }
  // Waits for this, so that the default face is not fetched for a reader who chose another.
  const face = document.querySelector<HTMLLinkElement>('link[rel="preload"]');
  const media = settings['face'] ? 'not all' : 'all';
  if (face && face.media !== media) face.media = media;
}
