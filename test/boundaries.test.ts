/** The walls between the rooms: who may know whom, and what no file may hold. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const sources = (pattern: string) =>
  globSync(pattern).map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
const importsOf = (text: string) =>
  [...text.matchAll(/(?:\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]/gm)].map(
    (found) => found[1] ?? '',
  );

function strangers(pattern: string, friend: RegExp): string[] {
  return sources(pattern).flatMap(({ path, text }) =>
    importsOf(text)
      .filter((name) => !friend.test(name))
      .map((name) => `${path} imports ${name}`),
  );
}

function holding(pattern: string, forbidden: RegExp, except = /(?!)/): string[] {
  return sources(pattern)
    .filter(({ path, text }) => !except.test(path) && forbidden.test(text))
    .map(({ path }) => path);
}

const everything = 'src/**/*.{ts,astro,css}';

test('the manuscript engine knows only texts and trees', () => {
  const trees =
    /^(?:\.\/|unified$|remark|rehype|mdast|hast|unist-|micromark|vfile|shiki|@shikijs\/|yaml$|chardet$)/;
  expect(strangers('src/manuscript/**/*.ts', trees)).toEqual([]);
});

test('the reader knows only itself, and the styles it brings', () => {
  const styles = /^src\/styles\/[a-z-]+\.css\?inline$/;
  const outside = sources('src/reader/**/*.ts').flatMap(({ path, text }) =>
    importsOf(text)
      .map((name) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name))
      .filter((known) => !known.startsWith('src/reader/') && !styles.test(known))
      .map((known) => `${path} imports ${known}`),
  );
  expect(outside).toEqual([]);
});

test('only the library and the pages ask for content', () => {
  const rooms = /^src\/(?:library|pages)\//;
  expect(holding(everything, /['"]astro:content['"]/, rooms)).toEqual([]);
});

test('pages get and render; they are short', () => {
  const long = sources('src/pages/**/*.{ts,astro}').filter(
    ({ text }) => text.trimEnd().split('\n').length > 40,
  );
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('HTML is never written as a string, but for addresses that a build made', () => {
  expect(holding(everything, /\b(?:inner|outer)HTML\b|insertAdjacentHTML/)).toEqual([]);
  const beforeThePage = /^src\/reader\/settings\/boot\.ts$/;
  expect(holding(everything, /document\.write/, beforeThePage)).toEqual([]);
});

test('styles win by layer, not by force', () => {
  expect(holding(everything, /!important/)).toEqual([]);
  expect(holding('src/**/*.astro', /\sstyle=|<style/)).toEqual([]);
});

test('only the tokens, the themes and the print hold raw colours', () => {
  const colour = /#[0-9a-f]{3,8}\b(?=[\s;,)])|\b(?:oklch|oklab|rgba?|hsla?|lab|lch|hwb|color)\((?!from)/i;
  expect(holding('src/styles/**/*.css', colour, /\/(?:tokens|themes|print)\.css$/)).toEqual([]);
  expect(holding('src/components/**/*.astro', colour)).toEqual([]);
});
