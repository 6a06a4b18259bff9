/**
 * Sets typewriter signs as a printer would, by the language of the text: quotes, apostrophes, dashes, ellipses.
 *
 * Quotation marks by language follow CLDR's delimiters, but for Dutch, whose two kinds would be one. What the author
 * typed as a printer's sign stays. Code, links and status screens are never touched, and no letter ever changes.
 */
import type { Nodes, RootContent, Text } from 'mdast';
import { textOf } from './block.ts';
import { isLetter } from './words.ts';

interface Quotes {
  double: [open: string, close: string];
  single: [open: string, close: string];
}

const english: Quotes = { double: ['“', '”'], single: ['‘', '’'] };
const narrowSpace = '\u202f';

/** By language; one that is not here gets the English signs, `undefined` means that straight quotes stay. */
const quotesOf: Record<string, Quotes | undefined> = {
  am: { double: ['«', '»'], single: ['‹', '›'] },
  ar: { double: ['”', '“'], single: ['’', '‘'] },
  be: { double: ['«', '»'], single: ['„', '“'] },
  bg: { double: ['„', '“'], single: ['„', '“'] },
  bs: { double: ['„', '”'], single: ['‘', '’'] },
  ca: { double: ['«', '»'], single: ['“', '”'] },
  cs: { double: ['„', '“'], single: ['‚', '‘'] },
  da: { double: ['“', '”'], single: ['‘', '’'] },
  de: { double: ['„', '“'], single: ['‚', '‘'] },
  el: { double: ['«', '»'], single: ['“', '”'] },
  et: { double: ['„', '“'], single: ['‚', '‘'] },
  eu: { double: ['«', '»'], single: ['“', '”'] },
  fa: { double: ['«', '»'], single: ['‹', '›'] },
  fi: { double: ['”', '”'], single: ['’', '’'] },
  fr: { double: [`«${narrowSpace}`, `${narrowSpace}»`], single: ['‘', '’'] },
  he: { double: ['”', '”'], single: ['’', '’'] },
  hr: { double: ['„', '“'], single: ['‚', '‘'] },
  hu: { double: ['„', '”'], single: ['»', '«'] },
  hy: { double: ['«', '»'], single: ['«', '»'] },
  is: { double: ['„', '“'], single: ['‚', '‘'] },
  it: { double: ['«', '»'], single: ['“', '”'] },
  ja: undefined,
  ka: { double: ['„', '“'], single: ['«', '»'] },
  kk: { double: ['«', '»'], single: ['“', '”'] },
  ko: undefined,
  lb: { double: ['„', '“'], single: ['‚', '‘'] },
  lt: { double: ['„', '“'], single: ['„', '“'] },
  mk: { double: ['„', '“'], single: ['‚', '‘'] },
  nb: { double: ['«', '»'], single: ['‘', '’'] },
  nn: { double: ['«', '»'], single: ['‘', '’'] },
  no: { double: ['«', '»'], single: ['‘', '’'] },
  pl: { double: ['„', '”'], single: ['‚', '’'] },
  ro: { double: ['„', '”'], single: ['«', '»'] },
  ru: { double: ['«', '»'], single: ['„', '“'] },
  sk: { double: ['„', '“'], single: ['‚', '‘'] },
  sl: { double: ['„', '“'], single: ['‚', '‘'] },
  sr: { double: ['„', '”'], single: ['’', '’'] },
  sv: { double: ['”', '”'], single: ['’', '’'] },
  uk: { double: ['«', '»'], single: ['„', '“'] },
  ur: { double: ['”', '“'], single: ['’', '‘'] },
  yi: { double: ['”', '”'], single: ['’', '’'] },
  zh: undefined,
};

/** Words that begin with an apostrophe, where a quote could be thought to open. */
const elided = /^['’](?:tis|twas|twere|twill|til|em|cuz|cos|nuff|nother|\d0?s|\d\d|n)(?![\p{L}\p{N}])/iu;

/** Words that may, in a speaker's dialect: only where no quote closes after them. */
const maybeElided =
  /^['’](?:till|cause|bout|round|ere|ard|im|er|ave|ad|as|ow|ello|fraid|kay|cept|less|neath|gainst|mongst)(?![\p{L}\p{N}])(?!.{0,600}?['’](?![\p{L}\p{N}]))/isu;

