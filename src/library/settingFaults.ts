/** What to say of a setting that does not fit: what was found, what to write, and what of that is sure. */
import { z } from 'astro/zod';
import { closest, distance } from 'fastest-levenshtein';
import type { Message } from '../manuscript/manuscript.ts';
import { dayOf, isToCome } from './dates.ts';
import { listOf } from './fields.ts';
import { isNear, nearOf } from './near.ts';

/** What is wrong in a value, or somewhere inside it: an entry of a list, a key of a group. */
export function explain<Shape extends z.core.$ZodLooseShape>(
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

export function unknownKey(
  key: string,
  known: string[],
  said: object,
): Pick<Message, 'reason' | 'mend' | 'fix'> {
  const small = key.toLowerCase();
  const near = known.find((name) => isPart(small, name)) ?? closest(small, known);
  const alike = near[0] === small[0] && isNear(small, near);
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
    const near = nearOf(shown, choices);
    return {
      reason: `${found} is not one of the values that “${key}” can have: ${choices.join(', ')}.`,
      mend: near ? `Write “${key}: ${near}”.` : 'Write one of them.',
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
