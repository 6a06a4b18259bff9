/**
 * The author's style sheet, `content/theme.css`: tokens for the site and themes of the author's own.
 *
 * It sets tokens and nothing else, so that a reader can switch it off, every colour can be checked, and nothing is
 * asked of another site. What does not fit is told of and left out; the rest is used.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import postcss, { CssSyntaxError, type Declaration, type Rule } from 'postcss';
import { decode } from '../manuscript/decode.ts';
import type { Message } from '../manuscript/manuscript.ts';
import { choices } from '../reader/settings/settings.ts';
import { rgb } from './colour.ts';
import { type Accent, judgeAccent, shownRatio, weaknesses } from './contrast.ts';
import { nearOf } from './near.ts';
import { contentDir } from './places.ts';
import type { Problem } from './problems.ts';
import { readSource, unreadable } from './source.ts';
import {
  baseTokens,
  kinds,
  ownThemes,
  sidesOf,
  type TokenName,
  type Tokens,
  themeOf,
  title,
} from './tokens.ts';

export interface Dress {
  /** Tokens of the page without a theme, and of each theme, by its name; `color-scheme` among them. */
  site: Tokens;
  themes: Map<string, Tokens>;
  problems: Problem[];
}

const path = join(contentDir, 'theme.css');
const largest = 256 * 1024;
const names = Object.keys(kinds) as TokenName[];

let dress: Dress | undefined;

/** What the author's style sheet says: in a build it is read once. */
export function authorsDress(anew: boolean = import.meta.env?.DEV ?? false): Dress {
  if (!dress || anew) dress = readDress();
  return dress;
}

/** The author's tokens as a layer of CSS; with `styling: plain` none of them holds. */
export function authorsCss(accent: Accent | undefined): string {
  const { site, themes } = authorsDress();
  const tokens = accent ? { ...site, accent: `light-dark(${accent.light},${accent.dark})` } : site;
  const rules = [
    rule(':is(:root,[data-theme])', tokens),
    ...[...themes].map(([name, own]) => rule(`[data-theme=${name}]`, own)),
  ];
  return `@layer author{${rules.join('')}}`;
}

function rule(selector: string, tokens: Tokens): string {
  const lines = Object.entries(tokens).map(([name, value]) =>
    name === 'color-scheme' ? `${name}:${value};` : `--${name}:${value};`,
  );
  const unlessPlain = ':where(:not([data-styling=plain],[data-styling=plain] *))';
  return lines.length > 0 ? `${selector}${unlessPlain}{${lines.join('')}}` : '';
}

function readDress(): Dress {
  const read: Dress = { site: {}, themes: new Map(), problems: [] };
  if (!existsSync(path)) return read;
  const tell = (message: Message) => read.problems.push({ file: relative(process.cwd(), path), ...message });
  try {
    const { text } = decode(readSource(path, largest));
    const rules = postcss.parse(text).nodes.flatMap((node) => {
      if (node.type === 'rule') return [node];
      if (node.type === 'atrule') tell(noAtRule(node.name, node.source?.start?.line));
      return [];
    });
    for (const each of rules) readRule(each, read, tell);
    for (const each of rules) judge(each, read, tell);
  } catch (error) {
    tell(error instanceof CssSyntaxError ? noCss(error) : unreadable(error));
  }
  return read;
}

/** What does not fit, and what to write instead. */
type Wrong = [reason: string, mend: string];

const fault = (line: number | undefined, reason: string, mend: string): Message => ({
  severity: 'error',
  rule: 'theme',
  ...(line === undefined ? {} : { line }),
  reason,
  mend,
});

const noCss = ({ line, reason }: CssSyntaxError) =>
  fault(
    line,
    `This is no CSS from here on: ${reason.toLowerCase()}.`,
    'Nothing of the file is used. Correct this line.',
  );

const noAtRule = (name: string, line: number | undefined) =>
  fault(
    line,
    `“@${name}” is not used: this file sets tokens, and a page asks for no further file.`,
    'Take it out. For a dark and a light side write “light-dark(…, …)”.',
  );

function readRule(from: Rule, { site, themes }: Dress, tell: (message: Message) => void): void {
  const theme = themeOf(from.selector);
  const misplaced = wrongSelector(from.selector, theme);
  if (misplaced) tell(fault(from.source?.start?.line, ...misplaced));
  if (misplaced || theme === undefined) return;
  const tokens: Tokens = {};
  from.each((node) => {
    if (node.type === 'comment') return;
    const wrong = node.type === 'decl' ? wrongDeclaration(node) : noToken(node.toString());
    if (wrong) tell(fault(node.source?.start?.line, ...wrong));
    else if (node.type === 'decl') tokens[node.prop.replace(/^--/, '')] = node.value;
  });
  if (theme === '') Object.assign(site, tokens);
  else themes.set(theme, { ...themes.get(theme), ...tokens });
}

function wrongSelector(selector: string, theme: string | undefined): Wrong | undefined {
  if (theme === undefined || !/^$|^[a-z][a-z0-9-]*$/.test(theme))
    return [
      `“${selector} { … }” is not used: this file sets tokens for the site or for a theme.`,
      'Write “:root { … }”, or “[data-theme="ocean"] { … }” with a name in small letters, digits and hyphens.',
    ];
  return (choices.theme as readonly string[]).includes(theme)
    ? [`The theme “${theme}” is one of Fleuron’s own and stays as it is.`, `Call yours “my-${theme}”.`]
    : undefined;
}

