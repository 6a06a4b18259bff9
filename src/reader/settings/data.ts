/**
 * All that the browser keeps for a reader, as one file to take along: `{ fleuron: 1, settings, profiles, places, marks }`.
 * Each part is parsed as storage is: what is understood is taken in, the rest is as if it were not there.
 */

import { record } from '../storage.ts';
import { keepProfiles, parseProfiles, profiles } from './profiles.ts';
import { replace, settings } from './settings.ts';

/** The format's version. */
const version = 1;

interface Part {
  /** What JSON can hold; undefined where there is nothing. */
  out(): unknown;
  /** Takes in what it understands beside what is there, and says how many that were. */
  in(given: unknown): number;
}

const parts: Record<string, () => Promise<Part> | Part> = {
  settings: () => ({ out: settings, in: takeSettings }),
  profiles: () => ({ out: () => (profiles().length > 0 ? profiles() : undefined), in: takeProfiles }),
  places: () =>
    import('../places/data.ts').then(({ exportPlaces, importPlaces }) => ({
      out: exportPlaces,
      in: importPlaces,
    })),
  marks: () =>
    import('../marks/data.ts').then(({ exportMarks, importMarks }) => ({
      out: exportMarks,
      in: importMarks,
    })),
};

/** The text of the file. */
export async function exportData(): Promise<string> {
  const data: Record<string, unknown> = { fleuron: version };
  for (const [name, part] of Object.entries(parts)) data[name] = (await part()).out();
  return JSON.stringify(data, null, 2);
}

/** How many things of each part were taken in. */
export type Taken = Record<string, number>;

/** Takes a file in. Throws a Refusal, and changes nothing, where it is not one of ours. */
export async function importData(text: string): Promise<Taken> {
  const data = parseData(text);
  const taken: Taken = {};
  for (const [name, part] of Object.entries(parts))
    taken[name] = data[name] === undefined ? 0 : (await part()).in(data[name]);
  return taken;
}

/** Its message is for the reader. */
export class Refusal extends Error {}

export function parseData(text: string): Record<string, unknown> {
  let data: Record<string, unknown> = {};
  try {
    data = record(JSON.parse(text));
  } catch {
    // Said below: what is not JSON is not one of ours either.
  }
  const { fleuron } = data;
  if (typeof fleuron !== 'number') throw new Refusal('This is not a file that Fleuron wrote.');
  if (fleuron !== version) throw new Refusal('This file was written by a newer Fleuron.');
  return data;
}

function takeSettings(given: unknown): number {
  replace(given);
  return 1;
}

function takeProfiles(given: unknown): number {
  const theirs = parseProfiles(given);
  keepProfiles([...theirs, ...profiles()]);
  return theirs.length;
}
