/**
 * Files at the root of the site that are for machines: crawlers, and hosts that read rules from files, as Netlify and
 * Cloudflare do. Any other host serves those as texts, which does no harm. An owner's own in `public/` stands instead.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { books } from './book.ts';
import { robotsText } from './crawlers.ts';
import { type Redirect, redirects } from './redirects.ts';
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
  const files = [
    { name: '_headers', text: headers },
    { name: 'robots.txt', text: robotsText() },
    ...sitemaps(await books()),
    // Who has the old address of what is unlisted is led on by its page; a list would tell of it.
    {
      name: '_redirects',
      text: (await redirects())
        .filter(({ to }) => !to.unlisted)
        .map(rule)
        .join(''),
    },
  ];
  return files.filter(({ name }) => !existsSync(join('public', name)));
}

/**
 * One rule an address, in the form that it had: Cloudflare reads 2,000 of them, and leads to a missing slash by itself.
 * What it leaves out the page at the old address does.
 */
const rule = ({ from, to }: Redirect) =>
  `${oldUrl(from)}${/\.[a-z]{2,5}$/.test(from) ? '' : '/'} ${to.url} 301\n`;
