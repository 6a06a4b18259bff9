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

/** The library in a folder as a new process finds it, with its settings read anew. */
export async function openLibrary(folder: string) {
  vi.stubEnv('FLEURON_CONTENT', folder);
  vi.stubEnv('FLEURON_CACHE', join(folder, '.cache'));
  vi.resetModules();
  const { readCatalogue } = await import('../src/library/catalogue.ts');
  const { cachedManuscript } = await import('../src/library/manuscripts.ts');
  return { readCatalogue, cachedManuscript };
}

/** Reads the library in a folder; with `drafts` as under `npm run dev`. */
export async function readLibrary(folder: string, drafts = false): Promise<Catalogue> {
  const { readCatalogue } = await openLibrary(folder);
  return readCatalogue(drafts);
}

/** The head of a PNG, which says how large it is. */
export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.set(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
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
