/**
 * An id for every paragraph and break, made from its words by a locality-sensitive hash: a paragraph that
 * gains a comma or loses a word keeps an id that is near the old one, and no other paragraph's id ever moves.
 *
 * The hash is Charikar's SimHash (“Similarity estimation techniques from rounding algorithms”, 2002) over words,
 * 40 bits, written as eight characters of base 32. Short text borrows from its neighbours, more faintly.
 */
import type { Element, Root } from 'hast';

const bits = 40;
const half = bits / 2;
const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** A paragraph with fewer words than this borrows from those beside it. */
const enough = 8;
/** Words of fewer letters are the same in every paragraph; they count only where there is little else. */
const telling = 4;
const located = new Set(['p', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'pre', 'table', 'figure']);

/** Gives an id to each block of the tree that has none. `taken` says how often the chapter has had each so far. */
export function locators(tree: Root, taken: Map<string, number>): void {
  const blocks: Element[] = [];
  collect(tree, blocks);
  const words = blocks.map((block) => wordHashes(elementText(block)));
  for (const [i, block] of blocks.entries()) {
    if (block.properties['id']) continue;
    const own = words[i] ?? [];
    const borrowed =
      own.length < enough
        ? [...(words[i - 1] ?? []).slice(-enough), ...(words[i + 1] ?? []).slice(0, enough)]
        : [];
    const id = `p${simHash(own, borrowed)}`;
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    block.properties['id'] = count === 1 ? id : `${id}-${count}`;
  }
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

/** What each code unit adds to a word: a letter without its case, a digit, or 0 for what is part of none. */
const folded = new Uint16Array(0x10000).map((_, code) => {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower;
  return (code >= 0x30 && code <= 0x39) || (code > 0xbf && (code < 0x2000 || code > 0x3004)) ? code : 0;
});

/** Two 20-bit hashes a word, packed as one number each: FNV-1a over the folded letters. */
function wordHashes(text: string): number[] {
  const hashes: number[] = [];
  const short: number[] = [];
  let hash = 0x811c9dc5;
  let length = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 0x20;
    const letter = folded[code] as number;
    if (letter > 0) {
      hash = Math.imul(hash ^ letter, 0x01000193);
      length += 1;
      // Scripts without spaces: each character is a word, together with the one before it.
      if (code >= 0x3040 && code < 0xa000) {
        hashes.push(mix(hash));
        hash = Math.imul(0x811c9dc5 ^ code, 0x01000193);
      }
    } else if (length > 0 && code !== 0x27 && code !== 0x2019) {
      (length >= telling ? hashes : short).push(mix(hash));
      hash = 0x811c9dc5;
      length = 0;
    }
  }
  return hashes.length < enough ? hashes.concat(short) : hashes;
}

/** MurmurHash3's finaliser: spreads each bit of FNV's result over all of them. */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Each bit is what most of the words have there; a word of the block's own counts as much as four borrowed ones. */
function simHash(own: number[], borrowed: number[]): string {
  const votes = countBits(own);
  const others = borrowed.length > 0 ? countBits(borrowed) : undefined;
  let id = '';
  for (let at = 0; at < bits; at += 5) {
    let digit = 0;
    for (let bit = 0; bit < 5; bit += 1) {
      const sum =
        4 * (2 * (votes[at + bit] ?? 0) - own.length) +
        (others ? 2 * (others[at + bit] ?? 0) - borrowed.length : 0);
      if (sum > 0) digit |= 1 << bit;
    }
    id += digits[digit];
  }
  return id;
}

/** Each four bits as four bytes, one for each bit: adding these up counts four bits at once. */
const spread = Int32Array.from({ length: 16 }, (_, four) =>
  [0, 1, 2, 3].reduce((bytes, bit) => bytes | (((four >>> bit) & 1) << (8 * bit)), 0),
);

/** How many of the hashes have each bit set. */
function countBits(hashes: number[]): Uint32Array {
  const counts = new Uint32Array(bits);
  const sums = new Int32Array(bits / 4);
  for (let from = 0; from < hashes.length; from += 255) {
    // A byte counts to 255.
    const to = Math.min(hashes.length, from + 255);
    sums.fill(0);
    for (let i = from; i < to; i += 1) {
      let low = hashes[i] as number;
      let high = Math.imul(low, 0x9e3779b1) >>> 12;
      for (let four = 0; four < half / 4; four += 1) {
        sums[four] = (sums[four] as number) + (spread[low & 15] as number);
        sums[half / 4 + four] = (sums[half / 4 + four] as number) + (spread[high & 15] as number);
        low >>>= 4;
        high >>>= 4;
      }
    }
    for (let bit = 0; bit < bits; bit += 1)
      counts[bit] = (counts[bit] as number) + (((sums[bit >>> 2] as number) >>> (8 * (bit & 3))) & 255);
  }
  return counts;
}
