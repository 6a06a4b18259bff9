import { join, relative } from 'node:path';
import { type SiteSettings, siteSettings } from '../schema.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { readSettings } from './settings.ts';

/** Path of the owner's settings from the project's root. */
export const siteFile = relative(process.cwd(), join(contentDir, 'site.yaml'));

/** The owner's settings from `content/site.yaml`, with defaults. */
export const site = {} as SiteSettings;

/** The line on which each of them stands. */
export const siteLines: Record<string, number> = {};
readSite();

/** What the owner gave, else what the host says that builds it, else this computer. */
const address = new URL(site.address ?? (addressOfHost(process.env) || 'http://localhost:4321/'));

/** Where the site is hosted: Astro's `site` and `base`, both from the one address. */
export const host = { origin: address.origin, base: address.pathname.replace(/\/?$/, '/') };

/** Netlify names the site's own address, Cloudflare one of this build alone, with its hash before the site's. */
function addressOfHost({ FLEURON_ADDRESS, NETLIFY, URL: own, CF_PAGES_URL }: NodeJS.ProcessEnv) {
  return FLEURON_ADDRESS || (NETLIFY && own) || CF_PAGES_URL?.replace(/^https:\/\/[\da-f]{6,}\./, 'https://');
}

/** Reads that file, again where it may have changed, and returns what is wrong in it. `host` stays as it was. */
export function readSite(): Problem[] {
  const { settings, messages, lines } = readSettings(join(contentDir, 'site.yaml'), siteSettings);
  renew(site, settings);
  renew(siteLines, lines);
  return messages.map((message) => ({ ...message, file: siteFile }));
}

/** What imported an object sees what is in it now. */
function renew<Kept extends object>(kept: Kept, now: Kept): void {
  for (const key of Object.keys(kept) as (keyof Kept)[]) delete kept[key];
  Object.assign(kept, now);
}
