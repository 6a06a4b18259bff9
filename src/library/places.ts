import { resolve } from 'node:path';

/** Where the author's files lie. Tests and the bench read another library through `FLEURON_CONTENT`. */
export const contentDir = resolve(process.env.FLEURON_CONTENT ?? 'content');

/** What a later build may reuse; outside `node_modules`, which every clean install empties. */
export const cacheDir = resolve(process.env.FLEURON_CACHE ?? '.cache');
