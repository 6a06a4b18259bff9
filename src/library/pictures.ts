/** Pictures beside an author's files: measured, named by their bytes, and what to say where they cannot be shown. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { imageMetadata } from 'astro/assets/utils';
import type { Message, NamedPicture, PlacedPicture } from '../manuscript/manuscript.ts';
import { slugOf } from './names.ts';
import { nearOf } from './near.ts';
import { formats, isPicture } from './pictureFormats.ts';
import { contentDir } from './places.ts';
import { readSource, unreadable } from './source.ts';
import { assetUrl } from './urls.ts';

/** What is known of a picture that can be shown. */
export interface Measured {
  /** Its format as file names end: `jpg`, `png`. */
  format: string;
  /** In pixels. */
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** A picture as the site publishes it. */
export interface Picture extends PlacedPicture {
  /** Path from the project's root. */
  file: string;
  /** Its path below the site's front page, without its format. */
  name: string;
  format: string;
}

/** Readers fetch it as it is: no larger than a page can bear, in bytes and in pixels. */
const largest = { bytes: 4 * 1024 * 1024, pixels: 8_000_000 };

/**
 * Measures a picture.
 *
 * @param name how the author wrote it, for the message of what is wrong with it
 * @param written that in its place: the text around it is the same
 */
export async function measure(
  file: string,
  name: string,
  written: (name: string) => string,
): Promise<Measured | Pick<Message, 'reason' | 'mend'>> {
  try {
    const bytes = readSource(file, largest.bytes);
    const { width, height, format } = await imageMetadata(bytes, file);
    if (!formats.includes(format)) return noPicture(written(name));
    if (width * height <= largest.pixels) return { bytes, width, height, format };
    const share = Math.sqrt(largest.pixels / (width * height));
    return {
      reason: `“${written(name)}” is ${width} × ${height} pixels large.`,
      mend: `Make it ${Math.floor(width * share)} × ${Math.floor(height * share)} or smaller: every reader fetches it.`,
    };
  } catch (error) {
    return whyNot(error, name, file, written);
  }
}

const noPicture = (written: string) => ({
  reason: `“${written}” is no picture that can be shown.`,
  mend: 'Save it anew as .jpg, .png or .webp.',
});

function whyNot(
  error: unknown,
  name: string,
  file: string,
  written: (name: string) => string,
): Pick<Message, 'reason' | 'mend'> {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
    const there = picturesIn(dirname(file));
    const near = nearOf(basename(file), there);
    const folder = name.slice(0, name.length - basename(name).length);
    return {
      reason: `“${written(name)}” names a file that is not there.`,
      mend: near
        ? `Write “${written(folder + near)}”.`
        : `Put the picture into ${dirname(file)}${there.length > 0 ? `, or name one that lies there: ${there.join(', ')}` : ''}.`,
    };
  }
  if (error instanceof Error && error.name === 'NoImageMetadata') return noPicture(written(name));
  const { reason, mend } = unreadable(error);
  return { reason: `“${written(name)}”: ${reason}`, ...(mend ? { mend } : {}) };
}

function picturesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isPicture);
  } catch {
    return [];
  }
}

/** The pictures that a chapter file names, by what it calls them, and what is wrong with the others. */
export async function readPictures(
  named: NamedPicture[],
  chapterFile: string,
): Promise<{ pictures: Record<string, Picture>; messages: Message[] }> {
  const pictures: Record<string, Picture> = {};
  const messages: Message[] = [];
  for (const { src, line } of named) {
    const lost = whyLost(src);
    if (lost) {
      const mend = 'Save it beside the chapter, and name that file.';
      messages.push({ severity: 'warning', rule: 'picture', line, reason: lost, mend });
      continue;
    }
    const name = pathOf(src);
    const file = join(dirname(chapterFile), name);
    const found = isInside(file)
      ? await measure(file, name, (path) => path)
      : {
          reason: `“${name}” lies outside ${shown(contentDir)}/.`,
          mend: 'Put the picture beside the chapter.',
        };
    if ('reason' in found) messages.push({ severity: 'error', rule: 'picture', line, ...found });
    else pictures[src] = publish(file, found);
  }
  return { pictures, messages };
}

/** Why a picture gives way to its description, if it does. */
function whyLost(src: string): string | undefined {
  if (src === '') return 'A picture here has no address: it is written into the text, or lies on a computer.';
  if (!/^(?:https?:)?\/\//i.test(src)) return undefined;
  const shown = src.length > 80 ? `${src.slice(0, 80)}…` : src;
  return `“${shown}” is a picture on another site, from which readers’ browsers fetch nothing.`;
}

/** The name changes with the bytes, so that it may be kept for ever. */
export function publish(file: string, { bytes, format, width, height }: Measured): Picture {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const name = `_astro/${slugOf(basename(file, extname(file))) || 'picture'}.${hash}`;
  return { file, name, format, url: assetUrl(`${name}.${format}`), width, height };
}

/** Where pictures stand, without where they come from. */
export const placesOf = (pictures: Record<string, Picture>): Record<string, PlacedPicture> =>
  Object.fromEntries(
    Object.entries(pictures).map(([src, { url, width, height }]) => [src, { url, width, height }]),
  );

/** `my%20map.png?raw` → `my map.png`. */
export function pathOf(src: string): string {
  const path = (src.split(/[?#]/)[0] ?? '').replaceAll('\\', '/');
  try {
    const decoded = decodeURIComponent(path);
    // No file has that sign in its name, and the system takes no such path.
    return decoded.includes('\0') ? path : decoded;
  } catch {
    return path;
  }
}

const shown = (path: string) => relative(process.cwd(), path) || path;

const isInside = (file: string) => !relative(resolve(contentDir), resolve(file)).startsWith('..');

/** Changes when the file does: its date and size, or that it cannot be had. */
export function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  } catch {
    return 'none';
  }
}
