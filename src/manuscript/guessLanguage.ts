import { codeUnits } from './words.ts';

/** Scripts that one language (or hardly more) is written in. */
const scripts: [language: string, pattern: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

/** The commonest small words of languages in the Latin script; each list is of the same length. */
const smallWords: Record<string, string> = {
  en: 'the and of to was that he she his her',
  de: 'der die und das ist nicht ich sie ein war',
  fr: 'les des est une dans que qui pas elle était',
  es: 'que los una las por con pero había estaba muy',
  pt: 'que não uma com para mas ela ele estava você',
  it: 'che non una per con della era gli sono come',
  nl: 'het een van niet dat ik hij zijn maar was',
  sv: 'och att det som jag inte han hon var en',
  pl: 'nie się jest jak ale tak był była na że',
  da: 'og det at jeg ikke han hun var en til',
  fi: 'ja oli hän ei se että mutta niin kun hänen',
  cs: 'se na že je jsem byl ale jako jeho by',
};
/** Letters of the longest small word. */
const longestSmall = 6;
/** Which languages each small word belongs to. */
const speakers = new Map<string, string[]>();
for (const [language, words] of Object.entries(smallWords)) {
  for (const word of words.split(' ')) speakers.set(word, [...(speakers.get(word) ?? []), language]);
}

/**
 * The language of a text where nobody said it: by script, or by the small words of its first few thousand letters.
 * English where nothing is clear.
 */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 4000);
  if (/[^\0-\u036f\u1e00-\u20cf]/.test(sample)) {
    const letters = sample.match(/\p{L}/gu)?.length ?? 1;
    for (const [language, pattern] of scripts) {
      const share = (sample.match(pattern)?.length ?? 0) / letters;
      if (share > (language === 'ja' ? 0.1 : 0.4)) return language;
    }
  }
  const counts = new Map<string, number>();
  const { short, pieces } = wordsOf(sample.toLowerCase());
  for (const word of short)
    for (const language of speakers.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  let best = { language: 'en', count: Math.max(counts.get('en') ?? 0, pieces * 0.03) };
  for (const [language, count] of counts) if (count > best.count * 1.1) best = { language, count };
  return best.language;
}

/** The code units that are letters. */
const letters = new Uint8Array(0x10000);
for (const { 0: run, index } of codeUnits.matchAll(/\p{L}+/gu)) letters.fill(1, index, index + run.length);

/** The words that are short enough to be a small one, and how many pieces the text is in when parted at what is no letter. */
function wordsOf(text: string): { short: string[]; pieces: number } {
  const short: string[] = [];
  let pieces = 1;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (letters[text.charCodeAt(at)] === 1) continue;
    if (at > from || at === 0) pieces += 1;
    if (at > from && at - from <= longestSmall) short.push(text.slice(from, at));
    from = at + 1;
  }
  if (text.length - from <= longestSmall) short.push(text.slice(from));
  return { short, pieces };
}

/** Whether this is a BCP 47 tag of a language, such as “pt-BR”: a language's name is none. */
export function isLanguageTag(tag: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
