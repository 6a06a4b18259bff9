/**
 * Text that looks like fiction, made from a seed: the same chapters on every machine and in every run.
 * Nothing here is anybody's prose; sentences are put together from word lists.
 */
const names =
  'Ada Bram Corin Della Edda Fenn Greta Hollis Imre Juno Kell Lark Mira Nat Odile Piers Quill Rhea'.split(
    ' ',
  );
const nouns =
  'lamp door river stair letter coat winter boat key market garden mirror clock bridge kettle ladder field road candle orchard harbour window ticket'.split(
    ' ',
  );
const verbs =
  'watched carried opened forgot followed mended counted crossed kept lost painted turned waited found hid sold'.split(
    ' ',
  );
const adverbs =
  'slowly,twice,again,alone,quietly,at last,before dark,all day,without a word,in the rain,by heart'.split(
    ',',
  );
const adjectives =
  'cold old narrow green quiet crooked last borrowed empty bright small patient broken second'.split(' ');
const marks = ['***', '* * *', '~*~', 'oOo', '---'];

/** A pseudo-random generator (mulberry32): numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One chapter of about that many words: heading, dialogue, dashes, breaks, sometimes a note at an end. */
export function chapterText(seed: number, words = 3000): string {
  const random = seeded(seed);
  const one = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  const thing = () => `the ${one(adjectives)} ${one(nouns)}`;
  const clause = () => `${one(names)} ${one(verbs)} ${thing()} ${one(adverbs)}`;
  const sentence = () => {
    const kind = random();
    if (kind < 0.2) return `"${clause()}," said ${one(names)}, "and I don't know why."`;
    if (kind < 0.3) return `"Why not?" asked ${one(names)}.`;
    if (kind < 0.4) return `${clause()} -- or so they said -- and ${clause()}.`;
    if (kind < 0.5) return `${clause()}, and *nobody* ${one(verbs)} ${thing()}...`;
    return `${clause()}, while ${thing()} ${one(verbs)} ${thing()}.`;
  };
  const blocks = [`Chapter ${seed + 1}: The ${one(adjectives)} ${one(nouns)}`];
  if (random() < 0.2) blocks.push(`A/N: ${sentence()} Thank you all for reading!`, '***');
  for (let written = 0; written < words; ) {
    const paragraph = Array.from({ length: 1 + Math.floor(random() * 6) }, sentence).join(' ');
    written += paragraph.split(' ').length;
    blocks.push(paragraph);
    if (random() < 0.03 && written < words) blocks.push(marks[seed % marks.length] ?? '***');
  }
  if (random() < 0.3) blocks.push(`AN: ${sentence()} More next week.`);
  return `${blocks.join('\n\n')}\n`;
}

/** The least that any reader of plain text must do. */
export function splitAndEscape(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
    .join('\n');
}
