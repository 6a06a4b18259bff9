/**
 * The lexicon of scene-break marks: lines without a sentence in them that part two scenes.
 *
 * Families and their look-alikes are those of archives and serials in the wild: rows of asterisks, rules and
 * tildes; ornaments; the letter rows that took over where an archive strips asterisks (oOo, xXx); words in
 * brackets. Three dots are a silence, not a mark.
 */
export interface Mark {
  /** The line as the author wrote it, inner spaces single. */
  text: string;
  family: 'row' | 'ornament' | 'letters' | 'words';
}

/** Longest line that can be a mark, in characters. */
const longest = 120;

const row = /^[*\-_~=+#%/\\:|^<>.·•●○◦∙⋅∗＊〜～—–―─━═\s]+$/u;
const ornament = /^[\p{So}\p{Sm}\p{Sk}§¶†‡※⁂⁎⁕❦❧☙✻♠-♯◆◇■□▪▫★☆〇＊・\u{1F300}-\u{1FAFF}*~\-_=+.•\s]+$/u;
const letterRow = /^[oO0xXvV~*\-=•.\s]+$/;
const words =
  /^(?:scene|line|page|section|chapter|time)[ -]?(?:break|change|shift|skip|jump|divider)$|^(?:sc)?break$|^time ?skip$|^(?:insert )?(?:line|page) ?break(?: here)?$|^(?:start |begin |end )?(?:of )?flash ?back(?: start| ends?| over)?$/i;

/** The mark that stands alone on this line, if it is one. */
export function markOf(line: string): Mark | undefined {
  if (line.length === 0 || line.length > longest) return undefined;
  const first = line.charCodeAt(0);
  const last = line.charCodeAt(line.length - 1);
  // A line that begins and ends with a plain letter other than o, x, v is a sentence: most lines leave here.
  if (isPlain(first) && isPlain(last)) return markOfWords(line, line);
  // U+FE0F asks for the emoji form of the sign before it.
  const text = line.replaceAll('\ufe0f', '').trim().replace(/\s+/g, ' ');
  if (text.length === 0) return undefined;
  if (row.test(text)) return isSilence(text) || isStray(text) ? undefined : { text, family: 'row' };
  if (ornament.test(text)) return isEmoticon(text) ? undefined : { text, family: 'ornament' };
  if (letterRow.test(text) && isLetterRow(text)) return { text, family: 'letters' };
  return markOfWords(text.replace(/^[[({<*~=\-—–\s]+|[\])}>*~=\-—–\s]+$/g, ''), text);
}

function markOfWords(inner: string, text: string): Mark | undefined {
  return inner.length < 40 && words.test(inner.trim()) ? { text, family: 'words' } : undefined;
}

/** ASCII letters and digits that no letter row is made of. */
function isPlain(code: number): boolean {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower !== 0x6f && lower !== 0x78 && lower !== 0x76;
  return code >= 0x31 && code <= 0x39;
}

/** “…”, “...” and “. . . .” closed up are a pause in a conversation; spaced dots part scenes. */
const isSilence = (text: string) => /^(?:\.+|…+|[-–—]?[?!]+)$/u.test(text);

/** A single dot, colon or slash left over from typing. */
const isStray = (text: string) => /^[.:/\\|<>^·+-]$/u.test(text);

const isEmoticon = (text: string) => /^[<>:;=^xX][-'^_]?[)(DdPp3<>^]+$/.test(text);

/** At least three letters and signs that read the same from both ends, or repeat a group: oOo, xXx, 0-0-0, oOoOoO. */
function isLetterRow(text: string): boolean {
  const tight = text.replace(/\s/g, '');
  if (
    tight.length < 3 ||
    !/[oO0xXvV]/.test(tight) ||
    (/^[0.-]+$/.test(tight.replace(/0-/g, '')) && /^\d+$/.test(tight))
  )
    return false;
  if (/^(?:xo)+x?$/.test(tight) || /^(?:ox)+o?$/.test(tight)) return /\s|[~*\-=•]/.test(text);
  const backwards = [...tight].reverse().join('');
  if (tight.toLowerCase() === backwards.toLowerCase()) return true;
  return /^(.{1,6}?)\1+.?$/.test(tight);
}
