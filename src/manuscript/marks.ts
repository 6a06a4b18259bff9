import { readHeading } from './headings.ts';
import { noteLabelOf } from './noteWords.ts';

/**
 * The lexicon of scene-break marks: lines without a sentence in them that part two scenes.
 *
 * The families are those of archives and serials in the wild: rows of asterisks, rules and tildes; ornaments; the
 * letter rows that took over where an archive strips asterisks (oOo, xXx, HPHPHP); words in brackets. Three dots are
 * a silence, not a mark.
 */
export interface Mark {
  /** The line as the author wrote it, inner spaces single. */
  text: string;
  family: 'row' | 'ornament' | 'letters' | 'words' | 'rule' | 'image';
  /** A single dash: a mark only where it stands between empty lines. */
  weak?: true;
}

/** Longest line that can be a mark, in characters. */
const longest = 160;

const row = /^[*`\-_~=+#%/\\:|^<>.,·•●○◦∙⋅∗‐-―−⸺⸻─━═＊〜～＝＃ー…\s]+$/u;
/** Ornaments of web serials mix in brackets, ties, accents and vowel signs of scripts that no reader is meant to read. */
const ornament = /^[\p{So}\p{Sm}\p{Sk}\p{Sc}\p{Po}\p{Pd}\p{Ps}\p{Pe}\p{Pc}\p{M}\p{Lm}*~=+.•<>\s]+$/u;
const hasOrnament = /[\p{So}‿⁀︵︶§¶†‡※⁂⁎⁕❦❧☙✻◇◆■□▪▫★☆＊・¤§≈∞×÷¬±¦¨^]/u;
const letterRow = /^[oO0xXvV~*\-=_•·.+|<>#:\s]+$/;

const time =
  /(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|several|some|many|couple(?: of)?|half an?)/;
const spoken = new RegExp(
  [
    '(?:scene|line|page|section|time|chapter|story|paragraph)[ -]*(?:break|change|shift|skip|jump|divider|cut|transition|separator|lapse|warp|gap)s?',
    'sc ?break|scenebreak|pov ?(?:change|switch|shift)',
    '(?:time ?skip|line ?break|page ?break|scene ?break|break)(?: (?:brought to you by|sponsored by|of|to) .{0,40})?',
    '(?:insert |imagine )?(?:a )?(?:line|page|scene) ?break(?: here)?',
    '(?:start |begin |end |ending )?(?:of )?(?:the )?flash ?back(?: start| begins?| ends?| over)?',
    `${time.source} (?:minutes?|hours?|days?|weeks?|months?|years?|moments?) (?:later|earlier|ago|after)`,
    '(?:the )?(?:next|same) (?:day|morning|evening|night|week|afternoon)|later(?: that (?:day|night|evening|week))?|meanwhile|elsewhere',
    'szenenwechsel|zeitsprung|ortswechsel|saut dans le temps|changement de scène|cambio de escena|salto (?:de|en el) tiempo|salto temporal|quebra de tempo|смена сцены|場面転換|时间跳跃',
  ].join('|'),
  'iu',
);
const spokenWhole = new RegExp(`^(?:${spoken.source})$`, 'iu');
const bare =
  /^(?:(?:scene|line|page|section)[ -]?(?:break|change|divider)|time ?skip|scenebreak|linebreak|pov ?(?:change|switch)|(?:end )?(?:of )?flashback|szenenwechsel|zeitsprung|смена сцены|場面転換)$/iu;
const generic =
  /^(?:(?:insert )?(?:a )?(?:scene|line|page|section|paragraph)[ -]?(?:break|change|divider|separator|cut)s?(?: here)?|sc ?break|break|hr|szenenwechsel|смена сцены|場面転換)$/iu;
const viewpoint = /^(?:.{1,28}(?:['’]s?)? )?(?:pov|p\.o\.v\.?|point of view)(?:[ :-]+.{1,28})?$/i;
const dressing =
  /^[[({<*~=\-—–_+#:.\s"|/\\oOxX☆★]*?(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.!?])[\])}>*~=\-—–_+#:.\s"|/\\☆★]*$/gu;

/** The mark that stands alone on this line, if it is one. */
export function markOf(line: string): Mark | undefined {
  if (line.length === 0 || line.length > longest) return undefined;
  // Nearly every line of prose leaves here: marks of signs hold few letters, those of words are short.
  if (
    line.length > 60 &&
    isPlain(line.charCodeAt(0)) &&
    isPlain(line.charCodeAt(1)) &&
    isPlain(line.charCodeAt(2))
  ) {
    return isRepeated(line) ? { text: line, family: 'letters' } : undefined;
  }
  if (line.includes('\n')) return undefined;
  // U+FE0F asks for the emoji form of the sign before it.
  const text = withoutResidue(line.replaceAll('\ufe0f', '').trim().replace(/\s+/g, ' '));
  if (text.length === 0) return undefined;
  if (isSpeech(text)) return undefined;
  // How Aozora Bunko's digital texts spell the sign.
  if (/^※［＃アステリズム[^］]*］$/u.test(text)) return { text: '⁂', family: 'ornament' };
  if (row.test(text)) {
    if (isSilence(text)) return undefined;
    return { text, family: 'row', ...(isWeak(text) ? { weak: true } : {}) };
  }
  if (hasOrnament.test(text) && ornament.test(text)) return { text, family: 'ornament' };
  if ((letterRow.test(text) && isLetterRow(text)) || isRepeated(text) || isInset(text))
    return { text, family: 'letters' };
  return markOfWords(text);
}

/** Copies from web pages leave comment counters at line ends (“*-*-* 31”, “1.2K”), and a lost glyph before a row (“? * *”). */
function withoutResidue(text: string): string {
  const whole = text.startsWith('?') ? text.replace(/^\?\s+(?=[*~=#-](?:\s|[*~=#-]))/, '') : text;
  if (!'0123456789K+'.includes(whole.at(-1) ?? ' ')) return whole;
  const at = whole.search(/\s*(?:\d{1,4}(?:\.\d)?K?\+?|\+)$/u);
  const row = whole.slice(0, Math.max(0, at));
  return /(?:[^\p{L}\p{N}\s,.!?'"“”’]{3}|[*~\])\p{M}-]|[*~] [*~] [*~])$/u.test(row) &&
    /[\p{L}\p{M}\p{So}*~=_#•‿]/u.test(row)
    ? row
    : whole;
}

/** A row and what it stands for: “---(the picture fades)”. */
const annotated = /^(?:-{3,}|={3,}|\*{3,}|~{3,}|—{2,}) ?(?:\(.{2,}\)|\[.{2,}\]|（.{2,}）|［.{2,}］)$/u;

function markOfWords(text: string): Mark | undefined {
  if (annotated.test(text) && !noteLabelOf(text)) return { text, family: 'words' };
  if (text.length > 90) return undefined;
  const inner = text.replace(dressing, '').trim();
  const dressed =
    inner.length < text.length &&
    !/^["“]/.test(text) &&
    /^\P{L}/u.test(text) &&
    /[\])}>*~=\-—–_+#]$/u.test(text);
  // A bare “[line break]” says no more than a row of stars; a time skip or a viewpoint is worth reading.
  if (generic.test(inner) && (dressed || !/[.?!]$/.test(text))) return { text, family: 'letters' };
  // “--- At the harbour ---”: what stands between two rules names the scene to come.
  if (
    /^(?:-{1,}|~+|=+|\*{2,}|—+|–+)\s*(?=\p{Lu}|\()[^.!?]{3,60}?\s*(?:-+|~+|=+|\*{2,}|—+|–+)$/u.test(text) &&
    inner.split(/\s+/).length <= 9 &&
    inner !== inner.toUpperCase() &&
    !/^(?:the end|end|fin|tbc|to be continued)\b/i.test(inner) &&
    readHeading(text) === undefined
  ) {
    return { text, family: 'words' };
  }
  const isMark = bare.test(inner)
    ? !/[.?!]$/.test(text) || dressed
    : dressed && (spokenWhole.test(inner) || viewpoint.test(inner));
  return isMark ? { text, family: 'words' } : undefined;
}

/** ASCII letters and digits. */
function isPlain(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Morse, a rating in stars, words blacked out, a tally, notes of music and faces are signs that say something. */
const isSpeech = (text: string) =>
  (/^[.…\-–—/\s]+$/u.test(text) && /[.…]/.test(text) && /[-–—]/.test(text)) ||
  (/^[★☆\s]+$/u.test(text) && text.includes('★') && text.includes('☆')) ||
  /^[█▓▒░|\s]+$/u.test(text) ||
  /^[\s~]*[♪♫♬♩][♪♫♬♩\s~]*$/u.test(text) ||
  text === '►' ||
  /^[(=]?[\^>T;oO0.\-=@][_.]+[\^<T;oO0.\-=@][)=;]{0,2}$/.test(text) ||
  // A piece of a drawn box or tree.
  (/[│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣]/.test(text) && !/(?![\u2500-\u257f])[\p{So}*]/u.test(text)) ||
  // A numeral.
  /^X+\.$/.test(text);

/**
 * “…” and “...” closed up are a pause in a conversation, and so is a bare dot or comma; spaced dots part scenes, and so
 * do six ellipses or more: Chinese writes a pause with two, and a long one with four.
 */
const isSilence = (text: string) =>
  /^(?:[.,]+|[.…,]{1,4}|[.…][\s.…]*…[\s.…]*|[:/\\|<>^·]|-?>|<-?|ー+)$/u.test(text) && !/^…{6,}$/.test(text);

const isWeak = (text: string) => /^(?:[-‐-―−+=_]|--)$/u.test(text);

/** At least three letters and signs that read the same from both ends, or repeat a group: oOo, xXx, 0-0-0, oOoOoO. */
function isLetterRow(text: string): boolean {
  const tight = text.replace(/\s/g, '');
  if (
    tight.length < 3 ||
    !/[oO0xXvV]/.test(tight) ||
    /^[\d.:-]*\d{2}[\d.:-]*$/.test(tight) ||
    /^0+$/.test(tight)
  )
    return false;
  // “xoxo” signs a letter; a longer row of kisses parts scenes.
  if (/^(?:xo)+x?$|^(?:ox)+o?$/i.test(tight) && tight.length < 6) return /\s|[~*\-=•]/.test(text);
  if (/^[xX]{2,}$/.test(tight) && tight.length < 3) return false;
  const folded = tight.toLowerCase().replaceAll('0', 'o');
  if (folded === [...folded].reverse().join('')) return true;
  return /^(.{1,8}?)\1+.{0,3}$/.test(folded);
}

/** One letter in the middle of a row of signs, the same to both ends: ≡≡≡Ω≡≡≡, --S--. */
function isInset(text: string): boolean {
  const [, left, right] =
    /^([^\p{L}\p{N}.,!?'"“”]{2,}?)\s?\p{L}\s?([^\p{L}\p{N}.,!?'"“”]{2,})$/u.exec(text) ?? [];
  if (!left || !right) return false;
  const tight = left.replace(/\s/g, '');
  return (
    tight.length > 1 &&
    new Set(tight).size < tight.length &&
    tight === [...right.replace(/\s/g, '')].reverse().join('')
  );
}

/** A short group of letters over and over, as fandoms' initials are used (HPHPHPHP); laughter has vowels. */
function isRepeated(text: string): boolean {
  const found = /^(\p{L}{1,3}?)\1{3,}\p{L}?$/u.exec(text);
  const group = found?.[1];
  if (!group || text.length < 8) return false;
  const mixed = group !== group.toLowerCase() && group !== group.toUpperCase();
  return (
    mixed ||
    (group === group.toUpperCase() &&
      /^[A-Z]+$/.test(group) &&
      !/[AEIOUY]/.test(group) &&
      !/^[HZMNSR]$/.test(group)) ||
    /^[xov]+$/i.test(group)
  );
}
