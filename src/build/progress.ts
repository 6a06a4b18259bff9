/** What a writer sees while a site is built: one line that changes on a terminal, a few that stand in a log. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Problem } from '../library/problems.ts';
import { type Reading, readingChannel } from '../library/readingChannel.ts';

const number = new Intl.NumberFormat('en');
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** Shortest time between two changes of the line, in milliseconds. */
const pause = 80;

/** What those who make pages tell. */
export type Making = Pick<Progress, 'begin' | 'made'>;

/** How far a build has come, for a terminal or a log. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #start = performance.now();
  #pages = 0;
  #missing = 0;
  #made = 0;
  #shown = 0;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
    subscribe(readingChannel, this.#hear);
  }

  #hear = (message: unknown): void => this.read(message as Reading);

  /** So many chapter files are read. */
  read({ read, files }: Reading): void {
    if (read === files) this.#state(`Read ${counted(files, 'chapter file')}.`);
    else this.#line(`Reading chapter file ${number.format(read)} of ${number.format(files)}`);
  }

  /** So many pages the site has, of which so many are to be made. */
  begin(pages: number, missing: number): void {
    this.#pages += pages;
    this.#missing += missing;
    const as = pages > missing ? ` of ${number.format(pages)}; the others are as they were` : '';
    this.#state(`Making ${counted(missing, 'page')}${as}.`);
  }

  /** So many more pages are made. */
  made(count = 1): void {
    this.#made += count;
    this.#line(`Making page ${number.format(this.#made)} of ${number.format(this.#missing)}`);
  }

  /** The closing sum. */
  end(problems: readonly Problem[]): void {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    const kept = this.#pages - this.#missing;
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const warnings = problems.length - errors;
    const parts = [
      counted(this.#pages, 'page'),
      ...(kept > 0 ? [`${number.format(this.#missing)} made, ${number.format(kept)} as they were`] : []),
      ...(errors > 0 ? [counted(errors, 'error')] : []),
      ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
      `${seconds} seconds`,
    ];
    unsubscribe(readingChannel, this.#hear);
    this.#clear();
    this.#out.write(`${parts.join(' · ')}\n`);
  }

  /** A line that the next one replaces; a log has none. */
  #line(text: string): void {
    if (!this.#out.isTTY || performance.now() - this.#shown < pause) return;
    this.#shown = performance.now();
    this.#clear();
    this.#out.write(text.slice(0, this.#out.columns - 1));
  }

  /** A line that stays in a log. */
  #state(text: string): void {
    if (this.#out.isTTY) this.#line(text);
    else this.#out.write(`${text}\n`);
  }

  #clear(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }
}
