/**
 * Markdown that no reader can take apart in reasonable time, or at all: quotes in quotes by the hundred, emphasis or
 * brackets that open and never close. Nobody writes these; they come from broken programs and from malice.
 */

/** More levels than this are too deep: parsers walk down them level by level, and back for each. */
const deepest = 100;
/** Headings by underlining with no empty line between them are put together again at each one. */
const mostUnderlines = 500;

/** An empty line, a line of containers, an underline, and what opens or closes inside a line. */
const sign = new RegExp(
  [
    '^[ \\t]*$',
    `^(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])){${deepest}}`,
    '^ {0,3}(?:=+|-+)[ \\t]*$',
    '<!--|-->|[[\\]]',
    '(?<=^|\\s)[*_~]+(?=\\S)|(?<=\\S)[*_~]+(?=\\s|$)',
  ].join('|'),
  'gm',
);

/** The offset of the first place that is nested too deeply, if there is one. */
export function deepestPlace(text: string): number | undefined {
  const open = { '[': 0, '<': 0, '*': 0 };
  let underlines = 0;
  for (const { 0: found, index } of text.matchAll(sign)) {
    const [first = ''] = found;
    if (found.trim() === '') {
      open['['] = open['<'] = open['*'] = 0;
      underlines = 0;
    } else if (first === '[') open['['] += 1;
    else if (first === ']') open['['] = Math.max(0, open['['] - 1);
    else if (found === '<!--') open['<'] += 1;
    else if (found === '-->') open['<'] = 0;
    else if (/^ {0,3}[=-]/.test(found)) underlines += 1;
    else if (found.length >= deepest && !/^[*_~]+$/.test(found)) return index;
    else if (/\s/.test(text[index + found.length] ?? ' ')) open['*'] = Math.max(0, open['*'] - 1);
    else open['*'] += 1;
    if (open['['] > deepest || open['<'] > deepest || open['*'] > deepest || underlines > mostUnderlines)
      return index;
  }
  return undefined;
}
