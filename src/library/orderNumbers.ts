/** Chapter files that begin with one number: which comes first, only their names say. */
import { basename, dirname } from 'node:path';
import { readFileName } from './names.ts';
import type { Problem } from './problems.ts';

/** @param files of one work, by their paths in reading order */
export function sameNumbers(files: readonly string[]): Problem[] {
  const holders = new Map<string, string>();
  return files.flatMap((file): Problem[] => {
    const { number, title = '' } = readFileName(basename(file));
    // “2024-05-01 Frost” begins with a day.
    if (number === undefined || /^\d/.test(title)) return [];
    const place = `${dirname(file)} ${number}`;
    const holder = holders.get(place);
    if (holder === undefined) {
      holders.set(place, file);
      return [];
    }
    return [
      {
        severity: 'warning',
        file,
        rule: 'same-number',
        reason: `It is number ${number}, and so is ${basename(holder)}; they stand in the order of their names.`,
        mend: 'If that is the wrong way round, give one of them another number: no address changes by it.',
      },
    ];
  });
}
