/**
 * An id for every paragraph and scene break, made from its words: whoever edits a paragraph, moves, splits or merges
 * it leaves enough of its id for `reader/text/locator.ts` to find it again, and an edit elsewhere changes no id.
 *
 * An id is a letter, `p` or for a break `s`, and twelve digits of base 32: two for the last words before the block,
 * two for its own first words, four for all its words, two for its last words, two for the first words after it.
 * A digit is a min-wise hash (Broder, “On the resemblance and containment of documents”, 1997): of the words it
 * stands for it tells which hashes lowest, so it changes only when that one word does. A word's chance grows with the
 * square of its length, since short words are the same in every paragraph.
 */
import type { Element, Root } from 'hast';
import { codeUnits, letterRuns } from './words.ts';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';
/** In place of two digits, where there are no words. */
const none = '00';
/** How many words are the first and the last ones. */
const few = 4;
/** Two odd factors each, one a digit: twice for all words, once for first or last ones. */
type Factors = readonly [number, number];
const all: Factors = [0x9e3779b1, 0x85ebca77];
const allAgain: Factors = [0xc2b2ae3d, 0x27d4eb2f];
const edge: Factors = [0x165667b1, 0xd3a2646d];
const located = new Set(['p', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'pre', 'table', 'figure']);

/** What a block's neighbours know of it: digits for its first words, all, and its last ones. */
interface Print {
  /** How many words it has. */
  words: number;
  first: string;
  whole: string;
  last: string;
}

/** Gives an id to each block of the tree that has none. `taken` holds those that the chapter has so far. */
export function locators(tree: Root, taken: Set<string>): void {
  const blocks: Element[] = [];
  collect(tree, blocks);
  const texts = blocks.map(elementText);
  const prints = texts.map(printOf);
  const worded = [...prints.keys()].filter((i) => hasWords(prints[i]));
  let passed = 0;
  let last = '';
  for (const [i, block] of blocks.entries()) {
    const before = worded[passed - 1] ?? -1;
    const own = hasWords(prints[i]);
    if (own) passed += 1;
    const after = worded[passed] ?? -1;
    if (block.properties['id']) continue;
    // A block without words, such as a break, has those on both its sides.
    const { first, whole, last: end } = own ?? printOf(`${texts[before] ?? ''} ${texts[after] ?? ''}`);
    let id = `${block.tagName === 'hr' ? 's' : 'p'}${prints[before]?.last ?? none}${first}${whole}${end}${prints[after]?.first ?? none}`;
    // The same words between the same words: the id of the block before tells them apart.
    for (let lean = last; taken.has(id); lean = id) id += wholeOf(Math.min(1, readWords(lean)));
    taken.add(id);
    block.properties['id'] = id;
    last = id;
  }
}

const hasWords = (print: Print | undefined) => (print && print.words > 0 ? print : undefined);

function printOf(text: string): Print {
  const length = readWords(text);
  return {
    words: length,
    first: lowest(0, Math.min(few, length), edge),
    whole: wholeOf(length),
    last: lowest(Math.max(0, length - few), length, edge),
  };
}

function collect(node: Root | Element, blocks: Element[]): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (located.has(child.tagName)) blocks.push(child);
    else if (child.tagName !== 'section') collect(child, blocks);
  }
}

function elementText(node: Element): string {
  let text = '';
  for (const child of node.children) {
    if (child.type === 'text') text += child.value;
    else if (child.type === 'element') text += child.tagName === 'br' ? ' ' : elementText(child);
  }
  return text;
}

/** What each code unit adds to a word: a letter without its case, a mark or digit, or 0 for what is part of none. */
const folded = new Uint16Array(0x10000);
// The one letter that is two in small letters counts as the first of them.
const small = codeUnits.replace('İ', 'I').toLowerCase();
for (const { 0: run, index } of letterRuns)
  for (let code = index; code < index + run.length; code += 1) folded[code] = small.charCodeAt(code);

/** Lengths are told apart up to this one. */
const longest = 8;
/** The hashes of the words that were read last: one room for all blocks, since each is printed at once. */
let words = new Int32Array(4096);

/**
 * Reads into `words` a hash for each word, its length less one in the three lowest bits: FNV-1a over the folded
 * letters. Returns how many there are.
 */
function readWords(text: string): number {
  if (text.length >= words.length) words = new Int32Array(text.length * 2);
  let count = 0;
  let hash = 0x811c9dc5;
  let length = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 0x20;
    const letter = folded[code] as number;
    if (letter > 0) {
      hash = Math.imul(hash ^ letter, 0x01000193);
      length += 1;
      if (isSpaceless(code)) {
        // Each character is a word, together with the one before it.
        words[count] = wordHash(hash, length);
        count += 1;
        hash = Math.imul(0x811c9dc5 ^ code, 0x01000193);
        length = 1;
      }
    } else if (length > 0 && code !== 0x27 && code !== 0x2019) {
      words[count] = wordHash(hash, length);
      count += 1;
      hash = 0x811c9dc5;
      length = 0;
    }
  }
  return count;
}

const wordHash = (hash: number, length: number) => (mix(hash) & -longest) | (Math.min(length, longest) - 1);

/** Scripts that put no spaces between words: Thai and Lao, Burmese, Khmer, Chinese and Japanese. */
const isSpaceless = (code: number) =>
  code >= 0x0e00 &&
  ((code >= 0x3040 && code < 0xa000) ||
    code < 0x0f00 ||
    (code >= 0x1000 && code < 0x10a0) ||
    (code >= 0x1780 && code < 0x1800));

/** MurmurHash3's finaliser: spreads each bit of FNV's result over all of them. */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const rarity = Float64Array.from({ length: longest }, (_, i) => 1 / (i + 1) ** 2);

/** Two digits: for each factor the word, from one place up to another, whose product with it is lowest for its length. */
function lowest(from: number, to: number, [one, two]: Factors): string {
  let leastOfOne = Number.POSITIVE_INFINITY;
  let leastOfTwo = Number.POSITIVE_INFINITY;
  let first = 0;
  let second = 0;
  for (let i = from; i < to; i += 1) {
    const hash = words[i] as number;
    const rare = rarity[hash & (longest - 1)] as number;
    const byOne = Math.imul(hash, one) >>> 0;
    const byTwo = Math.imul(hash, two) >>> 0;
    if (byOne * rare < leastOfOne) {
      leastOfOne = byOne * rare;
      first = byOne;
    }
    if (byTwo * rare < leastOfTwo) {
      leastOfTwo = byTwo * rare;
      second = byTwo;
    }
  }
  return digit(first) + digit(second);
}

const digit = (word: number) => digits.charAt(mix(word) & 31);

/** Four digits for the first so many words. */
const wholeOf = (count: number) => lowest(0, count, all) + lowest(0, count, allAgain);
