/**
 * Everything an author can say about the site, a work or a chapter: each field a sentence, its unit, its default.
 *
 * The objects are strict: a key they do not know is an error, never ignored. Long, because all that can be said stands
 * here and nowhere else.
 */
import { z } from 'astro/zod';
import { rgb } from './library/colour.ts';
import {
  categoryList,
  links,
  moment,
  names,
  pastDay,
  picture,
  rating,
  series,
  status,
  warningList,
} from './library/fields.ts';
import { isEncoding } from './manuscript/decode.ts';
import { isLanguageTag } from './manuscript/guessLanguage.ts';

/** Most bytes of a part of an address, which is the name of a folder, and of all of them. */
const longest = { name: 200, path: 1000 };

export const slug = z
  .string()
  .max(120, { error: 'a slug has at most 120 letters' })
  .refine((text) => Buffer.byteLength(text) <= longest.name, { error: 'a slug has at most 200 bytes' })
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{M}\p{N}]+)*$/u, {
    error: 'a slug is letters and digits joined by single hyphens, such as “the-salt-road”',
  })
  .describe('The part of the address that names a work or a chapter.');

const list = <Item extends z.ZodType<string>>(item: Item) =>
  z
    .union([item, z.array(item)], { error: (issue) => sharedError(issue, item) })
    .transform((value) => (typeof value === 'string' ? [value] : value));

/** What is wrong with the first of several that is wrong. */
function sharedError({ input }: { input: unknown }, item: z.ZodType<string>): string {
  const wrong = [input].flat().map((value) => item.safeParse(value).error?.issues[0]?.message);
  return wrong.find(Boolean) ?? 'write one, or a list of them';
}

const path = list(
  z
    .string()
    .refine(
      (text) =>
        Buffer.byteLength(text) <= longest.path &&
        text.split('/').every((name) => Buffer.byteLength(name) <= longest.name),
      { error: 'an old address has at most 1,000 bytes, and each name in it at most 200' },
    )
    .regex(
      /^\/?(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_~-]*\/)*[\p{L}\p{N}][\p{L}\p{M}\p{N}_~-]*(?:\.[a-z]{2,5})?\/?$/u,
      {
        error:
          'an old address is names with “/” between them, such as “the-old-name” or “/archive/2019/ash.html”',
      },
    ),
);

const aliases = path.describe(
  'Old addresses that lead here: beside the present one or, with “/” first, from the front page. One, or a list.',
);

export const language = z
  .string()
  .refine(isLanguageTag, { error: 'a language is a BCP 47 tag, such as “en”, “pt-BR” or “ja”' })
  .describe('BCP 47 tag of the language the text is written in.');

export const notePlacement = z.enum(['opening', 'closing', 'inline']);

/** How a chapter's text is read. Said for the site, a work or a chapter; the nearest one wins, and wins over any guess. */
const reading = {
  language: language.optional().describe('Language of the text; decides quotes, hyphens and direction.'),
  encoding: z
    .string()
    .refine(isEncoding, {
      error:
        'there is no encoding of that name; there are “windows-1252”, “utf-16le”, “shift_jis” and others',
    })
    .optional()
    .describe('Character encoding of the file, such as “windows-1252”, where the guess is wrong.'),
  typography: z
    .boolean()
    .optional()
    .describe('Whether straight quotes, double hyphens and dots are set as a printer would. Default: true.'),
  breaks: z
    .enum(['auto', 'marks-only'])
    .optional()
    .describe('“marks-only”: a wide gap is never a scene break. Default: auto.'),
  notes: z
    .enum(['auto', 'none'])
    .optional()
    .describe('“none”: nothing is taken for an author’s note. Default: auto.'),
  lines: z
    .enum(['auto', 'verse', 'paragraphs'])
    .optional()
    .describe(
      '“verse”: short lines are verse; “paragraphs”: all is prose, without verse, letters, logs and screens. Default: auto.',
    ),
  chapters: z
    .enum(['auto', 'one'])
    .optional()
    .describe('“one”: a file is one chapter, whatever headings it has. Default: auto.'),
  header: z
    .enum(['auto', 'none'])
    .optional()
    .describe('“none”: no title page, download header or table of contents is left out. Default: auto.'),
};

/** The names of the settings that decide how a text is read and set. */
export const readingFields = [...(Object.keys(reading) as (keyof typeof reading)[]), 'ornament'] as const;

const authors = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
    error: 'write one name, or a list of names',
  })
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .describe('Who wrote it: one name, or a list of names.');

const ornament = z
  .string()
  .min(1)
  .max(12, { error: 'it is longer than twelve characters' })
  .describe('Drawn at scene breaks in place of the theme’s own ornament: one to twelve characters.');

const colour = z.string().refine((text) => rgb(text) !== undefined, {
  error: 'a colour is written as in CSS, such as “#2a604b”, and lets nothing shine through',
});

const accent = z
  .union([colour, z.tuple([colour, colour])], {
    error: 'write one colour as in CSS, such as “#2a604b”, or two: ["#2a604b", "#8fc3a7"]',
  })
  .describe('Colour of links and ornaments: one, or a list of two, for light pages and for dark ones.');

/** When a text is there for readers, and who finds it. */
const appearance = {
  draft: z
    .boolean()
    .optional()
    .describe('“true”: absent from the site; under “npm run dev” it is there, and marked. Default: false.'),
  publish: moment.optional(),
  unlisted: z
    .boolean()
    .optional()
    .describe('“true”: read by whoever has the address, and in no list. Default: false.'),
  'content-notes': names
    .optional()
    .describe(
      'What a reader may want to know beforehand. Default: for a chapter, in the contents, the warnings that its notes give.',
    ),
};

