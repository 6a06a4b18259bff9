/**
 * The lexicon of chapter headings, in the languages that web fiction is written in.
 *
 * A heading is a short line of its own that says a kind of part and its number (“Chapter Four: The Ferry”,
 * «Глава вторая», 第三章), a part that needs no number (“Epilogue”), or a bare number. Whether a line that looks
 * like one is one, and begins a chapter or a section, is decided in chapters.ts from how the file uses them.
 */
import { bigPattern } from './bigPattern.ts';

export interface Heading {
  kind:
    | 'counted'
    | 'uncounted'
    | 'numeral'
    | 'numbered'
    | 'division'
    | 'series'
    | 'named'
    | 'capitals'
    | 'titled'
    | 'prefixed';
  /** “Chapter Four”, “Prologue”: the chapter's place in the author's words. */
  label?: string;
  /** The chapter's own title. */
  title?: string;
  /** Its number, where it can be read. */
  number?: number;
  /** Of a series: what the author counts (“vigil”, “letter”), in small letters. */
  noun?: string;
}

/** Longest line that is taken for a heading, in characters; and for one whose sign parts its title from its number. */
const longest = 110;
const longestPlaced = 260;
const placed = /^\p{L}{3,10}\s+(?:\d{1,3}|[ivxlc]{1,8})\s*[.:–—]\s/iu;

const counting = [
  'chapter|chap\\.?|ch\\.?|episode|ep\\.?|stave|canto|installment|scene',
  'kapitel|kap\\.|abschnitt|folge',
  'chapitre|épisode',
  'cap[ií]tulo|episodio|epis[oó]dio|cap[ií]tol',
  'capitolo',
  'глава|эпизод|розділ|глава́',
  'rozdział|kapitola|kapitulli|hoofdstuk|kappale|luku|fejezet|bölüm|bab|chương|κεφάλαιο|الفصل|פרק|kapittel',
].join('|');
const dividing = [
  'part|book|volume|vol\\.?|act|arc|season',
  'teil|buch|band|akt',
  'partie|livre|tome|acte',
  'parte|libro|acto|volumen|livro|ato|atto',
  'часть|книга|том|акт|частина',
  'część|księga|tom|del|bok|deel|boek|الجزء|חלק',
].join('|');
const numberWords = [
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen',
  '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|(?:a |one )?hundred(?: and [a-z]+(?:[- ][a-z]+)?)?',
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|last|final|the (?:first|second|third|last|end|final)',
  'eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\\p{L}{0,8}zehn|\\p{L}{0,12}zig|(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|siebente|achte|neunte|zehnte|elfte|zwölfte|letzte|\\p{L}{2,8}zehnte|\\p{L}{2,14}zigste)[rsnm]?',
  'un|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt(?:[- ]\\p{L}+)?|trente|premi(?:er|ère)|deuxième|second[e]?|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|dernier',
  'uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa]|décim[oa]|últim[oa]',
  'um|uma|dois|duas|três|quatro|sete|oito|nove|dez|doze|treze|primeir[oa]|terceir[oa]|quarto|quinta|sétim[oa]|oitav[oa]|non[oa]',
  'due|tre|quattro|cinque|sei|sette|otto|dieci|undici|dodici|prim[oa]|second[oa]|terz[oa]|quart[oa]|quint[oa]|sest[oa]|settim[oa]|ottav[oa]',
  'один|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\\p{L}{2,8}надцать|двадцать|(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|\\p{L}{2,8}надцат|двадцат|последн)(?:ая|ый|ой|яя|ий)|треть[яе]|третий',
  'pierwszy|drugi|trzeci|czwarty|piąty|szósty|siódmy|ósmy|dziewiąty|dziesiąty|jeden|dwa|trzy|cztery|pięć|sześć|siedem',
  'ett|två|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|första|andra|tredje|fjärde|femte|sjätte|sjunde|en|to|fire|seks|syv|otte|ni|ti|een|twee|drie|vijf|zes|zeven|negen|tien',
].join('|');
const roman = '(?=[ivxlc])(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})';
const figure = `\\d{1,4}(?:[.\\-–]\\d{1,2})?|[０-９]{1,4}|${roman}|${numberWords}`;
const east =
  /^(?:\d{1,4}\s*[.、．]\s*)?(?:第\s*[\d０-９〇零一二三四五六七八九十百千两兩壱弐参]+\s*(?:章|話|话|回|部|編|编|幕|節|节|巻|卷|集|夜|场|場)|제?\s*\d+\s*(?:장|화|부|권|편|회|막))(?:[\s　:：.、・–—-]+(\S.*)|)$/u;
