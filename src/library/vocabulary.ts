/** The words of the Archive of Our Own, which readers of fan fiction know, and the short forms that stand for them. */

export const ratings = [
  'Not Rated',
  'General Audiences',
  'Teen And Up Audiences',
  'Mature',
  'Explicit',
] as const;

export const archiveWarnings = [
  'Creator Chose Not To Use Archive Warnings',
  'Graphic Depictions Of Violence',
  'Major Character Death',
  'No Archive Warnings Apply',
  'Rape/Non-Con',
  'Underage Sex',
] as const;

export const categories = ['F/F', 'F/M', 'Gen', 'M/M', 'Multi', 'Other'] as const;

/** Whether more is to come, in words that are ours: archives have different ones. */
export const statuses = ['ongoing', 'complete', 'hiatus'] as const;

export type Rating = (typeof ratings)[number];

/** Ratings that a reader is asked about before the text. */
export const isMature = (rating: Rating | undefined): boolean => rating === 'Mature' || rating === 'Explicit';

/** The forms of other archives and of film boards, as AO3's own import reads them. */
const shortForms: [form: RegExp, word: string][] = [
  [/^(?:nc-?1[78]|x|ma|e|18\+?|explicit)$/, 'Explicit'],
  [/^(?:r|m|16\+?|mature)$/, 'Mature'],
  [/^(?:pg-?1[35]|t|12\+?|teens?(?: and up)?)$/, 'Teen And Up Audiences'],
  [/^(?:pg|g|k\+?|general|all(?: ages)?|everyone)$/, 'General Audiences'],
  [/^(?:nr|unrated|none)$/, 'Not Rated'],
  [/^(?:cntw|choose not to use archive warnings|chose not to warn)$/, archiveWarnings[0]],
  [/^(?:violence|graphic violence)$/, 'Graphic Depictions Of Violence'],
  [/^(?:mcd|character death)$/, 'Major Character Death'],
  [/^(?:none|no warnings|no archive warnings|nawa)$/, 'No Archive Warnings Apply'],
  [/^(?:non-?con|rape)$/, 'Rape/Non-Con'],
  [/^underage$/, 'Underage Sex'],
  [/^(?:femslash|f f)$/, 'F/F'],
  [/^(?:het|m\/f|m f|f m)$/, 'F/M'],
  [/^(?:slash|m m)$/, 'M/M'],
];

/** The word of this list that a text stands for, whatever its capitals; none where it stands for no such word. */
export function wordFor<Word extends string>(words: readonly Word[], text: string): Word | undefined {
  const small = text.trim().toLowerCase();
  return words.find(
    (word) =>
      word.toLowerCase() === small || shortForms.some(([form, long]) => long === word && form.test(small)),
  );
}

/** What an archive's or an author's word for it stands for. */
export function statusFor(text = ''): (typeof statuses)[number] | undefined {
  if (/hiatus|abandoned|discontinued|dropped|paused|заморожен/i.test(text)) return 'hiatus';
  if (/^(?:in[- ]?complete|unfinished|in[- ]progress|wip|ongoing|в процессе)/i.test(text)) return 'ongoing';
  return /complete|finished|\bdone\b|завершен|завершён/i.test(text) ? 'complete' : undefined;
}
