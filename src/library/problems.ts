import type { Message } from '../manuscript/manuscript.ts';

/** A message about one of the author's files. */
export interface Problem extends Message {
  /** Path of the file from the project's root. */
  file: string;
}

/** One problem as a person reads it: where, what, and on a second line what to write instead. */
export function formatProblem({ file, line, severity, rule, reason, mend }: Problem): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return `${where}  ${severity}  ${reason}  [${rule}]${mend ? `\n    → ${mend}` : ''}`;
}
