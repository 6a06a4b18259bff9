import { join, relative } from 'node:path';
import { type SiteSettings, siteSettings } from '../schema.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { readSettings } from './settings.ts';

/** The owner's settings from `content/site.yaml`, with defaults, and what is wrong in that file. */
export const { site, siteProblems } = readSite();

/** What the owner gave, else what the host's own workflow says of itself, else this computer. */
const address = new URL(site.address ?? (process.env['FLEURON_ADDRESS'] || 'http://localhost:4321/'));

/** Where the site is hosted: Astro's `site` and `base`, both from the one address. */
export const host = { origin: address.origin, base: address.pathname.replace(/\/?$/, '/') };

function readSite(): { site: SiteSettings; siteProblems: Problem[] } {
  const path = join(contentDir, 'site.yaml');
  const file = relative(process.cwd(), path);
  const { settings, messages } = readSettings(path, siteSettings);
  return { site: settings, siteProblems: messages.map((message) => ({ ...message, file })) };
}
