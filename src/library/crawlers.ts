/** What the owner asks of crawlers. It is asking: the honest ones comply. */
import { site } from './site.ts';
import { absoluteUrl, assetUrl } from './urls.ts';

/** Those that say they gather texts to train machines (as of 2026); crawlers for search have other names. */
const trainers = [
  ...[
    'AI2Bot',
    'Amazonbot',
    'Applebot-Extended',
    'Bytespider',
    'CCBot',
    'ClaudeBot',
    'cohere-training-data-crawler',
  ],
  ...['Diffbot', 'Google-Extended', 'GPTBot', 'meta-externalagent', 'omgili'],
];

/** For each page: a site below another's address cannot have a robots.txt that is read. */
export const robots = { all: undefined, 'no-ai': 'noai, noimageai', none: 'noindex, noai, noimageai' }[
  site.crawlers
];

/** `robots.txt`. Search engines that are asked to list nothing may come, or they would not see the asking. */
export function robotsText(): string {
  const lines = ['User-agent: *', 'Allow: /'];
  if (site.crawlers !== 'all')
    lines.push(
      'Content-Signal: ai-train=no',
      '',
      ...trainers.map((name) => `User-agent: ${name}`),
      'Disallow: /',
    );
  if (site.crawlers !== 'none') lines.push('', `Sitemap: ${absoluteUrl(assetUrl('sitemap.xml'))}`);
  return `${lines.join('\n')}\n`;
}
