/**
 * Code through Shiki, coloured by class: a strict content policy forbids the inline styles that Shiki writes,
 * and a class lets each theme of the site choose its own colours. Shiki is loaded when the first code is met.
 */
import type { Element, ElementContent } from 'hast';
import type { BundledLanguage, Highlighter } from 'shiki';
import { grammars } from './grammars.ts';

/** Longer code stays plain: it would take longer to colour than anyone takes to read it. */
const longest = 100_000;

interface Loaded {
  highlighter: Highlighter;
  /** Whether Shiki brings a language of this name. */
  knows: (language: string) => language is BundledLanguage;
}

let loading: Promise<Loaded> | undefined;

const own = new Set(grammars.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]));

/** The lines of a piece of code as spans with classes such as `sh-keyword`. An unknown language stays plain text. */
export async function highlight(code: string, language: string): Promise<ElementContent[]> {
  const plain: ElementContent[] = [{ type: 'text', value: code }];
  if (language === '' || code.length > longest) return plain;
  loading ??= load();
  const { highlighter, knows } = await loading;
  if (knows(language)) await highlighter.loadLanguage(language);
  else if (!own.has(language)) return plain;
  const { tokens } = highlighter.codeToTokens(code, {
    lang: language as BundledLanguage,
    theme: 'fleuron',
    // Shiki gives up on a line after half a second, which on a busy machine is the first line of all.
    tokenizeTimeLimit: 0,
  });
  return tokens.flatMap((line, i) => [
    ...(i > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
    ...line.map(({ content, color }) => token(content, color)),
  ]);
}

async function load(): Promise<Loaded> {
  const [{ bundledLanguages, createCssVariablesTheme, createHighlighter }, { createJavaScriptRegexEngine }] =
    await Promise.all([import('shiki'), import('shiki/engine/javascript')]);
  const highlighter = await createHighlighter({
    themes: [createCssVariablesTheme({ name: 'fleuron', variablePrefix: '--', fontStyle: false })],
    langs: grammars,
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return {
    highlighter,
    knows: (language): language is BundledLanguage =>
      !own.has(language) && Object.hasOwn(bundledLanguages, language),
  };
}

/** `var(--token-keyword)` → `<span class="sh-keyword">`. */
function token(content: string, color: string | undefined): ElementContent {
  const name = /^var\(--token-(\w[\w-]*)\)$/.exec(color ?? '')?.[1];
  if (!name || content.trim() === '') return { type: 'text', value: content };
  const span: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: [`sh-${name}`] },
    children: [{ type: 'text', value: content }],
  };
  return span;
}
