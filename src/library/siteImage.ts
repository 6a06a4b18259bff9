/** The picture that cards show for links to the site, and to works that have no cover of their own. */
import { join, relative } from 'node:path';
import type { Message } from '../manuscript/manuscript.ts';
import { measure, type Picture, publish } from './pictures.ts';
import { contentDir } from './places.ts';
import { site, siteLines } from './site.ts';

export type SiteImage = Picture & { alt: string };

let known: Promise<SiteImage | Message | undefined> | undefined;

/** The picture that the site's settings name, or what is wrong with it. Looked at once a build. */
export function readSiteImage(): Promise<SiteImage | Message | undefined> {
  known ??= read();
  return known;
}

/** The same where it can be shown. */
export async function siteImage(): Promise<SiteImage | undefined> {
  const found = await readSiteImage();
  return found && 'url' in found ? found : undefined;
}

async function read(): Promise<SiteImage | Message | undefined> {
  if (!site.image) return undefined;
  const { file: name, alt = site.title } = site.image;
  const file = join(relative(process.cwd(), contentDir), name);
  const found = await measure(file, name, (each) => `image: ${each}`);
  if (!('reason' in found)) return { ...publish(file, found), alt };
  const line = siteLines['image'];
  return { severity: 'error', rule: 'image', ...(line && { line }), ...found };
}
