/** What a chapter file is told by the settings around it, found from the file's own path. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { chapterSettings, siteSettings, workSettings } from '../schema.ts';
import type { Problem } from './problems.ts';
import { nearest, readSettings } from './settings.ts';

export interface Surroundings {
  options: ReadingOptions;
  /** What the file's own front matter may say: a work's settings if it is one by itself. */
  schema: typeof workSettings | typeof chapterSettings;
  problems: Problem[];
}

/** The settings of the site and the work that a file belongs to; none where it lies outside a library. */
export function surroundings(file: string): Surroundings {
  const around = dirname(file);
  // In a volume of a work.
  const inVolume = basename(dirname(dirname(around))) === 'works' && basename(dirname(around)) !== 'works';
  const folder = inVolume ? dirname(around) : around;
  const alone = basename(folder) === 'works';
  const works = alone ? folder : dirname(folder);
  const inLibrary = basename(works) === 'works';
  const workFile = join(folder, 'work.yaml');
  const problems: Problem[] = [];
  const told = <Settings>(path: string, read: { settings: Settings; messages: Message[] }) => {
    problems.push(...read.messages.map((message) => ({ ...message, file: relative(process.cwd(), path) })));
    return read.settings;
  };
  const siteFile = join(dirname(works), 'site.yaml');
  const site = inLibrary ? told(siteFile, readSettings(siteFile, siteSettings)) : {};
  const work = alone ? {} : told(workFile, readSettings(workFile, workSettings));
  const inWork = !alone && (inLibrary || existsSync(workFile));
  return { options: nearest(site, work), schema: inWork ? chapterSettings : workSettings, problems };
}
