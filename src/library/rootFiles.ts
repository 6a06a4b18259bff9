/**
 * Files at the root of the site that are for machines: crawlers, and hosts that read rules from files, as Netlify and
 * Cloudflare do. Any other host serves those as texts, which does no harm.
 */
import { books } from './book.ts';
import { robotsText } from './crawlers.ts';
import { redirects } from './redirects.ts';
import { sitemaps } from './sitemap.ts';
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

export async function rootFiles(): Promise<{ name: string; text: string }[]> {
  const rules = (await redirects()).flatMap(({ from, to }) => {
    const url = oldUrl(from);
    return [`${url} ${to.url} 301`, `${url}/ ${to.url} 301`];
  });
  return [
    { name: '_headers', text: headers },
    { name: 'robots.txt', text: robotsText() },
    ...sitemaps(await books()),
    { name: '_redirects', text: rules.map((rule) => `${rule}\n`).join('') },
  ];
}
