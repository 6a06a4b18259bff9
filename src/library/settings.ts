/** The author's settings: read from a file, held against a schema, and told of where they do not fit. */
import { existsSync } from 'node:fs';
import { z } from 'astro/zod';
import { closest, distance } from 'fastest-levenshtein';
import { decode } from '../manuscript/decode.ts';
import type { Message, ReadingOptions } from '../manuscript/manuscript.ts';
import { readYaml, type YamlBlock } from '../manuscript/yaml.ts';
import { readingFields, type WorkSettings } from '../schema.ts';
import { dayOf, isToCome } from './dates.ts';
import { accentCaution } from './dress.ts';
import { listOf } from './fields.ts';
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

/** What is wrong in a value, or somewhere inside it: an entry of a list, a key of a group. */
function explain<Shape extends z.core.$ZodLooseShape>(
  issue: z.core.$ZodIssue,
  schema: z.ZodObject<Shape>,
  values: Record<string, unknown>,
): Pick<Message, 'reason' | 'mend' | 'fix'> {
  const [key = '', ...within] = issue.path.map(String);
  // “series: Four Fires” is short for a group.
  const inner = typeof values[key] === 'string' && !/^\d+$/.test(within[0] ?? '') ? [] : within;
  if (issue.code === 'unrecognized_keys') {
    const group = (schema.shape[key] as z.ZodOptional<z.ZodPipe>).unwrap().out;
    const known = group instanceof z.ZodObject ? Object.keys(group.shape) : [];
    const { fix: _, ...told } = unknownKey(issue.keys[0] ?? '', known, {});
    return told;
  }
  const found = inner.reduce<unknown>(
    (value, part) => (listOf(value) as Record<string, unknown> | undefined)?.[part],
    values[key],
  );
  const path = [key, ...inner.filter((part) => !/^\d+$/.test(part))];
  if (found === undefined)
    return { reason: `“${key}” says no “${inner.at(-1)}”.`, mend: `Write “${path.join(': ')}: …”.` };
  return badValue(issue, path, found);
}

function unknownKey(key: string, known: string[], said: object): Pick<Message, 'reason' | 'mend' | 'fix'> {
  const small = key.toLowerCase();
  const near = known.find((name) => isPart(small, name)) ?? closest(small, known);
  const alike = near[0] === small[0] && distance(small, near) <= Math.max(2, small.length / 3);
  const likely = alike || isPart(small, near) || isSlip(small, near);
  const meant = known.filter((name) => isSlip(small, name));
  const sure = meant.length === 1 && meant[0] === near && !(near in said);
  return {
    reason: `There is no setting “${key}” here.`,
    mend: `${likely ? `Did you mean “${near}”? ` : ''}The settings are: ${known.join(', ')}.`,
    ...(sure ? { fix: { key, to: near } } : {}),
  };
}

/** Whether a key is another one with its end cut off, or the last word of it. */
const isPart = (key: string, name: string) => name.startsWith(key) || name.endsWith(`-${key}`);

/** Whether a key is surely a part of another one, or that with a slip of the finger in it. */
const isSlip = (key: string, name: string) =>
  (key.length > 3 && isPart(key, name)) || distance(key, name) <= Math.min(2, key.length / 2.5);

function badValue(
  issue: z.core.$ZodIssue,
  path: string[],
  value: unknown,
): Pick<Message, 'reason' | 'mend' | 'fix'> {
  const key = path.join(': ');
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const found = `“${key}: ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}”`;
  const fix = (to: string) => (path.length === 1 ? { fix: { key, value: shown, to } } : {});
  if (value === null || value === '')
    return { reason: `“${key}:” has no value.`, mend: `Write one after the colon, or take the line out.` };
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    return {
      reason: `${found} is not one of the values that “${key}” can have: ${choices.join(', ')}.`,
      mend: `Write “${key}: ${closest(String(value), choices)}”.`,
    };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean') {
    const no = /^(?:no|off|none|never|0)$/i.test(shown);
    const sure = no || /^(?:yes|on|always|1)$/i.test(shown);
    return {
      reason: `${found} is neither true nor false.`,
      mend: `Write “${key}: ${!no}”.`,
      ...(sure && fix(String(!no))),
    };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string')
    return typeof value === 'object'
      ? { reason: `${found} is not a text.`, mend: `Write “${key}: …” with the text after the colon.` }
      : {
          reason: `${found} is not a text to YAML.`,
          mend: `Put it between quotes: ${key}: "${shown}"`,
          ...fix(`"${shown}"`),
        };
  const reason = `${found} cannot be used: ${issue.message}.`;
  const day = dated.has(key) && dayOf(shown);
  if (day && isToCome(day))
    return { reason, mend: `If it is to appear on that day, write “publish: ${day}”.` };
  const to = meant[key]?.(shown);
  return to
    ? { reason, mend: `Write “${key}: ${to}”.`, ...fix(to) }
    : { reason, mend: `Correct “${path[0] ?? ''}” or take the line out.` };
}

/** Days that have been. */
const dated = new Set(['date', 'published', 'updated']);

/** What to write instead, where it can be made from what was written. */
const meant: Record<string, (value: string) => string | undefined> = {
  address: (value) => (/^[\w.-]+(?::\d+)?(?:\/|$)/.test(value) ? `https://${value}` : undefined),
  language: tagOf,
  slug: (value) =>
    value
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || undefined,
  date: dayOf,
  published: dayOf,
  updated: dayOf,
  publish: dayOf,
};

/** The tag that a language's name, or a tag with a slip in it, stands for. */
function tagOf(value: string): string | undefined {
  try {
    const tag = value.trim().replace(/_/g, '-').replace(/\..*$/, '');
    if (/^[a-z]{2,3}(?:-|$)/i.test(tag)) return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
  const name = value.trim().toLowerCase();
  const english = new Intl.DisplayNames('en', { type: 'language' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .find(
      (tag) =>
        english.of(tag)?.toLowerCase() === name ||
        new Intl.DisplayNames(tag, { type: 'language' }).of(tag)?.toLowerCase() === name,
    );
}
