import type { z } from 'astro/zod';
import { closest } from 'fastest-levenshtein';
import type { Message } from '../manuscript/manuscript.ts';
import type { YamlBlock } from '../manuscript/yaml.ts';

/**
 * Holds an author's values against a strict schema. A value that does not fit is an error message with the
 * value to write instead, and only that value is lost: the rest is kept.
 */
export function checkSettings<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  { values, lines }: Pick<YamlBlock, 'values' | 'lines'>,
): { settings: z.output<z.ZodObject<Shape>>; messages: Message[] } {
  const messages: Message[] = [];
  const kept: Record<string, unknown> = { ...values };
  const known = Object.keys(schema.shape);
  for (;;) {
    const result = schema.safeParse(kept);
    if (result.success) return { settings: result.data, messages };
    for (const issue of result.error.issues) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])];
      for (const key of keys) {
        if (!(key in kept)) continue;
        messages.push({
          severity: 'error',
          rule: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'bad-value',
          ...(lines[key] === undefined ? {} : { line: lines[key] }),
          ...explain(issue, key, kept[key], known),
        });
        delete kept[key];
      }
    }
  }
}

function explain(issue: z.core.$ZodIssue, key: string, value: unknown, known: string[]) {
  if (issue.code === 'unrecognized_keys') {
    return {
      reason: `There is no setting “${key}” here.`,
      mend: `Did you mean “${closest(key, known)}”? The settings are: ${known.join(', ')}.`,
    };
  }
  const found = `“${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}”`;
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    return {
      reason: `${found} is not one of the values that “${key}” can have: ${choices.join(', ')}.`,
      mend: `Write “${key}: ${closest(String(value), choices)}”.`,
    };
  }
  return {
    reason: `${found} cannot be used: ${issue.message}.`,
    mend: `Correct “${key}” or take the line out.`,
  };
}
