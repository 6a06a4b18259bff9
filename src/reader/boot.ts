/**
 * Puts the reader's theme on <html> before the first paint: inlined in every page as its one inline script, and
 * called again when the choice changes. Its source text is what the page gets, so it may use nothing from outside.
 */
export function boot(key: string, themes: readonly string[]): void {
  const root = document.documentElement;
  let stored: unknown;
  try {
    stored = JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    // Storage is forbidden or holds something else: follow the system.
  }
  const theme = stored instanceof Object && 'theme' in stored ? stored.theme : undefined;
  if (typeof theme === 'string' && themes.includes(theme)) root.setAttribute('data-theme', theme);
  else root.removeAttribute('data-theme');
}
