/**
 * On the page that stands at an old address: leads on to the same place of the text. The page's own refresh forgets the
 * place (measured in Chromium, Firefox and WebKit), and by the HTML standard is due only after this has run.
 */
const next = document.querySelector<HTMLAnchorElement>('a[data-moved]');
if (next) location.replace(next.href + location.search + location.hash);
