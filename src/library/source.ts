/** The author's files as bytes, and what to say where they cannot be had. */
import { readFileSync, type Stats, statSync } from 'node:fs';
import type { Message } from '../manuscript/manuscript.ts';

/** Largest chapter file, in bytes: some thirty times the longest novel. */
export const largestFile = 50 * 1024 * 1024;

/** A file that cannot be read: the author's to mend. */
class Unreadable extends Error {
  readonly mend: string;

  constructor(reason: string, mend: string) {
    super(reason);
    this.mend = mend;
  }
}

/** Size and date of a file that can be read; throws where it is none, or too large. */
export function statSource(file: string, largest = largestFile): Stats {
  const stat = statSync(file);
  if (stat.isDirectory())
    throw new Unreadable(
      'This is a folder, not a chapter file.',
      'Rename it if it has a file’s name; the files in it may be chapters of their own.',
    );
  if (!stat.isFile())
    throw new Unreadable('This is no file that holds text.', 'Put a text file in its place.');
  if (stat.size > largest)
    throw new Unreadable(
      `The file is ${inMegabytes(stat.size)} long; at most ${inMegabytes(largest)} are read.`,
      'Cut it into several files, or look whether it is a text at all.',
    );
  return stat;
}

/** The bytes of a file; throws as `statSource` does. */
export function readSource(file: string, largest?: number): Uint8Array {
  statSource(file, largest);
  return readFileSync(file);
}

/** A file that the system does not give is the author's to mend; any other error is ours, and is thrown on. */
export function unreadable(error: unknown): Message {
  const told = { severity: 'error', rule: 'unreadable' } as const;
  if (error instanceof Unreadable) return { ...told, reason: error.message, mend: error.mend };
  // The stack ends where a parser that calls itself meets text nested in itself ten thousand times.
  if (error instanceof RangeError)
    return {
      ...told,
      reason: 'Quotations, lists or tags are nested here deeper than can be read.',
      mend: 'Take out what is nested for no reason, such as rows of “>”.',
    };
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  const [reason, mend] = systemFaults[String('code' in error && error.code)] ?? [
    `This cannot be read: ${error.message}.`,
    'Look whether it is a file that you may open, and save it anew.',
  ];
  return { ...told, reason, mend };
}

const systemFaults: Record<string, [reason: string, mend: string]> = {
  ENOENT: ['There is no such file.', 'Look at the name; if it is a link, look where it leads.'],
  EACCES: ['This may not be opened.', 'Give yourself the right to read it (chmod u+r).'],
  EPERM: ['This may not be opened.', 'Give yourself the right to read it (chmod u+r).'],
  ELOOP: ['This link leads back to itself.', 'Put the file itself in its place.'],
  ENOTDIR: ['A part of this path is a file, not a folder.', 'Look at the path.'],
  ENAMETOOLONG: ['This name is longer than the system takes.', 'Give it a shorter name.'],
};

function inMegabytes(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.ceil(bytes / 1024)} kB`
    : `${(bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
}
