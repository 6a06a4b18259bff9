/**
 * The collections and what their entries hold: metadata only. Pages keep all entries of a library at hand; its texts lie
 * in the manuscript cache, under `manuscript`.
 */
import { defineCollection } from 'astro/content/config';
import { z } from 'astro/zod';
import { status } from './library/fields.ts';
import { authorLoader, chapterLoader, noteLoader, seriesLoader, workLoader } from './library/loaders.ts';
import { archiveWarnings, categories, ratings } from './library/vocabulary.ts';
import { authorCard, language, notePlacement, seriesCard, slug } from './schema.ts';

/** As `astro:content` has it, which Vite alone can load. */
const reference = <Name extends string>(collection: Name) =>
  z.string().transform((id) => ({ collection, id }));

const words = z.int().nonnegative().describe('Words of story; a Han or Kana character counts as one.');

const day = z.iso.date();

const pending = z
  .string()
  .optional()
  .describe('Why readers do not see it yet: “Draft”, or from when. It is there under `npm run dev` alone.');

const works = defineCollection({
  loader: workLoader(),
  schema: z.strictObject({
    title: z.string(),
    authors: z.array(z.string()),
    summary: z.string().optional(),
    language,
    status,
    ornament: z.string().optional(),
    accent: z.strictObject({ light: z.string(), dark: z.string() }).optional(),
    fandoms: z.array(z.string()),
    relationships: z.array(z.string()),
    characters: z.array(z.string()),
    tags: z.array(z.string()),
    rating: z.enum(ratings).optional(),
    archiveWarnings: z.array(z.enum(archiveWarnings)),
    categories: z.array(z.enum(categories)),
    contentNotes: z.array(z.string()),
    series: z.strictObject({ name: z.string(), place: z.int().positive().optional() }).optional(),
    published: day.optional(),
    updated: day.optional().describe('Day of the latest chapter.'),
    cover: z
      .strictObject({
        file: z.string(),
        format: z.string(),
        width: z.number(),
        height: z.number(),
        alt: z.string(),
      })
      .optional(),
    rights: z.string().optional(),
    note: z.string().optional(),
    pageWords: z.int().positive().optional().describe('A chapter of more words has several pages.'),
    was: z
      .array(z.strictObject({ from: z.string(), to: z.string() }))
      .optional()
      .describe('Old addresses, each with what it leads to: this work, or “work/chapter”.'),
    unlisted: z.boolean().optional(),
    pending,
    words,
    chapters: z.array(reference('chapters')).describe('The spine: chapters in reading order.'),
  }),
});

const chapters = defineCollection({
  loader: chapterLoader(),
  schema: z.strictObject({
    work: reference('works'),
    slug,
    title: z.string().optional().describe("The chapter's own title, without its number."),
    label: z.string().optional().describe('What the author calls its place: “Chapter Four”, “Prologue”.'),
    number: z.int().positive().optional().describe('Place among the numbered chapters, from 1.'),
    kind: z.enum(['chapter', 'announcement']).describe('An announcement is a chapter that is only a note.'),
    volume: z.string().optional().describe('The volume of the work that it belongs to.'),
    language,
    words,
    scenes: z.int().nonnegative(),
    notes: z.array(reference('notes')),
    date: day.optional().describe('When it came out.'),
    unlisted: z.boolean().optional(),
    pending,
    contentNotes: z.array(z.string()).optional().describe('What its settings say of it beforehand.'),
    warnings: z.array(z.string()).describe('Content warnings that the chapter’s notes give.'),
    changed: z.iso.datetime().optional().describe('When its file was last changed, by git.'),
    illustrations: z
      .array(z.strictObject({ file: z.string(), name: z.string(), format: z.string() }))
      .optional()
      .describe('Pictures in its text: the file, and its path on the site without the format.'),
    manuscript: z.string().describe('Key of the parsed text in the manuscript cache.'),
    part: z.int().nonnegative().describe('Which chapter of that manuscript, from 0.'),
  }),
});

const notes = defineCollection({
  loader: noteLoader(),
  schema: z.strictObject({
    chapter: reference('chapters'),
    placement: notePlacement,
    label: z.string().optional().describe("The author's own label, such as “A/N”."),
    words,
    part: z.int().nonnegative().describe('Which note of its chapter, from 0.'),
  }),
});

/** By the author's name. */
const authors = defineCollection({
  loader: authorLoader(),
  schema: authorCard.extend({ name: z.string() }),
});

/** By the title of the series. */
const series = defineCollection({
  loader: seriesLoader(),
  schema: seriesCard.omit({ title: true }).extend({ name: z.string() }),
});

export const collections = { works, chapters, notes, authors, series };
