/** Chapter headings: what the head of a chapter says about its place and its title. */
import type { Heading, RootContent } from 'mdast';
import { isParagraph, textOf } from './blocks.ts';

export interface ChapterHeading {
  /** “Chapter Four”, “Prologue”: the chapter's place in the author's words. */
  label?: string;
  title?: string;
}

const counted =
  /^(chapter|part|episode|book|volume|act)\s+([\divxlcdm]+|[a-z]+(?:[- ][a-z]+)?)(?:\s*[:.–—-]+\s*(.*)|)$/i;
const uncounted =
  /^(prologue|epilogue|interlude|foreword|afterword|preface|introduction)(?:\s*[:.–—-]+\s*(.*)|)$/i;
const number =
  /^(?:\d+|[ivxlcdm]+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?[- ]?(?:one|two|three|four|five|six|seven|eight|nine)?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|last|final)$/i;

/** Longest line that is taken for a heading, in characters. */
const longest = 100;

/** Reads a line such as “CHAPTER IV: The Salt Road” or “Prologue”; nothing for any other line. */
export function readHeading(line: string): ChapterHeading | undefined {
  if (line.length > longest) return undefined;
  const text = line.replace(/^[\s*~_=#•oO-]*(?=\s)|(?<=\s)[\s*~_=#•oO-]*$/g, '').trim() || line.trim();
  const plain = counted.exec(text) ?? uncounted.exec(text);
  if (!plain) return undefined;
  const isCounted = counted.test(text);
  if (isCounted && !number.test(plain[2] ?? '')) return undefined;
  const title = (isCounted ? plain[3] : plain[2])?.trim();
  const label = isCounted ? `${plain[1]} ${plain[2]}` : (plain[1] ?? '');
  return { label, ...(title ? { title } : {}) };
}

/** The heading at the head of these blocks, and how many blocks it takes. */
export function takeHeading(blocks: RootContent[]): { heading: ChapterHeading; taken: number } {
  const [first] = blocks;
  if (first?.type === 'heading' && isChapterHeading(first, blocks)) {
    const text = textOf(first).trim();
    return { heading: readHeading(text) ?? { title: text }, taken: 1 };
  }
  if (isParagraph(first)) {
    const heading = readHeading(textOf(first));
    if (heading) return { heading, taken: 1 };
  }
  return { heading: {}, taken: 0 };
}

/** A second heading of the same depth makes both of them sections, unless the first is the file's only top one. */
function isChapterHeading(first: Heading, blocks: RootContent[]): boolean {
  if (first.depth > 2) return false;
  return !blocks.some((block) => block !== first && block.type === 'heading' && block.depth <= first.depth);
}
