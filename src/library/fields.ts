/** The kinds of value that settings have, beyond plain texts and numbers. Each error message ends a sentence. */
import { z } from 'astro/zod';
import { isToCome } from './dates.ts';
import { archiveWarnings, categories, ratings, statuses, statusFor, wordFor } from './vocabulary.ts';

/** One text is a list of what stands between its commas. */
export const listOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(/\s*[,;]\s*/)
        .map((each) => each.trim())
        .filter(Boolean)
    : value;

const name = z.string().min(1).max(200, { error: 'it is longer than two hundred characters' });

/** One name, several between commas, or a list: each once. */
export const names = z
  .preprocess(listOf, z.array(name).min(1, { error: 'it names nothing' }))
  .transform((list) => [...new Set(list.map((each) => each.normalize('NFC').trim()))]);

const word = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  meant = (text: string): string | undefined => wordFor(words, text),
) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? (meant(value) ?? value) : value),
    z.enum(words as unknown as Record<string, Words[number]>),
  );

const someOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .preprocess(listOf, z.array(word(words)).min(1, { error: 'it names nothing' }))
    .transform((list) => [...new Set(list)]);

export const rating = word(ratings);
export const status = word(statuses, statusFor);
export const warningList = someOf(archiveWarnings);
export const categoryList = someOf(categories);

/** A day that has been. */
export const pastDay = z.iso
  .date({ error: 'a date is written as year, month and day, such as “2024-03-05”' })
  .refine((text) => !isToCome(text), { error: 'this day is still to come' });

/** A day, or a moment with its time zone. */
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error:
      'it is written as year, month and day, such as “2024-03-05”, or as “2024-03-05T18:00+01:00” with the hour',
  })
  .describe('The text is absent until a build on or after this day (by UTC), or this moment.');

export const series = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.strictObject({
    name: name.describe('Title of the series.'),
    place: z
      .int({ error: 'a place is a whole number from 1' })
      .positive({ error: 'a place is a whole number from 1' })
      .optional()
      .describe('Which work of the series, from 1.'),
  }),
);

/** One that lies beside the settings which name it. */
export const picture = z.preprocess(
  (value) => (typeof value === 'string' ? { file: value } : value),
  z.strictObject({
    file: z
      .string()
      .regex(/^[^/\\]+\.(?:jpe?g|png|webp|avif|gif)$/i, {
        error: 'a picture is the name of a .jpg, .png, .webp, .avif or .gif file beside these settings',
      })
      .describe('A picture that lies beside these settings.'),
    alt: z.string().optional().describe('What the picture shows, for those who do not see it.'),
  }),
);

export const links = z
  .record(
    z.string(),
    z.url({
      protocol: /^(?:https?|mailto)$/,
      error: 'an address begins with “https://”, “http://” or “mailto:”',
    }),
  )
  .describe('Addresses by what they are called: “Mastodon: https://…”.');