const note = z.string().optional().describe('What the author says of the work, below its contents.');

const pageWords = z
  .union([z.int().min(500), z.literal('none')], {
    error: 'write a number of words, 500 or more, or “none”',
  })
  .optional()
  .describe(
    'Words on a page: a longer chapter has several, parted at scene breaks where they are near. “none”: a chapter is one page. Default: none.',
  );

/** `content/site.yaml` */
export const siteSettings = z.strictObject({
  ...reading,
  title: z.string().default('A small library').describe('Name of the site.'),
  description: z
    .string()
    .optional()
    .describe('One sentence about the site, for its front page and for search engines.'),
  author: authors.optional().describe('Author of every work that names none.'),
  note: note.describe('The note of every work that has none.'),
  'page-words': pageWords,
  address: z
    .url({ protocol: /^https?$/, error: 'an address begins with “https://” or “http://”' })
    .optional()
    .describe(
      'Where the site will live, with its path: “https://me.github.io/stories/”. Default: where its workflow says.',
    ),
  crawlers: z
    .enum(['all', 'no-ai', 'none'])
    .default('all')
    .describe(
      '“no-ai”: robots.txt asks those to stay away who gather texts to train machines; “none”: search engines are asked to list nothing, too. Asking is all it is: the honest ones comply, and nothing holds the others. Default: all.',
    ),
  image: picture
    .optional()
    .describe(
      'A picture beside these settings, and what it shows: cards have it for links to the site, and to works without a cover.',
    ),
  fediverse: z
    .string()
    .regex(/^@[\w.-]+@[\w-]+(?:\.[\w-]+)+$/, { error: 'an account is written like “@ysolde@example.social”' })
    .optional()
    .describe('The owner’s account, which Mastodon names beside a link to the site.'),
  gone: path
    .optional()
    .describe('Works, or chapters as “work/chapter”, that were published and may be missing for good.'),
});

/** `content/works/<work>/work.yaml` */
export const workSettings = z.strictObject({
  ...reading,
  title: z
    .string()
    .optional()
    .describe('Title of the work. Default: what the text’s header says, else made from the folder’s name.'),
  authors: authors.optional(),
  summary: z
    .string()
    .optional()
    .describe('What the work is about, in a paragraph or two. Default: what the text’s header says.'),
  status: status
    .optional()
    .describe(
      'Whether more chapters are to come. Default: what the text’s header says, else complete for a work in one file, otherwise ongoing.',
    ),
  slug: slug.optional(),
  aliases: aliases.optional(),
  gone: path.optional().describe('Chapters of this work that were published and may be missing for good.'),
  ornament: ornament.optional(),
  accent: accent.optional(),
  ...appearance,
  note,
  fandoms: names.optional().describe('The worlds it plays in. Default: what the text’s header says.'),
  relationships: names
    .optional()
    .describe('Who with whom: “A/B” as lovers, “A & B” as friends. Default: what the text’s header says.'),
  characters: names.optional().describe('Who is in it. Default: what the text’s header says.'),
  tags: names.optional().describe('Whatever else it is found by. Default: what the text’s header says.'),
  rating: rating.optional().describe('Whom it is for, in AO3’s words. Default: what the text’s header says.'),
  'archive-warnings': warningList
    .optional()
    .describe('AO3’s warnings. Default: what the text’s header says.'),
  categories: categoryList.optional().describe('AO3’s categories. Default: what the text’s header says.'),
  series: series.optional().describe('The series it belongs to, and its place there.'),
  published: pastDay
    .optional()
    .describe('Default: the day that its first chapter gives, else what the text’s header says, else git’s.'),
  updated: pastDay
    .optional()
    .describe(
      'Default: the day that its latest chapter gives, else what the text’s header says, else git’s.',
    ),
  cover: picture.optional().describe('A picture beside these settings, and what it shows.'),
  rights: z.string().optional().describe('Licence or copyright, in words or as an address.'),
  'page-words': pageWords,
  volumes: z
    .record(z.string().min(1), z.union([z.string(), z.number()]).transform(String), {
      error: 'write each volume’s name with its first chapter, such as “Winter: the-first-frost”',
    })
    .optional()
    .describe(
      'Its volumes, each with the address of its first chapter: “Winter: the-first-frost”. Default: the folders within the work’s own.',
    ),
});

/** Front matter of a chapter file. */
export const chapterSettings = z.strictObject({
  ...reading,
  title: z.string().optional().describe('Title of the chapter. Default: its heading, else the file’s name.'),
  slug: slug.optional(),
  aliases: aliases.optional(),
  ...appearance,
  date: pastDay
    .optional()
    .describe('When it came out. Default: the day of “publish”, else that of its file’s first commit.'),
  announcement: z
    .boolean()
    .optional()
    .describe('Whether it is only a note, without a number. Default: found out from the text.'),
});

/** `content/authors/<author>.yaml` */
export const authorCard = z.strictObject({
  name: z.string().optional().describe('The name as works give it. Default: made from the file’s name.'),
  about: z.string().optional().describe('Who this is, in a paragraph or two.'),
  links: links.optional(),
});

/** `content/series/<series>.yaml` */
export const seriesCard = z.strictObject({
  title: z.string().optional().describe('The title as works give it. Default: made from the file’s name.'),
  summary: z.string().optional().describe('What the series is about, in a paragraph or two.'),
});

export type SiteSettings = z.infer<typeof siteSettings>;
export type WorkSettings = z.infer<typeof workSettings>;
export type ChapterSettings = z.infer<typeof chapterSettings>;
