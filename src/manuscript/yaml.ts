import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Message } from './manuscript.ts';

/** Longest YAML that is read, in characters: a page of settings, not a data set. */
const longest = 100_000;

export interface YamlBlock {
  /** Top-level values by key. Empty where the text is not a YAML mapping. */
  values: Record<string, unknown>;
  /** Line of the file on which each key stands. */
  lines: Record<string, number>;
  messages: Message[];
}

/**
 * Reads a YAML mapping and never throws: what cannot be read becomes an error message with its line.
 *
 * @param text the YAML alone, without fences
 * @param firstLine line of the file on which `text` begins
 */
export function readYaml(text: string, firstLine = 1): YamlBlock {
  const block: YamlBlock = { values: Object.create(null), lines: Object.create(null), messages: [] };
  const fault = (line: number, reason: string, mend: string) =>
    block.messages.push({ severity: 'error', line, rule: 'yaml', reason, mend });
  if (text.length > longest) {
    fault(
      firstLine,
      `The settings are ${text.length} characters long; at most ${longest} are read.`,
      'Keep only settings here and move the text below them.',
    );
    return block;
  }
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    version: '1.2',
    schema: 'core',
  });
  const lineOf = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  for (const error of document.errors) {
    const what = error.message.split('\n')[0] ?? error.code;
    fault(
      lineOf(error.pos[0]),
      `This is not YAML: ${what}`,
      'Write one “key: value” a line; put a value that holds “: ” or “#” between quotes.',
    );
  }
  if (document.errors.length > 0 || document.contents === null) return block;
  if (!isMap(document.contents)) {
    fault(
      firstLine,
      'The settings are not a list of “key: value” lines.',
      'Write, for instance, “title: The Salt Road”.',
    );
    return block;
  }
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    fault(
      firstLine,
      `The settings cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Write the values out instead of repeating aliases.',
    );
    return block;
  }
  for (const pair of document.contents.items) {
    if (!isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    block.values[key] = (values as Record<string, unknown>)[key];
    block.lines[key] = lineOf(pair.key.range?.[0] ?? 0);
  }
  return block;
}
