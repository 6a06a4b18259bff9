/**
 * Code through Shiki, coloured by class: a strict content policy forbids the inline styles that Shiki writes,
 * and a class lets each theme of the site choose its own colours.
 */
import type { Element, ElementContent } from 'hast';
import {
  type BundledLanguage,
  bundledLanguages,
  createCssVariablesTheme,
  createHighlighter,
  type Highlighter,
} from 'shiki';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

const theme = createCssVariablesTheme({ name: 'fleuron', variablePrefix: '--', fontStyle: false });
const longest = 100_000;
let starting: Promise<Highlighter> | undefined;

/** The lines of a piece of code as spans with classes such as `sh-keyword`. An unknown language stays plain text. */
export async function highlight(code: string, language: string): Promise<ElementContent[]> {
  const plain: ElementContent[] = [{ type: 'text', value: code }];
  if (!(language in bundledLanguages) || code.length > longest) return plain;
  starting ??= createHighlighter({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await starting;
  await highlighter.loadLanguage(language as BundledLanguage);
  const { tokens } = highlighter.codeToTokens(code, { lang: language as BundledLanguage, theme: 'fleuron' });
  return tokens.flatMap((line, i) => [
    ...(i > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
    ...line.map(({ content, color }) => token(content, color)),
  ]);
}

/** `var(--token-keyword)` → `<span class="sh-keyword">`. */
function token(content: string, color: string | undefined): ElementContent {
  const name = /^var\(--token-(\w[\w-]*)\)$/.exec(color ?? '')?.[1];
  if (!name) return { type: 'text', value: content };
  const span: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: [`sh-${name}`] },
    children: [{ type: 'text', value: content }],
  };
  return span;
}
