/** `npm run check -- --fix`: what can be mended for sure in the author's settings, and nothing else of their files. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Problem } from '../library/problems.ts';

/** Writes each key that was surely meant in place of the one that is not known; returns a line a change. */
export function mend(problems: Problem[]): string[] {
  const changes: string[] = [];
  for (const { file, line = 0, rename } of problems) {
    if (!rename) continue;
    // Byte for byte: the file keeps its encoding and its line ends.
    const parts = readFileSync(file, 'latin1').split(/(\r\n|\r|\n)/);
    const at = 2 * (line - 1);
    const mended = parts[at] && withKey(parts[at], rename);
    if (!mended) continue;
    parts[at] = mended;
    writeFileSync(file, parts.join(''), 'latin1');
    changes.push(`${file}:${line}  “${rename.from}:” is now “${rename.to}:”.`);
  }
  return changes;
}

/** The line with another key; none where the key does not stand at its head as it was read. */
function withKey(line: string, { from, to }: { from: string; to: string }): string | undefined {
  const key = Buffer.from(from, 'utf8').toString('latin1');
  const head = line.match(/^(?:\xEF\xBB\xBF)?\s*["']?/)?.[0] ?? '';
  const rest = line.slice(head.length);
  return rest.startsWith(key) && /^["']?\s*:/.test(rest.slice(key.length))
    ? head + to + rest.slice(key.length)
    : undefined;
}
