import type { Message } from '../manuscript/manuscript.ts';

/** A message about one of the author's files. */
export interface Problem extends Message {
  /** Path of the file from the project's root. */
  file: string;
}

export type Report = (file: string, messages: Message[]) => void;

/** Puts what is told of a file among the problems. */
export const reportTo =
  (problems: Problem[]): Report =>
  (file, messages) =>
    problems.push(...messages.map((message) => ({ file, ...message })));

/** One problem as a person reads it: where, what, and on a second line what to write instead. */
export function formatProblem({ file, line, severity, rule, reason, mend }: Problem): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return `${where}  ${severity}  ${reason}  [${rule}]${mend ? `\n    → ${mend}` : ''}`;
}

/**
 * The same as GitHub's workflows read it, who show it beside the file: a command of theirs, whose escapes are those of
 * the toolkit that they have for it.
 */
export function annotation({ file, line, severity, reason, mend }: Problem): string {
  const text = (said: string) => said.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const value = (said: string) => text(said).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const place = [`file=${value(file)}`, ...(line === undefined ? [] : [`line=${line}`])].join(',');
  const kind = severity === 'info' ? 'notice' : severity;
  return `::${kind} ${place}::${text(mend ? `${reason}\n${mend}` : reason)}`;
}
