/**
 * The `:~:text=` part of a link to words, as “URL Fragment Text Directives” (WICG) has it:
 * `text=[prefix-,]start[,end][,-suffix]`. The words are found by the browser, as a search would, from the page's top.
 */

/** Longer words are named by their first and last few. */
const longest = 120;
/** How many words name the end of a long passage at first, and at most surround one that occurs twice. */
const few = 4;
const most = 8;

/**
 * @param text the text around them, whose lines are the page's blocks
 * @returns the directive without the address before it, such as `:~:text=lamp,harbour`; '' for no words
 */
export function textDirective(text: string, from: number, to: number, language?: string): string {
  const words = wordsOf(text, language);
  const first = words.findIndex((word) => word.to > from);
  const last = words.findLastIndex((word) => word.from < to);
  if (first < 0 || last < first) return '';
  const passage = (a: number, b: number) => text.slice(words[a]?.from, words[b]?.to);
  const whole = passage(first, last);
  if (whole.length <= longest && !whole.includes('\n')) {
    const [prefix, suffix] = surroundings(text, words, first, last);
    return directive(prefix, whole, '', suffix);
  }
  const line = lineEnds(words, text, first, last);
  let head = Math.min(line.first, first + few - 1);
  while (
    head < Math.min(line.first, first + most) &&
    text.indexOf(passage(first, head)) < (words[first]?.from ?? 0)
  )
    head += 1;
  let tail = Math.max(line.last, head + 1, last - few + 1);
  const after = words[head]?.to ?? 0;
  while (
    tail > Math.max(line.last, head + 1, last - most) &&
    text.indexOf(passage(tail, last), after) < (words[tail]?.from ?? 0)
  )
    tail -= 1;
  if (tail > last) return directive('', whole, '', '');
  return directive('', passage(first, head), passage(tail, last), '');
}

interface Word {
  from: number;
  to: number;
}

/** The browser matches whole words alone: half a selected word counts as the word. */
function wordsOf(text: string, language: string | undefined): Word[] {
  const segments = new Intl.Segmenter(language || undefined, { granularity: 'word' }).segment(text);
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segments)
    if (isWordLike) words.push({ from: index, to: index + segment.length });
  return words;
}

/** As many words before and after as it takes for the passage to be the only one of its kind. */
function surroundings(
  text: string,
  words: Word[],
  first: number,
  last: number,
): [prefix: string, suffix: string] {
  const block = lineAround(text, words[first]?.from ?? 0);
  let [from, to] = [first, last];
  for (let turn = 0; turn < 2 * most; turn += 1) {
    const stretch = text.slice(words[from]?.from, words[to]?.to);
    if (text.indexOf(stretch) === text.lastIndexOf(stretch)) break;
    const back = words[from - 1];
    const on = words[to + 1];
    if (turn % 2 === 0 && back && back.from >= block.from) from -= 1;
    else if (on && on.to <= block.to) to += 1;
  }
  return [
    from < first ? text.slice(words[from]?.from, words[first - 1]?.to) : '',
    to > last ? text.slice(words[last + 1]?.from, words[to]?.to) : '',
  ];
}

function lineAround(text: string, at: number): Word {
  const end = text.indexOf('\n', at);
  return { from: text.lastIndexOf('\n', at) + 1, to: end < 0 ? text.length : end };
}

/** Index of the last word on the first word's line, and of the first word on the last one's. */
function lineEnds(words: Word[], text: string, first: number, last: number): { first: number; last: number } {
  const head = lineAround(text, words[first]?.from ?? 0);
  const tail = lineAround(text, words[last]?.from ?? 0);
  return {
    first: words.findLastIndex((word, index) => index <= last && word.to <= head.to),
    last: words.findIndex((word) => word.from >= tail.from),
  };
}

const directive = (prefix: string, start: string, end: string, suffix: string): string =>
  `:~:text=${[prefix && `${encoded(prefix)}-`, encoded(start), encoded(end), suffix && `-${encoded(suffix)}`]
    .filter(Boolean)
    .join(',')}`;

/** A hyphen, a comma and an ampersand are the directive's own signs. */
const encoded = (words: string): string =>
  encodeURIComponent(words.replace(/\s+/g, ' ').toWellFormed()).replaceAll('-', '%2D');
