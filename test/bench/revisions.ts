/**
 * A chapter and what its author does to it later, made from a seed. The words are made up, but as often, as long and
 * as often repeated as those of a novel: that is what tells paragraphs apart. Two of five paragraphs are talk, some of
 * one word that others have as well.
 */
import { seeded } from './text.ts';

/** A block of the chapter as it is now, and the places, in the chapter as it was, whose words it has. */
export interface Passage {
  text: string;
  from: number[];
}

export const revisions = [
  'typo',
  'rewrite of 10 %',
  'rewrite of 25 %',
  'rewrite of 40 %',
  'insert',
  'delete',
  'move',
  'split',
  'merge',
] as const;
export type Revision = (typeof revisions)[number];

export const sceneBreak = '***';

type Random = () => number;
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** The more common a word, the shorter: as many as a novel's first hundred pages have. */
const vocabulary = (() => {
  const random = seeded(1);
  const syllable = () =>
    oneOf(random, [...'bdfghklmnprstvw']) + oneOf(random, ['a', 'e', 'i', 'o', 'u', 'ea']);
  return Array.from({ length: 4000 }, (_, rank) => {
    const syllables = rank < 60 ? 1 : rank < 900 ? 2 : 3;
    return Array.from({ length: syllables }, syllable).join('') + oneOf(random, ['', 'n', 's', 'd', 'st']);
  });
})();

/** Zipf's law: how often a word comes is one over its rank. */
const word = (random: Random, ranks = vocabulary.length) =>
  vocabulary[Math.floor(ranks ** random()) - 1] as string;

function paragraph(random: Random): string {
  if (random() < 0.05) return `“${word(random, 20)}.”`;
  const talk = random() < 0.4;
  const length = talk ? 3 + Math.floor(random() * 10) : 12 + Math.floor(8 * Math.exp(random() * 2.5));
  const words = Array.from({ length }, () => word(random));
  return talk ? `“${words.join(' ')},” ${word(random, 9)} ${word(random, 9)}.` : `${words.join(' ')}.`;
}

/** A chapter of that many blocks; about one in thirty is a scene break. */
export function madeUpChapter(seed: number, blocks: number): Passage[] {
  const random = seeded(seed);
  return Array.from({ length: blocks }, (_, i) => ({
    text: i % 30 === 17 ? sceneBreak : paragraph(random),
    from: [i],
  }));
}

/** One place of a chapter revised; undefined where that cannot be done there. */
export function revise(
  chapter: Passage[],
  at: number,
  revision: Revision,
  random: Random,
): Passage[] | undefined {
  const [here, next] = [chapter[at], chapter[at + 1]];
  if (!here || here.text === sceneBreak) return undefined;
  const { from } = here;
  const words = here.text.split(' ');
  const put = (...passages: Passage[]) => chapter.toSpliced(at, 1, ...passages);
  switch (revision) {
    case 'typo':
      return put({ from, text: mistyped(words, random) });
    case 'insert':
      return put({ from: [], text: paragraph(random) }, here);
    case 'delete':
      return put();
    case 'move':
      return put().toSpliced(Math.floor(random() * chapter.length), 0, here);
    case 'split': {
      if (words.length < 12) return undefined;
      const cut = 3 + Math.floor(random() * (words.length - 6));
      const halves = [words.slice(0, cut), words.slice(cut)];
      return put(...halves.map((half) => ({ from, text: half.join(' ') })));
    }
    case 'merge':
      if (!next || next.text === sceneBreak) return undefined;
      return chapter.toSpliced(at, 2, { from: [...from, ...next.from], text: `${here.text} ${next.text}` });
    default:
      return put({ from, text: rewritten(words, Number.parseInt(revision.slice(11), 10) / 100, random) });
  }
}

/** A letter left out or doubled, a comma, a word too many. */
function mistyped(words: string[], random: Random): string {
  const at = Math.floor(random() * words.length);
  const old = words[at] as string;
  const letter = Math.floor(random() * old.length);
  const typed = [
    old.slice(0, letter) + old.slice(letter + 1),
    old.slice(0, letter + 1) + old.slice(letter),
    `${old},`,
    `${word(random)} ${old}`,
  ];
  return words.with(at, oneOf(random, typed)).join(' ').trim();
}

/** That share of the words, one at the least, is exchanged: runs of up to four, anywhere. */
function rewritten(words: string[], share: number, random: Random): string {
  const changed = new Map<number, string>();
  while (changed.size < Math.max(1, Math.round(words.length * share))) {
    const start = Math.floor(random() * words.length);
    for (let i = start; i < Math.min(words.length, start + 1 + random() * 4); i += 1)
      changed.set(i, word(random));
  }
  return words.map((old, i) => changed.get(i) ?? old).join(' ');
}
