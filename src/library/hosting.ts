/** Files that static hosts read, as Netlify and Cloudflare do. Any other host serves them as texts, which does no harm. */
import { redirects } from './redirects.ts';
import { homeUrl, oldUrl } from './urls.ts';

/** What no `<meta>` can say of a page, and how long its parts keep: their names change with their bytes. */
const headers = `${homeUrl()}*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Content-Security-Policy: frame-ancestors 'self'
${homeUrl()}_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;

export async function hostFiles(): Promise<{ name: string; text: string }[]> {
  const rules = (await redirects()).flatMap(({ from, to }) => {
    const url = oldUrl(from);
    return [`${url} ${to.url} 301`, `${url}/ ${to.url} 301`];
  });
  return [
    { name: '_headers', text: headers },
    { name: '_redirects', text: rules.map((rule) => `${rule}\n`).join('') },
  ];
}
