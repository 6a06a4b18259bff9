/**
 * On the page that stands at an old or a short address: leads on to the same place of the text. The page's own refresh
 * forgets the place (measured in Chromium, Firefox and WebKit), and by the HTML standard is due only after this has run.
 */

/** The first part of a short link's hash names a chapter, the rest a place in it. Of a chapter that is gone, none knows. */
const [id = '', ...inside] = location.hash.slice(1).split('/');
const listed = document.querySelector('li > a[id]') !== null;
const chapter = document.querySelector<HTMLAnchorElement>(`li > a[id="${CSS.escape(id)}"]`);
const all = document.querySelector<HTMLAnchorElement>('a[data-moved]');

if (chapter) go(chapter, inside.length > 0 ? `#${inside.join('/')}` : '');
else if (all && !(listed && id)) go(all, location.hash);

function go(to: HTMLAnchorElement, hash: string): void {
  location.replace(to.href + location.search + hash);
}