const noToken = (text: string): Wrong => {
  const near = text.startsWith('--') && nearOf(text.slice(2), names);
  const likely = near ? `Did you mean “--${near}”? ` : '';
  return [
    `There is no token “${text.length > 40 ? `${text.slice(0, 40)}…` : text}”.`,
    `${likely}The tokens are: color-scheme, ${names.map((name) => `--${name}`).join(', ')}.`,
  ];
};

function wrongDeclaration({ prop, value }: Declaration): Wrong | undefined {
  if (prop === 'color-scheme')
    return /^(?:light|dark|light dark)$/.test(value)
      ? undefined
      : [`“color-scheme: ${value}” is no side.`, 'Write “color-scheme: light”, “dark” or “light dark”.'];
  const name = prop.replace(/^--/, '');
  if (!prop.startsWith('--') || !Object.hasOwn(kinds, name)) return noToken(prop);
  return wrongValue[kinds[name as TokenName]](prop, value);
}

/** Functions that fetch nothing. A name with an escape in it is not among them. */
const harmless = /^(?:var|calc|clamp|min|max|light-dark)$/;

/** What a value of each kind must not be, with what to write instead. */
const wrongValue: Record<(typeof kinds)[TokenName], (prop: string, value: string) => Wrong | undefined> = {
  colour: (prop, value) =>
    /^var\(--accent,.+\)$/.test(value) || (rgb(value, 'light') && rgb(value, 'dark'))
      ? undefined
      : [
          `“${prop}: ${value}” is no colour that can be checked.`,
          `Write a full colour, such as “${prop}: #2a604b” or “${prop}: light-dark(#2a604b, #8fc3a7)”.`,
        ],
  words: (prop, value) => {
    const fetching = [...value.matchAll(/([^\s(,]*)\(/g)].some(([, name = '']) => !harmless.test(name));
    return fetching || /[{};@\\]/.test(value)
      ? [
          `“${prop}: ${value}” is not used.`,
          'Write words, numbers, lengths or “calc(…)”; nothing that fetches a file.',
        ]
      : undefined;
  },
  picture: (prop, value) =>
    /^(?:none|url\((?:"data:image\/[^"\\]*"|'data:image\/[^'\\]*')\))$/.test(value)
      ? undefined
      : [
          `“${prop}” asks for a file, and a page asks for no further one.`,
          `Write the picture into the line: “${prop}: url("data:image/svg+xml,…")”.`,
        ],
};

/** Warns of every colour of a rule that cannot be read well, at the line that sets it. */
function judge(from: Rule, { site, themes }: Dress, tell: (message: Message) => void): void {
  const name = themeOf(from.selector);
  const own = name === '' ? site : themes.get(name ?? '');
  if (name === undefined || !own) return;
  const shown =
    name === ''
      ? ownThemes(site).filter(({ name: theme }) => theme === 'Paper' || theme === 'Night')
      : sidesOf(own['color-scheme']).map((side) => ({
          name: title(name),
          side,
          tokens: { ...baseTokens(), ...site, ...own },
        }));
  for (const theme of shown) {
    for (const weak of weaknesses(theme)) {
      const at = [weak.name, weak.ground].flatMap((token) => lineOf(from, token))[0];
      if (at === undefined) continue;
      tell({
        severity: 'warning',
        rule: 'low-contrast',
        line: at,
        reason: `In the theme ${theme.name}, --${weak.name} on --${weak.ground} has a contrast of ${shownRatio(weak.ratio)} on the ${theme.side} side; readers need ${weak.least}:1.`,
        mend: weak.better
          ? `Write ${weak.better} for the ${theme.side} side of --${weak.name}, or change --${weak.ground}.`
          : `Change --${weak.ground}: no colour of this hue is read well on it and on the other grounds.`,
      });
    }
  }
}

const lineOf = (from: Rule, token: string): number[] =>
  from.nodes.flatMap((node) =>
    node.type === 'decl' && node.prop === `--${token}` && node.source?.start ? [node.source.start.line] : [],
  );

/** What to say of an accent that cannot be read well on a side: one colour on both, of two each on its own. */
export function accentCaution(said: string | [light: string, dark: string] | undefined): Message | undefined {
  if (said === undefined) return undefined;
  const [light, dark] = typeof said === 'string' ? [said, said] : said;
  const sides = [
    judgeAccent(light, 'light', authorsDress().site),
    judgeAccent(dark, 'dark', authorsDress().site),
  ];
  const weak = sides.map(({ ratio }) => ratio < 4.5);
  if (typeof said === 'string' ? !weak.every(Boolean) : !weak.some(Boolean)) return undefined;
  const found = sides.map(({ ratio }, i) => `${shownRatio(ratio)} on ${i === 0 ? 'light' : 'dark'} pages`);
  return {
    severity: 'warning',
    rule: 'low-contrast',
    reason: `The accent has a contrast of ${found.filter((_, i) => weak[i]).join(' and ')}; readers need 4.5:1.`,
    mend: `Write “accent: [${sides.map(({ better }) => JSON.stringify(better)).join(', ')}]”.`,
  };
}
