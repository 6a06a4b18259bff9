/** The picture that stands for a work. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageMetadata } from 'astro/assets/utils';
import { closest } from 'fastest-levenshtein';
import type { Message } from '../manuscript/manuscript.ts';
import { readSource, unreadable } from './source.ts';

export interface Cover {
  /** Path of the picture from the project's root. */
  file: string;
  /** Its format as file names end: `jpg`, `png`. */
  format: string;
  width: number;
  height: number;
  alt: string;
}

/** Readers fetch it as it is: no larger than a page can bear, in bytes and in pixels. */
const largest = { bytes: 4 * 1024 * 1024, pixels: 8_000_000 };

/** The cover that settings name, or what is wrong with it. */
export async function readCover(
  { file: name, alt }: { file: string; alt?: string | undefined },
  title: string,
  settingsFile: string,
): Promise<Cover | Message> {
  const file = join(dirname(settingsFile), name);
  try {
    const { width, height, format } = await imageMetadata(readSource(file, largest.bytes), file);
    if (width * height > largest.pixels) {
      const share = Math.sqrt(largest.pixels / (width * height));
      return {
        ...fault,
        reason: `“cover: ${name}” is ${width} × ${height} pixels large.`,
        mend: `Make it ${Math.floor(width * share)} × ${Math.floor(height * share)} or smaller: every reader fetches it.`,
      };
    }
    return { file, format, width, height, alt: alt ?? `Cover of ${title}` };
  } catch (error) {
    return { ...fault, ...whyNot(error, name, dirname(file)) };
  }
}

const fault = { severity: 'error', rule: 'cover' } as const;

function whyNot(error: unknown, name: string, folder: string): Pick<Message, 'reason' | 'mend'> {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
    const near = closest(
      name,
      readdirSync(folder).filter((each) => /\.(?:jpe?g|png|webp|avif|gif)$/i.test(each)),
    );
    return {
      reason: `“cover: ${name}” names a file that is not there.`,
      mend: near ? `Write “cover: ${near}”.` : `Put the picture into ${folder}.`,
    };
  }
  if (error instanceof Error && error.name === 'NoImageMetadata')
    return {
      reason: `“cover: ${name}” is no picture that can be read.`,
      mend: 'Save it anew as .jpg, .png or .webp.',
    };
  const { reason, mend } = unreadable(error);
  return { reason: `“cover: ${name}”: ${reason}`, ...(mend ? { mend } : {}) };
}
