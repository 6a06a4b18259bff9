import { join, relative } from 'node:path';
import { type SiteSettings, siteSettings } from '../schema.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { readSettings } from './settings.ts';

/** The owner's settings from `content/site.yaml`, with defaults, and what is wrong in that file. */
export const { site, siteProblems, siteFile, siteLines } = readSite();

/** What the owner gave, else what the host says that builds it, else this computer. */
const address = new URL(site.address ?? (addressOfHost(process.env) || 'http://localhost:4321/'));

/** Where the site is hosted: Astro's `site` and `base`, both from the one address. */
export const host = { origin: address.origin, base: address.pathname.replace(/\/?$/, '/') };

/** Netlify names the site's own address, Cloudflare one of this build alone, with its hash before the site's. */
function addressOfHost({ FLEURON_ADDRESS, NETLIFY, URL: own, CF_PAGES_URL }: NodeJS.ProcessEnv) {
  return FLEURON_ADDRESS || (NETLIFY && own) || CF_PAGES_URL?.replace(/^https:\/\/[\da-f]{6,}\./, 'https://');
}

function readSite(): {
  site: SiteSettings;
  siteProblems: Problem[];
  /** Path of the settings from the project's root, and the line on which each stands. */
  siteFile: string;
  siteLines: Record<string, number>;
} {
  const path = join(contentDir, 'site.yaml');
  const file = relative(process.cwd(), path);
  const { settings, messages, lines } = readSettings(path, siteSettings);
  const siteProblems = messages.map((message) => ({ ...message, file }));
  return { site: settings, siteProblems, siteFile: file, siteLines: lines };
}
