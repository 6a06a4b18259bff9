/** HTML as it was written → HTML that a parser reads as it was meant. */
import { block as blocks } from './tidyHtml.ts';

/** XHTML may close any element at its start: to an HTML parser `<title/>` would hold the rest of the page. */
export function closed(text: string): string {
  if (!/^\s*<\?xml|xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/i.test(text.slice(0, 2000))) return text;
  return text.replace(
    /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*?)?)\/>/gi,
    '<$1$2></$1>',
  );
}

/** Elements nested deeper than this are taken for paragraphs: no author writes them, and no parser likes them. */
const deepest = 200;
const unnested =
  /^(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|br|hr|img|input|wbr|meta|link|col|area|base|source|embed|param)$/i;

export function shallow(text: string): string {
  let depth = 0;
  let most = 0;
  const tag = /<(\/?)([a-z][\w:-]*)(?=[\s/>])[^<>]*>/gi;
  const step = (close: string, name: string) => {
    if (!unnested.test(name)) depth = Math.max(0, depth + (close ? -1 : 1));
  };
  for (const [, close = '', name = ''] of text.matchAll(tag)) {
    step(close, name);
    most = Math.max(most, depth);
  }
  if (most <= deepest) return text;
  depth = 0;
  return text.replace(tag, (whole, close: string, name: string) => {
    const before = depth;
    step(close, name);
    if (unnested.test(name) || Math.max(before, depth) <= deepest) return whole;
    return blocks.has(name.toLowerCase()) && !close ? '<p>' : '';
  });
}
