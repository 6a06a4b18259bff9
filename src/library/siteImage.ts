/** The picture that cards show for links to the site, and to works that have no cover of their own. */
import { join, relative } from 'node:path';
import type { Message } from '../manuscript/manuscript.ts';
import { once } from './once.ts';
import { measure, type Picture, publish } from './pictures.ts';
import { contentDir } from './places.ts';
import { site, siteLines } from './site.ts';

export type SiteImage = Picture & { alt: string };

/** The picture that the site's settings name, or what is wrong with it. */
export async function readSiteImage(): Promise<SiteImage | Message | undefined> {
  if (!site.image) return undefined;
  const { file: name, alt = site.title } = site.image;
  const file = join(relative(process.cwd(), contentDir), name);
  const found = await measure(file, name, (each) => `image: ${each}`);
  if (!('reason' in found)) return { ...publish(file, found), alt };
  const line = siteLines['image'];
  return { severity: 'error', rule: 'image', ...(line && { line }), ...found };
}

/** The same where it can be shown. In a build it is looked at once for all pages. */
export const siteImage = once(async (): Promise<SiteImage | undefined> => {
  const found = await readSiteImage();
  return found && 'url' in found ? found : undefined;
});
