/** Small libraries on the disk, for tests that read one as a build does but build no page. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { Catalogue } from '../src/library/catalogue.ts';
import type { Problem } from '../src/library/problems.ts';

const root = join('.cache', 'test-library');

/** Writes files (a path → its text or bytes) into a new folder and returns that. */
export function writeLibrary(name: string, files: Record<string, string | Uint8Array>): string {
  const folder = join(root, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Reads the library in a folder, with its settings read anew; with `drafts` as under `npm run dev`. */
export async function readLibrary(folder: string, drafts = false): Promise<Catalogue> {
  vi.stubEnv('FLEURON_CONTENT', folder);
  vi.stubEnv('FLEURON_CACHE', join(folder, '.cache'));
  vi.resetModules();
  const { readCatalogue } = await import('../src/library/catalogue.ts');
  return readCatalogue(drafts);
}

/** The errors and warnings about a file, in one line each: line, rule, reason, mend. */
export function problemsOf({ problems }: Catalogue, file: string): string[] {
  return problems
    .filter((problem) => problem.file.endsWith(file))
    .map(
      ({ line, severity, rule, reason, mend }: Problem) =>
        `${line ?? '-'} ${severity} ${rule}: ${reason} → ${mend}`,
    );
}
