import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/**
 * A module of the project, loaded by Node itself rather than through Vite. Vite's module runner hides the bindings that
 * V8 needs to see to make inner loops fast, and loads a second copy for the pages: the engine takes more than half as
 * long again there.
 */
export const native = (path: string): unknown => createRequire(import.meta.url)(resolve(path));
