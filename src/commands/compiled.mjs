/**
 * Has Node keep what it compiles, for the next call of a command. Loaded by `--import`, and no TypeScript, so that
 * nothing is read before: what reads TypeScript is the largest piece of all.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
