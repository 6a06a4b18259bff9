/** The author's settings: read from a file, held against a schema, and told of where they do not fit. */
import { existsSync } from 'node:fs';
import type { z } from 'astro/zod';
import { decode } from '../manuscript/decode.ts';
import type { Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { readYaml, type YamlBlock } from '../manuscript/yaml.ts';
import { readingFields, type WorkSettings } from '../schema.ts';
import { accentCaution } from './dress.ts';
import { explain, unknownKey } from './settingFaults.ts';
import { readSource, unreadable } from './source.ts';

export interface Checked<Shape extends z.core.$ZodLooseShape> {
  settings: z.output<z.ZodObject<Shape>>;
  messages: Message[];
  /** Line of the file on which each setting stands. */
  lines: YamlBlock['lines'];
}

/** Largest settings file, in bytes. */
const largestSettings = 1024 * 1024;

/** Reads `work.yaml` or `site.yaml`, in whatever encoding. Where there is no file, nothing is said. */
export function readSettings<Shape extends z.core.$ZodLooseShape>(
  file: string,
  schema: z.ZodObject<Shape>,
): Checked<Shape> {
  const nothing = { values: {}, lines: {} };
  if (!existsSync(file)) return checkSettings(schema, nothing);
  try {
    const { text, messages: bytes } = decode(readSource(file, largestSettings));
    const block = readYaml(text);
    const { settings, messages } = checkSettings(schema, block);
    const faults = bytes.filter(({ severity }) => severity !== 'info');
    return { settings, lines: block.lines, messages: [...faults, ...block.messages, ...messages] };
  } catch (error) {
    return { ...checkSettings(schema, nothing), messages: [unreadable(error)] };
  }
}

/** How to read a text, said at several levels: the last one that says it wins. */
export function nearest(...levels: ReadingOptions[]): ReadingOptions {
  const said = levels.flatMap((level) =>
    readingFields.flatMap((field) => (level[field] === undefined ? [] : [[field, level[field]] as const])),
  );
  return Object.fromEntries(said);
}

/**
 * Holds an author's values against a strict schema. A value that does not fit is an error message with the
 * value to write instead, and only that value is lost: the rest is kept.
 */
export function checkSettings<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  { values, lines }: Pick<YamlBlock, 'values' | 'lines'>,
): Checked<Shape> {
  const messages: Message[] = [];
  const kept: Record<string, unknown> = { ...values };
  const known = Object.keys(schema.shape);
  for (;;) {
    const result = schema.safeParse(kept);
    if (result.success) {
      messages.push(...cautions(result.data, lines));
      messages.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
      return { settings: result.data, messages, lines };
    }
    const before = Object.keys(kept).length;
    for (const issue of result.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' && issue.path.length === 0;
      for (const key of unknown ? issue.keys : [String(issue.path[0])]) {
        if (!(key in kept)) continue;
        messages.push({
          severity: 'error',
          rule: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'bad-value',
          ...(lines[key] === undefined ? {} : { line: lines[key] }),
          ...(unknown ? unknownKey(key, known, kept) : explain(issue, schema, kept)),
        });
        delete kept[key];
      }
    }
    if (Object.keys(kept).length === before) throw result.error;
  }
}

/** What fits, and yet does readers no good. */
function cautions(settings: Record<string, unknown>, lines: YamlBlock['lines']): Message[] {
  const caution = accentCaution(settings['accent'] as WorkSettings['accent']);
  return caution ? [{ ...caution, ...(lines['accent'] === undefined ? {} : { line: lines['accent'] }) }] : [];
}
