import chardet from 'chardet';
import type { Message } from './manuscript.ts';

export interface Decoded {
  /** The text with `\n` line ends, in NFC, without a byte order mark or invisible control characters. */
  text: string;
  /** A label that `TextDecoder` knows. */
  encoding: string;
  messages: Message[];
}

/** How many bytes the guesses look at. */
const sampleSize = 64 * 1024;

/**
 * Turns a file's bytes into text. What the bytes say is believed first (a byte order mark, valid UTF-8,
 * the zero bytes of UTF-16), a statistical guess last; `wanted` overrules them all.
 */
export function decode(bytes: Uint8Array, wanted?: string): Decoded {
  const messages: Message[] = [];
  const { encoding, text } = (wanted && decodeAs(bytes, wanted, messages)) || guess(bytes);
  if (isBinary(text)) {
    messages.push({
      severity: 'error',
      rule: 'not-text',
      reason: 'The file is not text: it is full of control characters.',
      mend: 'Save the chapter as plain text (.txt) from the program that wrote it.',
    });
    return { text: '', encoding, messages };
  }
  if (encoding !== 'utf-8') {
    messages.push({
      severity: 'info',
      rule: 'encoding',
      reason: `Read as ${encoding}.`,
      mend: 'If letters look wrong, write “encoding: …” at the head of the file or save it as UTF-8.',
    });
  }
  const lost = text.indexOf('\uFFFD');
  if (lost >= 0) {
    messages.push({
      severity: 'warning',
      line: text.slice(0, lost).split(/\r\n?|\n/).length,
      rule: 'encoding',
      reason: `A character here cannot be read as ${encoding}; it shows as “\uFFFD”.`,
      mend: 'Save the file as UTF-8, or name its encoding: “encoding: windows-1252”.',
    });
  }
  return { text: clean(text), encoding, messages };
}

function decodeAs(
  bytes: Uint8Array,
  label: string,
  messages: Message[],
): { encoding: string; text: string } | undefined {
  try {
    const decoder = new TextDecoder(label);
    return { encoding: decoder.encoding, text: decoder.decode(bytes) };
  } catch {
    messages.push({
      severity: 'error',
      rule: 'encoding',
      reason: `There is no encoding called “${label}”; it was guessed instead.`,
      mend: 'Write, for instance, “encoding: windows-1252”, “utf-16le” or “shift_jis”.',
    });
    return undefined;
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });

function guess(bytes: Uint8Array): { encoding: string; text: string } {
  const [a, b] = bytes;
  const as = (encoding: string) => ({ encoding, text: new TextDecoder(encoding).decode(bytes) });
  if (a === 0xff && b === 0xfe) return as('utf-16le');
  if (a === 0xfe && b === 0xff) return as('utf-16be');
  const zeros = zeroBytes(bytes);
  if (zeros) return as(zeros);
  try {
    return { encoding: 'utf-8', text: strict.decode(bytes) };
  } catch {
    return isBrokenUtf8(bytes) ? as('utf-8') : as(legacy(bytes));
  }
}

/** A stray byte or a cut end makes no other encoding of a text whose letters are UTF-8. */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let bad = 0;
  let good = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) bad += 1;
    else if (code >= 0x80) good += 1;
  }
  return good > bad * 2;
}

/** UTF-16 of Latin text has a zero in every other byte: in the odd ones if little-endian. */
function zeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, sampleSize) & ~1;
  const first = bytes.indexOf(0);
  if (length < 16 || first < 0 || first >= length) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** chardet names some encodings as `TextDecoder` does not, and takes short Western text for exotic ones. */
function legacy(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleSize);
  let high = 0;
  for (const byte of sample) if (byte >= 0x80) high += 1;
  const found = chardet.analyse(sample);
  const best = found.find(({ name }) => isEncoding(name) && !/^utf-?8$/i.test(name));
  // Few high bytes among many letters is Western prose with accents and curly quotes, whatever the guess says.
  const western = high < sample.length * 0.1;
  const sure = best !== undefined && (best.confidence >= 60 || !western);
  return sure && !/^iso-8859-1$/i.test(best.name) ? best.name.toLowerCase() : 'windows-1252';
}

/** Whether `TextDecoder` knows an encoding of that name. */
export function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** More than a few control characters, and more than one in fifty; tabs and line ends aside. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, sampleSize);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]/g)?.length ?? 0;
  return controls > 3 && controls > sample.length / 50;
}

function clean(text: string): string {
  let out = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (out.includes('\r')) out = out.replace(/\r\n?/g, '\n');
  // Form feeds and vertical tabs part pages; U+2028 and U+2029 are line and paragraph ends.
  if (
    /[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u1fff\u2010-\u2027\u2030-\u205e\u2c00-\ud7ff]/.test(out)
  ) {
    out = out
      .replace(/[\f\v\u2028\u0085]/g, '\n')
      .replace(/\u2029/g, '\n\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]/g, '')
      .toWellFormed();
    // Hundreds of accents on one letter are nobody's writing, and sorting them takes time in their square.
    if (!/\p{M}{200}/u.test(out)) out = out.normalize('NFC');
  }
  return out;
}