const standAlone = [
  'prologue|epilogue|interlude|intermission|foreword|afterword|preface|introduction|coda|omake|side story|extra|bonus|outtake|finale|appendix|overture|preamble',
  'prolog|epilog|zwischenspiel|vorwort|nachwort|einleitung|vorspiel|nachspiel',
  'épilogue|interlude|avant[- ]propos|préface|postface',
  'prólogo|epílogo|interludio|interlúdio|prefacio|prefácio|introducción|introdução',
  'prologo|epilogo|prefazione|introduzione|intermezzo',
  'пролог|эпилог|интерлюдия|предисловие|послесловие|вступление|епілог',
  'przedmowa|posłowie|wstęp|förord|efterord',
  '序章|終章|终章|最終章|最终章|プロローグ|エピローグ|幕間|間章|番外編|番外篇|番外|楔子|尾声|尾聲|引子|序|跋|序幕|終幕',
  '프롤로그|에필로그|외전|서장|종장|막간|서문',
].join('|');

const words = `(${counting}|${dividing})`;
const after = '(?:\\s*[:.–—\\-|,~]+\\s*(\\S.*)|\\s+(\\S.*)|[:.]?)';
const semitic =
  /^((?:الفصل|الجزء|פרק|חלק)\s+[\p{L}\p{M}\p{N}'’׳]+(?:\s+عشر[ة]?)?)(?:\s*[:.–—-]+\s*(\S.*)|)$/u;
const counted = bigPattern(
  `^${words}(?:\\s+|(?=\\P{L}))(?:no\\.?\\s*|#\\s*|№\\s*|the\\s+)?(${figure})(?![\\p{L}\\p{N}])${after}$`,
  'iu',
);
const ordinalFirst = bigPattern(
  `^(?:the\\s+)?(${figure}|\\d{1,3}\\.|\\d{1,3}(?:st|nd|rd|th))\\s+${words}(?![\\p{L}\\p{N}])${after}$`,
  'iu',
);
const uncounted = new RegExp(
  `^(${standAlone})(?:\\s*(\\d{1,3}|${roman}|one|two|three)(?![\\p{L}\\p{N}]))?(?:\\s*[:.–—\\-|~：]+\\s*(\\S.*)|[:.–—\\-]*)$`,
  'iu',
);
/** “Prologue/Chapter 1”. */
const jointPlace = new RegExp(`^(?:${standAlone})\\s*[/&]\\s*(\\S.*)$`, 'iu');
const numeral = new RegExp(
  `^(?:#\\s*)?(\\d{1,3}|[０-９]{1,3}|${roman}|[一二三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\\.?$`,
  'iu',
);
/** “I — who else?” begins with no number: a Roman one has its sign right behind it. */
const numbered = new RegExp(
  `^(\\d{1,3}|[０-９]{1,3}|[一二三四五六七八九十]{1,3}|${roman}(?=[.):]))\\s*[.．):：、|｜\\-–—]\\s*(\\S.*)$`,
  'iu',
);
const ownNoun = bigPattern(
  `^(?:(\\p{L}{3,14})\\s+(?:the\\s+)?(${figure})|(?:the\\s+)?(${figure}|\\d{1,2}(?:st|nd|rd|th))\\s+(\\p{L}{3,14}))(?:\\s*[:–—-]+\\s*(\\S.*)|\\.)?$`,
  'iu',
);
const isDivision = new RegExp(`^(?:${dividing})$`, 'iu');
const decoration =
  /^[\s*~_=#•·.:|\-–—+[\](){}【】「」《》〈〉☆★◆◇■□●○✦❦※"]+(?=[\p{L}\p{N}])|[\s*~_=#•·|\-–—+[\](){}【】「」《》〈〉☆★◆◇■□●○✦❦※"]+$/gu;
const letterRows = /^[oOxX*~\-=]{2,}\s+(\S.*\S)\s+[oOxX*~\-=]{2,}$/u;
const pixiv = /^(?:\[newpage\]\s*)?\[chapter:\s*(.{1,80})\]$/iu;

/** Reads a line that has the shape of a chapter heading; nothing for any other line. */
export function readHeading(line: string): Heading | undefined {
  if (line.length === 0 || line.includes('\n')) return undefined;
  const room =
    line.length > longest && line.length < longestPlaced && placed.test(line) ? longestPlaced : longest;
  if (line.length > room) return undefined;
  const page = line.includes('[chapter:') ? pixiv.exec(line.trim())?.[1]?.trim() : undefined;
  if (page) return { ...(readHeading(page) ?? { title: page }), kind: 'counted' };
  const text = stripDecoration(line);
  if (text.length === 0 || text.length > room || isTornEmphasis(line)) return undefined;
  const joint = /[/&]/.test(text) ? jointPlace.exec(text)?.[1] : undefined;
  if (joint) {
    const second = readHeading(joint);
    if (second) return { ...second, label: text.replace(/[\s:.–—-]+$/u, '') };
  }
  const alone = uncounted.exec(text);
  if (alone) return heading('uncounted', alone[2] ? `${alone[1]} ${alone[2]}` : alone[1], alone[3]);
  const eastern = east.exec(text);
  if (eastern)
    return heading(
      'counted',
      eastern[1] ? text.slice(0, text.length - eastern[1].length).replace(/[\s　:：.、・–—-]+$/u, '') : text,
      eastern[1],
      firstNumber(text),
    );
  const other = semitic.exec(text);
  if (other) return heading('counted', other[1], other[2]);
  const first = counted.exec(text);
  if (first) {
    const title = first[3] ?? first[4];
    if (!first[3] && title && !isTitle(title)) return undefined;
    if (title && endsAsSentence(title) && /^\p{Ll}/u.test(title)) return undefined;
    return heading(
      isDivision.test(first[1] ?? '') ? 'division' : 'counted',
      text.slice(0, first[0].length - (title ? title.length : 0)).replace(/[\s:.–—\-|,~]+$/u, ''),
      title,
      numberOf(first[2]),
    );
  }
  const second = ordinalFirst.exec(text);
  if (second) {
    const title = second[3] ?? second[4];
    if (!second[3] && title && !isTitle(title)) return undefined;
    return heading(
      isDivision.test(second[2] ?? '') ? 'division' : 'counted',
      text.slice(0, text.length - (title ? title.length : 0)).replace(/[\s:.–—\-|,~]+$/u, ''),
      title,
      numberOf(second[1]),
    );
  }
  const only = numeral.exec(text);
  if (only && (line.length <= 24 || !/\p{L}/u.test(line)))
    return { kind: 'numeral', ...withNumber(numberOf(only[1])), label: text.replace(/\.$/, '') };
  const listed = numbered.exec(text);
  if (listed?.[2] && listed[2].length <= 70 && isTitle(listed[2]) && !/^[“"'‘]/.test(listed[2])) {
    return {
      kind: 'numbered',
      label: listed[1] ?? '',
      title: listed[2].trim(),
      ...withNumber(numberOf(listed[1])),
    };
  }
  return undefined;
}

const prefixed = bigPattern(
  `^(\\S.{1,60}?)[\\s:：,(–—\\-]+(${counting}|${dividing})\\s*#?\\s*(${figure})\\)?(?:\\s*[:：–—\\-]+\\s*(\\S.*)|)$|^(\\S.{0,40}?)\\s+(\\d{1,4}\\s*[화장회편])$`,
  'iu',
);

/** “Salt and Iron, Part 3: Home”: the work's title before the chapter's place. Believed only at the head of a file. */
export function readPrefixedHeading(line: string): Heading | undefined {
  const text = stripDecoration(line);
  const found = prefixed.exec(text);
  // A quote that closes behind the place was opened in the title: it names another text.
  if (!found || /[.!?]$|^\p{L}+:/u.test(found[1] ?? '') || /^["“]|["”]$/.test(line)) return undefined;
  if (found[6]) return heading('prefixed', text, undefined, firstNumber(found[6]));
  return heading(
    'prefixed',
    found[4] ? text.slice(0, -found[4].length).replace(/[\s:：–—-]+$/u, '') : text,
    found[4],
    numberOf(found[3]),
  );
}

/**
 * “Letter 3”, “Zweite Vigilie”: the author counts things of their own. Believed only where the same word comes again
 * with another number.
 */
export function readOwnSeries(line: string): Heading | undefined {
  if (line.length > 60) return undefined;
  const text = stripDecoration(line);
  const found = ownNoun.exec(text);
  if (!found) return undefined;
  const [, noun = found[4] ?? '', figure = found[3] ?? '', , , title] = found;
  if (/^(?:section|page|figure|note|line)$/i.test(noun)) return undefined;
  if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(text) || (title && !isTitle(title))) return undefined;
  const place = title ? text.slice(0, -title.length).replace(/[\s:–—-]+$/u, '') : text.replace(/\.$/, '');
  return { ...heading('series', place, title, numberOf(figure)), noun: noun.toLowerCase() };
}

/** A line in capitals of a title's length. */
export const isCapitalTitle = (line: string): boolean =>
  line.length >= 3 &&
  line.length <= 70 &&
  line === line.toUpperCase() &&
  /\p{Lu}{2}/u.test(line) &&
  !/[.,;:!?"”]$/.test(line) &&
  !/^["“[(]|\d{2}/.test(line);

/** A heading without the signs set around it: “~*~ Chapter One ~*~”. */
export const stripDecoration = (line: string): string =>
  line.trim().replace(letterRows, '$1').replace(decoration, '').trim();

function heading(
  kind: Heading['kind'],
  label: string | undefined,
  title: string | undefined,
  number?: number,
): Heading {
  const named = title?.trim();
  return {
    kind,
    ...(label ? { label: label.trim() } : {}),
    ...(named ? { title: named } : {}),
    ...withNumber(number),
  };
}

const withNumber = (number: number | undefined) => (number === undefined ? {} : { number });

/** “in the second act._” ends a passage in italics that began further up. */
const isTornEmphasis = (line: string) => /[^_*][_*]$/.test(line) && !/^\s*[_*]/.test(line);

const endsAsSentence = (text: string) => /[.,;:]["'”’»)]*$/u.test(text) && !/(?:\.\.\.|…)$/.test(text);

/** A title has its long words in capitals, or is short and no sentence. */
export function isTitle(text: string): boolean {
  if (endsAsSentence(text) || text.length > 80) return false;
  const long = text.match(/\p{L}[\p{L}’']{3,}/gu) ?? [];
  const low = long.filter((word) => /^\p{Ll}/u.test(word)).length;
  if (!/^[\p{Lu}\p{Lo}\p{N}"“‘'«¿¡([*…]/u.test(text)) return false;
  return low === 0 || low < long.length / 2 || (text.split(/\s+/).length <= 7 && !/[.!?]$/.test(text));
}

const names = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];
const ordinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

function numberOf(word: string | undefined): number | undefined {
  if (!word) return undefined;
  const text = word.toLowerCase().normalize('NFKC');
  if (/^\d/.test(text)) return Number.parseInt(text, 10);
  for (const list of [names, ordinals]) if (list.includes(text)) return list.indexOf(text);
  if (/^[ivxlc]+$/.test(text)) return romanNumber(text);
  if (eastNumber.test(text)) return readEastNumber(text);
  const tens = /^(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](\w+))?$/.exec(text);
  if (tens)
    return (
      (2 +
        ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].indexOf(
          tens[1] ?? '',
        )) *
        10 +
      Math.max(0, names.indexOf(tens[2] ?? ''))
    );
  return undefined;
}

function romanNumber(text: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  let sum = 0;
  [...text].forEach((digit, i) => {
    const value = values[digit] ?? 0;
    sum += value < (values[text[i + 1] ?? ''] ?? 0) ? -value : value;
  });
  return sum;
}

const eastDigits = [...'〇一二三四五六七八九'];
const eastUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const eastNumber = /^[〇零一二三四五六七八九十百千两兩壱弐参]+$/u;

/** 二十三 is 23, and so is 二三. */
function readEastNumber(text: string): number {
  let sum = 0;
  let digit: number | undefined;
  for (const sign of text
    .replace(/零/gu, '〇')
    .replace(/[两兩弐]/gu, '二')
    .replace(/壱/gu, '一')
    .replace(/参/gu, '三')) {
    const unit = eastUnits[sign];
    if (unit === undefined) digit = (digit ?? 0) * 10 + eastDigits.indexOf(sign);
    else {
      sum += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return sum + (digit ?? 0);
}

function firstNumber(text: string): number | undefined {
  const found = /[\d０-９]+|[〇零一二三四五六七八九十百千两兩壱弐参]+/u.exec(text)?.[0];
  return found ? numberOf(found) : undefined;
}
