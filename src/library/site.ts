import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readYaml } from '../manuscript/yaml.ts';
import { type SiteSettings, siteSettings } from '../schema.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { checkSettings } from './settings.ts';

/** The owner's settings from `content/site.yaml`, with defaults, and what is wrong in that file. */
export const { site, siteProblems } = readSite();

/** Where the site is hosted: Astro's `site` and `base`, both from the one address the owner gave. */
export const host = {
  origin: new URL(site.address).origin,
  base: new URL(site.address).pathname.replace(/\/?$/, '/'),
};

function readSite(): { site: SiteSettings; siteProblems: Problem[] } {
  const path = join(contentDir, 'site.yaml');
  const file = relative(process.cwd(), path);
  const block = readYaml(existsSync(path) ? readFileSync(path, 'utf8') : '');
  const { settings, messages } = checkSettings(siteSettings, block);
  return {
    site: settings,
    siteProblems: [...block.messages, ...messages].map((message) => ({ ...message, file })),
  };
}