/** Sets the text of these blocks in place. */
export function typography(blocks: RootContent[], language: string): void {
  const primary = language.toLowerCase().split('-')[0] ?? 'en';
  const quotes = primary in quotesOf ? quotesOf[primary] : english;
  if (!quotes) return;
  const runs: Text[] = [];
  for (const block of blocks) {
    runs.length = 0;
    collect(block, runs);
    let isSpeech = false;
    const state: Opened = { open: false, singles: false };
    runs.forEach((run, i) => {
      if (run === lineEnd) {
        Object.assign(state, { open: false, singles: false });
        return;
      }
      const before = runs[i - 1]?.value.at(-1) ?? '';
      const after = runs[i + 1]?.value[0] ?? '';
      if ((i === 0 || runs[i - 1] === lineEnd) && dashedSpeech.has(primary)) {
        // A list's bullet is a run of its own.
        if (/^-{1,2} ?[\p{Lu}¿¡…«"]/u.test(run.value + (runs[i + 1]?.value ?? '')))
          run.value = run.value.replace(/^-+/, '—');
        isSpeech = run.value.startsWith('—');
      }
      const more = run.value.includes("'") ? restOf(runs, i + 1) : '';
      run.value = setText(run.value, before, after, more, quotes, primary, isSpeech, state);
    });
  }
}

/** Sets one line of text, such as a title or a summary. */
export function setLine(text: string, language: string): string {
  const line: RootContent = { type: 'paragraph', children: [{ type: 'text', value: text }] };
  typography([line], language);
  return textOf(line);
}

/** What follows in the same line, for a closing quote may stand beyond emphasis. */
function restOf(runs: Text[], from: number): string {
  let text = '';
  for (let i = from; i < runs.length && runs[i] !== lineEnd && text.length < longestQuote; i += 1)
    text += runs[i]?.value;
  return text;
}

/** A block or a line ends a run of text: a quote after it may open. */
const lineEnd: Text = { type: 'text', value: ' ' };

/** The text nodes that may be set, in order. */
function collect(node: Nodes, runs: Text[]): void {
  if (node.type === 'text') runs.push(node);
  // Not set, and yet a quote stands beside something.
  else if (node.type === 'link' || node.type === 'inlineCode' || node.type === 'image')
    runs.push({ type: 'text', value: textOf(node).replace(/["']/g, '') || '\ufffc' });
  else if ('children' in node && node.data?.hName !== 'pre') {
    for (const child of node.children) collect(child, runs);
    if (node.type === 'paragraph' || node.type === 'heading') runs.push(lineEnd);
  } else if (node.type === 'break') runs.push(lineEnd);
}

/** What the line has had so far: whether a double quote is open, whether a single one ever was. */
interface Opened {
  open: boolean;
  singles: boolean;
}

function setText(
  text: string,
  before: string,
  after: string,
  more: string,
  quotes: Quotes,
  language: string,
  isSpeech: boolean,
  state: Opened,
): string {
  let out = text;
  if (out.includes('--')) out = out.replace(/-{2,}/g, '—');
  if (out.includes('...')) out = out.replace(/\.{3,}/g, (dots) => (dots.length > 3 ? '….' : '…'));
  if (out.includes('-') && out.includes(' - '))
    out = out.replace(
      /(?<=[\p{L}\p{N}\p{P}]) - (?=[\p{L}\p{N}\p{P}])/gu,
      isSpeech || cyrillic.has(language) ? ' — ' : ' – ',
    );
  if (isSpeech && hugging.has(language))
    out = out.replace(/(?<=\s)-(?=\p{L})|(?<=\p{L})-(?=[.,;:?!…]|\s|$)/gu, '—');
  if (language === 'fr') out = out.replace(/[  ](?=[!?;:»](?:\s|$|["”’)]))|(?<=«)[  ]/g, narrowSpace);
  if (!out.includes('"') && !out.includes("'")) return out;
  out = out.replace(/["']/g, (sign, at: number) => {
    const previous = at > 0 ? (out[at - 1] ?? '') : before;
    const next = out[at + 1] ?? after;
    if (sign === '"') {
      if (isDigit(previous) && isInches(out, at)) return '″';
      state.open = opens(previous, next, state.open);
      return quotes.double[state.open ? 0 : 1];
    }
    if (isDigit(previous) && isDigit(next)) return '′';
    if (isWord(previous) && isWord(next)) return '’';
    if (opens(previous, next, true)) {
      if (isElided(out, at, language) || !(state.singles || mayClose(out, at, before, more))) return '’';
      state.singles = true;
      return quotes.single[0];
    }
    return isClosingSingle(out, at) ? quotes.single[1] : '’';
  });
  return language === 'fr'
    ? out.replace(/«\u202f[ \u00a0\u202f]+|[ \u00a0\u202f]+\u202f»/g, (s) =>
        s[0] === '«' ? `«${narrowSpace}` : `${narrowSpace}»`,
      )
    : out;
}

/** Whether the sign there stands for a letter that is not spoken, by the words of a language: `de`. */
export const isElided = (text: string, at: number, language = 'en') =>
  elided.test(text.slice(at, at + 10)) ||
  elidedIn[language]?.test(text.slice(at, at + 10)) ||
  maybeElided.test(text.slice(at, at + 620));

/** Words that begin with an apostrophe in other languages. */
const elidedIn: Record<string, RegExp | undefined> = {
  de: /^['’](?:s|n|ne[mnrs]?|r(?:ein|aus|auf|um|unter|über)|\d\der)(?![\p{L}\p{N}])/iu,
  nl: /^['’](?:s|t|n|k|m|r|ns)(?![\p{L}\p{N}])/iu,
};

/**
 * A single quote opens where one closes after it; at the head of a paragraph, whose speech goes on in the next; and where
 * speech is taken up again: “said she; ‘but …”.
 */
const mayClose = (text: string, at: number, before: string, more: string) =>
  (isEmpty(before) && !/[\p{L}\p{N}]/u.test(text.slice(0, at))) ||
  /[;:]\s$/.test(text.slice(0, at)) ||
  /\S['’](?![\p{L}\p{N}])/u.test(text.slice(at + 1, at + longestQuote) + more);

/** How far back the opening of a single quote is looked for, in letters. */
const longestQuote = 600;

/** A closing single quote has before it, in the same text, an opening one that is not closed; else it is an apostrophe. */
const isClosingSingle = (text: string, at: number) =>
  /(?:^|[\s([{—–"“])['‘](?=\S)(?!.*\S['’](?![\p{L}\p{N}]))/su.test(
    text.slice(Math.max(0, at - longestQuote), at),
  );

/** Languages in which a dash at the head of a paragraph opens speech, so that a hyphen there is one. */
const dashedSpeech = new Set(
  'be bg ca cs da el es et eu fi fr gl hr hu it lt lv nb no pl pt ro ru sk sl sr sv tr uk'.split(' '),
);

/** Of those, the ones that set the dash tight to who speaks: “—Lo sé —dijo ella—. Vamos.” */
const hugging = new Set(['ca', 'es', 'gl']);

/** Russian and its neighbours set a dash between spaces as a long one. */
const cyrillic = new Set(['ru', 'uk', 'be', 'bg']);

const isDigit = (sign: string) => sign >= '0' && sign <= '9';

/** Feet and inches: 5'10". */
const isInches = (text: string, at: number) => /\d['’′]\d{1,2}$/.test(text.slice(Math.max(0, at - 6), at));

const isWord = (sign: string) => isLetter(sign.charCodeAt(0));

const isEmpty = (sign: string) => sign.trim() === '';

/** A quote opens after white space, an opening sign or a dash, and before something that is not white space. */
function opens(previous: string, next: string, isOpen: boolean): boolean {
  if (next === '') return false;
  // A space too many, or French ones: only what is open tells.
  if (isEmpty(next)) return isEmpty(previous) && !isOpen;
  if (isEmpty(previous) || '([{«„“‘¿¡'.includes(previous)) return true;
  // Emphasis as typed, signs around a thought, a space forgotten: it opens where none is open.
  if ('_*~<>|/=+#♪,:;.!?…'.includes(previous)) return !isOpen && /[\p{L}\p{N}¿¡]/u.test(next);
  if (isOpen && '—–-'.includes(previous) && '—–-'.includes(next)) return false;
  return `—–-'"`.includes(previous) && !'.,;:!?)]}…'.includes(next);
}
