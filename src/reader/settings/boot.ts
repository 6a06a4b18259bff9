/**
 * What happens before the first paint. The source text of these functions is what a browser gets, so they may use
 * nothing from outside.
 *
 * They write what the first paint waits for into the page, since every engine paints nothing before a script or a sheet
 * that its parser meets; of a sheet that a script appends Firefox would show the text first without it.
 */

/**
 * The one inline script of every page. Most readers have chosen nothing, and get the story's face; who has, gets the
 * script that shows it, which the browser keeps from page to page.
 */
export function ask(key: string, serif: string): void {
  let first = `<link rel=preload as=font crossorigin href=${serif}>`;
  try {
    if (localStorage.getItem(key))
      first = `<script src=${document.documentElement.dataset['chosen']}.js></script>`;
  } catch {
    // Storage is forbidden: every setting has its default.
  }
  document.write(first);
}

/** Shows what was chosen, and asks for the sheet that some of it needs, or for the face that was not chosen over. */
export function boot(put: typeof show, key: string, serif: string): void {
  const { dataset } = document.documentElement;
  try {
    put(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    // Storage holds something else: every setting has its default.
  }
  if (!dataset['face']) document.write(`<link rel=preload as=font crossorigin href=${serif}>`);
  if (dataset['face'] || dataset['flow'])
    document.write(`<link rel=stylesheet href=${dataset['chosen']}.css>`);
}

/**
 * Puts settings on <html>: a word becomes `data-<name>`, a number `--set-<name>`, which the style sheet holds within
 * its bounds. A word or a name that no style knows changes nothing, nor does one that the page has for itself: storage
 * may hold anything.
 */
export function show(settings: object): void {
  const { dataset, style } = document.documentElement;
  for (const [name, value] of Object.entries(settings))
    if (typeof value === 'string') dataset[name] ??= value;
    else if (Number.isFinite(value)) style.setProperty(`--set-${name}`, value);
}
