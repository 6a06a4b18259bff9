/**
 * `npm run inspect -- FILE… [--json] [--strict]`: what the engine makes of a chapter file, a line a decision, read
 * with the settings around it as a build would.
 */
import { dirname, resolve } from 'node:path';
import { type Surroundings, surroundings } from '../library/inherited.ts';
import { formatProblem } from '../library/problems.ts';
import { checkSettings } from '../library/settings.ts';
import { readSource, unreadable } from '../library/source.ts';
import { inspectManuscript } from '../manuscript/index.ts';
import type { Message } from '../manuscript/manuscript.ts';
import type { Outline } from '../manuscript/outline.ts';
import { answer, flag, Refusal } from './call.ts';
import { forPeople, forPrograms, sure, Tally } from './report.ts';

const usage = `npm run inspect -- FILE… [--json] [--strict]

  --json    one JSON object a file, a line each
  --strict  exit status 1 where a decision is less sure than ${sure}

Exit status: 0; 1 where a file cannot be read or has an error; 2 for a call that is not understood.`;

/** npm runs scripts from the project's root; the author's paths begin where the author stands. */
const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
const folderOfCall = script === 'inspect' && caller ? caller : process.cwd();

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Who reads with `head` has seen enough.
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await answer(usage, { json: flag, strict: flag }, async ({ values, positionals: files }) => {
  if (files.length === 0)
    throw new Refusal('Name the files to look at: npm run inspect -- content/works/my-story/01.txt');
  await inspectAll(files, values);
});

/** One file after the other, each printed before the next is read. */
async function inspectAll(
  files: string[],
  { json, strict }: { json: boolean; strict: boolean },
): Promise<void> {
  const tally = new Tally();
  const around = settingsAround((isError) => {
    if (isError) tally.errors += 1;
  });
  for (const file of files) {
    try {
      const outline = await inspect(resolve(folderOfCall, file), around);
      tally.add(outline);
      await print(json ? forPrograms(file, outline) : forPeople(file, outline));
    } catch (error) {
      const message = faultOf(error);
      tally.files += 1;
      tally.errors += 1;
      console.error(formatProblem({ file, ...message }));
      if (json)
        await print(
          JSON.stringify({ file, encoding: null, paragraphs: null, blocks: [], messages: [message] }),
        );
    }
  }
  if (!json && files.length > 1) await print(String(tally));
  if (tally.errors > 0 || (strict && tally.uncertain > 0)) process.exitCode = 1;
}

async function inspect(path: string, around: (path: string) => Surroundings): Promise<Outline> {
  const bytes = readSource(path);
  const { options, schema } = around(path);
  const outline = await inspectManuscript(bytes, path, options);
  const { messages } = checkSettings<typeof schema.shape>(schema, {
    values: outline.settings,
    lines: outline.lines,
  });
  return {
    ...outline,
    messages: [...outline.messages, ...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** The settings around a file: files of one folder share them, and what is wrong there is told once. */
function settingsAround(onProblem: (isError: boolean) => void): (path: string) => Surroundings {
  const told = new Set<string>();
  let last: { folder: string; found: Surroundings } | undefined;
  return (path) => {
    const folder = dirname(path);
    if (last?.folder === folder) return last.found;
    last = { folder, found: surroundings(path) };
    for (const problem of last.found.problems) {
      const line = formatProblem(problem);
      if (told.has(line)) continue;
      told.add(line);
      console.error(line);
      onProblem(problem.severity === 'error');
    }
    return last.found;
  };
}

/** What kept a file from being read: the author's to mend, or else ours. */
function faultOf(error: unknown): Message {
  try {
    return unreadable(error);
  } catch {
    return {
      severity: 'error',
      rule: 'fault',
      reason: `Fleuron failed at this file: ${error instanceof Error ? error.message : String(error)}.`,
      mend: 'This is a fault of Fleuron: please report it with the file.',
    };
  }
}

/** One line, and no more of them than the reader takes. */
async function print(text: string): Promise<void> {
  if (process.stdout.write(`${text}\n`)) return;
  await new Promise((taken) => process.stdout.once('drain', taken));
}
