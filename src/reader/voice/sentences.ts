/** A chapter as it is read aloud: sentence by sentence, with the scene breaks between. */
import { blockText, type PlainText } from '../text/chapter.ts';

/** What is said in one breath: characters of the chapter's text. A scene break has none: it is silence. */
export interface Piece {
  block: number;
  from: number;
  to: number;
}

/**
 * Some engines fall silent after about fifteen seconds of one utterance (Chrome with voices from the network):
 * longer sentences are parted at a comma, or at least between words.
 */
const longest = 200;

/** Everything to be said, in order. `isSpoken` tells which blocks are. */
export function pieces(
  chapter: PlainText,
  language: string | undefined,
  isSpoken: (block: number) => boolean,
): Piece[] {
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
  return chapter.starts.flatMap((start, block) => {
    if (!isSpoken(block)) return [];
    const text = blockText(chapter, block);
    if (!text.trim()) return [{ block, from: start, to: start }];
    return [...sentences.segment(text)]
      .flatMap(({ segment, index }) =>
        parted(segment).map(({ from, to }) => ({ from: index + from, to: index + to })),
      )
      .filter(({ from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)))
      .map(({ from, to }) => ({ block, from: start + from, to: start + to }));
  });
}

function parted(sentence: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let from = 0;
  while (sentence.length - from > longest) {
    const room = sentence.slice(from, from + longest);
    const cut = lastOf(room, /[,;:—–、，；：]/g) ?? lastOf(room, /\s/g) ?? longest;
    parts.push({ from, to: from + cut });
    from += cut;
  }
  return [...parts, { from, to: sentence.length }];
}

/** Where the last match in the second half ends. */
const lastOf = (text: string, sign: RegExp): number | undefined =>
  [...text.matchAll(sign)].map(({ index }) => index + 1).findLast((at) => at > longest / 2);
