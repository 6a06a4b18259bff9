/** The tokens that a theme sets, ours or an author's: what each may hold, and which side of `light-dark()` shows. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import postcss, { type Rule } from 'postcss';
import type { Side } from './colour.ts';

/** Values by name; a name has no dashes before it. */
export type Tokens = Record<string, string>;

/** What an author can set, and what its value is. */
export const kinds = {
  paper: 'colour',
  tint: 'colour',
  ink: 'colour',
  'ink-soft': 'colour',
  rule: 'colour',
  edge: 'colour',
  leaf: 'colour',
  mark: 'colour',
  'face-story': 'words',
  'face-interface': 'words',
  'face-code': 'words',
  'weight-light': 'words',
  'leading-story': 'words',
  opening: 'words',
  initial: 'words',
  corner: 'words',
  'ornament-size': 'words',
  ornament: 'picture',
} as const satisfies Record<string, 'colour' | 'words' | 'picture'>;

export type TokenName = keyof typeof kinds;

/** A theme on one side: what a reader who chose it sees. */
export interface Theme {
  name: string;
  side: Side;
  tokens: Tokens;
}

/** The theme that a rule is about: '' for the page without one, undefined for what is no theme. */
export function themeOf(selector: string): string | undefined {
  if (/^:root(?:,\s*\[data-theme\])?$/.test(selector)) return '';
  return /^\[data-theme=(["']?)([\w-]+)\1\]$/.exec(selector)?.[2];
}

/** The sides that a theme shows: one by its `color-scheme`, else both, as the reader's system does. */
export function sidesOf(scheme: string | undefined): Side[] {
  return scheme === 'light' || scheme === 'dark' ? [scheme] : ['light', 'dark'];
}

/** A rule's tokens, and its `color-scheme` under that name. */
export function declared(rule: Rule): Tokens {
  return Object.fromEntries(
    rule.nodes.flatMap((node) => (node.type === 'decl' ? [[node.prop.replace(/^--/, ''), node.value]] : [])),
  );
}

/** A token's value with the tokens in it put in; a `var()` that nobody sets is its fallback. */
export function resolved(tokens: Tokens, name: string): string {
  let value = tokens[name] ?? '';
  for (let depth = 0; depth < 8 && value.includes('var('); depth += 1) {
    value = value.replace(
      /var\(\s*--([\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g,
      (_, inner: string, fallback = '') => tokens[inner] ?? fallback,
    );
  }
  return value.trim();
}

const ours = (file: string) =>
  postcss
    .parse(readFileSync(resolve('src/styles', file), 'utf8'))
    .nodes.flatMap((node) => (node.type === 'rule' ? [node] : []));

let base: Tokens | undefined;

/** The tokens of a page without a theme. */
export function baseTokens(): Tokens {
  base ??= Object.assign(
    {},
    ...ours('tokens.css')
      .filter((rule) => themeOf(rule.selector) === '')
      .map(declared),
  );
  return base as Tokens;
}

/** Our own themes, over a site's own values of the tokens. */
export function ownThemes(siteTokens: Tokens = {}): Theme[] {
  return ours('themes.css').flatMap((rule) => {
    const tokens = declared(rule);
    return sidesOf(tokens['color-scheme']).map((side) => ({
      name: title(themeOf(rule.selector) ?? ''),
      side,
      tokens: { ...baseTokens(), ...siteTokens, ...tokens },
    }));
  });
}

/** A theme's name as readers are shown it. */
export const title = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
