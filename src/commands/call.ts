/** How the commands are called: each says its usage and options, and gets what it was given. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Call<Known extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: Known }>>;

export const flag = { type: 'boolean', default: false } as const;

/** What keeps a command from its work and is the author's to mend: told without a stack. */
export class Refusal extends Error {
  readonly status: 1 | 2;

  /** 1: it cannot be done; 2: the call is not understood, and the usage is told as well. */
  constructor(message: string, status: 1 | 2 = 2) {
    super(message);
    this.status = status;
  }
}

/** Does what the command line asks for, or tells the usage where that is asked for or was missed. */
export async function answer<Known extends Options>(
  usage: string,
  options: Known,
  run: (call: Call<Known>) => void | Promise<void>,
): Promise<void> {
  try {
    if (helpIsWanted()) console.log(usage);
    else await run(readCall(options));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.status === 2 ? `${error.message}\n\n${usage}` : error.message);
    process.exitCode = error.status;
  }
}

const helpIsWanted = () =>
  parseArgs({ strict: false, options: { help: { ...flag, short: 'h' } } }).values.help === true;

function readCall<Known extends Options>(options: Known): Call<Known> {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    // Node's advice on escaping is of no use behind npm.
    throw new Refusal((error as Error).message.replace(/\.\s.*$/s, '.'));
  }
}
