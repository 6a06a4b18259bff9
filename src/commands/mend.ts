/** `npm run check -- --fix`: what can be mended for sure in the author's settings, and nothing else of their files. */
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../library/problems.ts';

/** Writes each key or value that was surely meant in place of what cannot be used; returns a line a change. */
export function mend(problems: Problem[]): string[] {
  const changes: string[] = [];
  for (const { file, line = 0, fix } of problems) {
    if (!fix) continue;
    // Byte for byte: the file keeps its encoding and its line ends.
    const parts = readFileSync(file, 'latin1').split(/(\r\n|\r|\n)/);
    const at = 2 * (line - 1);
    const mended = parts[at] && fixed(parts[at], fix);
    if (!mended) continue;
    parts[at] = mended;
    replace(file, parts.join(''));
    const { key, value, to } = fix;
    const [was, is] = value === undefined ? [`${key}:`, `${to}:`] : [`${key}: ${value}`, `${key}: ${to}`];
    changes.push(`${file}:${line}  “${was}” is now “${is}”.`);
  }
  return changes;
}

/** Writes a file beside the author's, then puts it in its place: a full disk leaves the one or the other, and never half. */
function replace(file: string, text: string): void {
  const path = realpathSync(file);
  const mended = join(dirname(path), `.${basename(path)}.mended`);
  try {
    writeFileSync(mended, text, { encoding: 'latin1', mode: statSync(path).mode });
    renameSync(mended, path);
  } finally {
    rmSync(mended, { force: true });
  }
}

/** The line with another key or value; none where what is to go does not stand on it as it was read. */
function fixed(line: string, { key, value, to }: NonNullable<Problem['fix']>): string | undefined {
  const [, head = '', name, colon = '', said = '', tail = ''] =
    /^((?:\xEF\xBB\xBF)?\s*["']?)([^:]*?)(["']?\s*:\s*)(.*?)((?:\s+#.*)?\s*)$/.exec(line) ?? [];
  if (name !== bytes(key)) return undefined;
  if (value === undefined) return head + bytes(to) + colon + said + tail;
  const bare = said.replace(/^(["'])(.*)\1$/, '$2');
  return bare === bytes(value) ? head + name + colon + bytes(to) + tail : undefined;
}

const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
