/** Chapter files, each read again only when it, its settings or a picture that it names has changed. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReadingOptions } from '../manuscript/manuscript.ts';
import { manuscriptKey, type Outline, parseOnce } from './manuscripts.ts';
import { type Picture, pathOf, placesOf, readPictures, stampOf } from './pictures.ts';
import { statSource } from './source.ts';

/** A chapter file once read: what it holds without its text. */
export interface FileRecord extends Outline {
  stamp: string;
  key: string;
  /** Key of the same text before its pictures were placed. */
  plainKey: string;
  pictures: Record<string, Picture>;
  /** Files that decide how it is read: its own and its pictures', there or not. */
  sources: string[];
}

const records = new Map<string, FileRecord>();

/**
 * Keys of the manuscripts that are asked for again: those of drafts, too, which `npm run dev` may be showing, and those
 * that a change of pictures goes back to.
 */
export const keysInUse = (): string[] =>
  [...records.values()].flatMap(({ key, plainKey }) => [key, plainKey]);

/**
 * Reads a chapter file, from the cache where it can.
 *
 * @param inherited how it is read where it does not say otherwise
 */
export async function readChapterFile(file: string, inherited: ReadingOptions): Promise<FileRecord> {
  statSource(file);
  const known = records.get(file);
  const stampFor = (stamps: string[]) => JSON.stringify([stamps, inherited]);
  if (known && known.stamp === stampFor(known.sources.map(stampOf))) return known;
  // Before it is read: what is saved meanwhile is another stamp's.
  const own = stampOf(file);
  const bytes = readFileSync(file);
  const plainKey = manuscriptKey(bytes, file, inherited);
  const plain = await parseOnce(plainKey, bytes, file, inherited);
  const named = plain.chapters.flatMap(({ pictures }) => pictures);
  const pictureFiles = named.map(({ src }) => join(dirname(file), pathOf(src)));
  const stamp = stampFor([own, ...pictureFiles.map(stampOf)]);
  const { pictures, messages } = await readPictures(named, file);
  const placed = Object.keys(pictures).length > 0 && { ...inherited, pictures: placesOf(pictures) };
  const key = placed ? manuscriptKey(bytes, file, placed) : plainKey;
  const outline = placed ? await parseOnce(key, bytes, file, placed) : plain;
  const record = {
    ...outline,
    messages: [...outline.messages, ...messages],
    stamp,
    key,
    plainKey,
    pictures,
    sources: [file, ...pictureFiles],
  };
  records.set(file, record);
  return record;
}
