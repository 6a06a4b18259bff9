/** One of the processes of `processes.ts`: reads its task from its call, and tells the other how far it has come. */
import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { type Reading, readingChannel } from '../library/readingChannel.ts';
import { readAs } from '../library/works.ts';
import { Ledger } from './ledger.ts';
import { buildPart } from './part.ts';
import type { News, Task } from './processes.ts';

/** How many steps are told of at once. */
const stride = 20;
const tell = (news: News, told = () => {}) => process.send?.(news, undefined, {}, told);

const { site, scratch, shard } = JSON.parse(process.argv[2] ?? '') as Task;
const ledger = new Ledger(site);
let made = 0;

// Nobody waits for its pages any more. Ctrl-C reaches all processes, and is the first one's to answer.
const leave = () => process.exit(1);
process.once('disconnect', leave);
process.on('SIGINT', () => {});

subscribe(readingChannel, (message) => {
  const reading = message as Reading;
  if (reading.read % stride === 0 || reading.read === reading.files) tell({ reading });
});
readAs(shard);
const problems = await buildPart({
  site,
  outDir: join(scratch, 'site'),
  cacheDir: join(scratch, 'astro'),
  shard,
  ledger,
  progress: {
    begin: (pages, missing) => tell({ pages, missing }),
    made: () => {
      made += 1;
      if (made % stride === 0) tell({ made: stride });
    },
  },
  // One of them tells of an author's faults.
  quiet: shard.at > 1,
});
const faulty = Boolean(process.exitCode);
process.exitCode = 0;
// Thousands of lines take a while to be told.
tell({ lines: ledger.lines, whole: ledger.whole, problems, faulty }, () => {
  process.off('disconnect', leave);
  process.disconnect();
});
