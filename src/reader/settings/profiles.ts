/** Sets of settings under names of the reader's: “Evening”, “On the train”. */

import { read, record, write } from '../storage.ts';
import { parseSettings, type Settings } from './settings.ts';

export interface Profile {
  name: string;
  settings: Settings;
}

export const profilesKey = 'fleuron.profiles.1';
/** Characters. */
export const longestName = 60;

/** Keeps what has a name: no name twice, the first one wins; in the order of the alphabet. */
export function parseProfiles(stored: unknown): Profile[] {
  const found = new Map<string, Profile>();
  for (const item of Array.isArray(stored) ? stored : []) {
    const { name: given, settings } = record(item);
    const name = tidy(given);
    if (name && !found.has(name)) found.set(name, { name, settings: parseSettings(settings) });
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** A name as it is kept: without spaces around it, not too long. */
export const tidy = (name: unknown): string =>
  typeof name === 'string' ? [...name.replace(/\s+/g, ' ').trim()].slice(0, longestName).join('').trim() : '';

/** What the browser refused to keep: it holds for as long as the page does. */
let refused: Profile[] | undefined;

export const profiles = (): Profile[] => refused ?? read(profilesKey, parseProfiles);

/** Keeps these instead of all there were, and tells the document with a `profiles` event. */
export function keepProfiles(next: Profile[]): void {
  const parsed = parseProfiles(next);
  refused = write(profilesKey, parsed.length > 0 ? parsed : undefined) ? undefined : parsed;
  document.dispatchEvent(new Event('profiles'));
}

/** Keeps settings under a name, in place of what stood there. */
export const saveProfile = (name: string, settings: Settings): void =>
  keepProfiles([{ name, settings }, ...profiles()]);

export const deleteProfile = (name: string): void =>
  keepProfiles(profiles().filter((profile) => profile.name !== name));

/** Gives a profile another name, in place of one that had it. */
export function renameProfile(name: string, newName: string): void {
  const renamed = profiles().find((profile) => profile.name === name);
  if (!renamed || !tidy(newName)) return;
  deleteProfile(name);
  saveProfile(newName, renamed.settings);
}

/** Names of the profiles that are just like these settings. */
export const namesOf = (settings: Settings): string[] =>
  profiles()
    .filter((profile) => JSON.stringify(profile.settings) === JSON.stringify(settings))
    .map(({ name }) => name);
