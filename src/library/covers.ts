/** The picture that stands for a work. */
import { dirname, join } from 'node:path';
import type { Message } from '../manuscript/manuscript.ts';
import { measure } from './pictures.ts';

export interface Cover {
  /** Path of the picture from the project's root. */
  file: string;
  /** Its format as file names end: `jpg`, `png`. */
  format: string;
  width: number;
  height: number;
  alt: string;
}

/** The cover that settings name, or what is wrong with it. */
export async function readCover(
  { file: name, alt }: { file: string; alt?: string | undefined },
  title: string,
  settingsFile: string,
): Promise<Cover | Message> {
  const file = join(dirname(settingsFile), name);
  const found = await measure(file, name, (each) => `cover: ${each}`);
  if ('reason' in found) return { severity: 'error', rule: 'cover', ...found };
  const { format, width, height } = found;
  return { file, format, width, height, alt: alt ?? `Cover of ${title}` };
}
