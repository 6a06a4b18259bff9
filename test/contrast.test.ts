/** Whether the colours can be read: the sums, our own themes, and what an author is told of theirs. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { contrast, nearest, rgb } from '../src/library/colour.ts';
import { completeAccent, weaknesses } from '../src/library/contrast.ts';
import { ownThemes } from '../src/library/tokens.ts';
import { problemsOf, readLibrary, writeLibrary } from './library.ts';

const seen = (one: string, other: string) => contrast(rgb(one) ?? [0, 0, 0], rgb(other) ?? [0, 0, 0]);
const story = { 'works/a.txt': 'Anselm lit the stove, and the room came back to him a corner at a time.\n' };

// The ratios are those that WCAG's own examples and its tools give.
test.each([
  ['#000', '#fff', 21],
  ['#777', '#fff', 4.48],
  ['#767676', 'white', 4.54],
  ['red', 'white', 4],
  ['rgb(0 0 255)', 'hsl(60 100% 50%)', 8],
  ['teal', 'teal', 1],
])('%s on %s is seen at %f to 1', (one, other, ratio) => {
  expect(seen(one, other)).toBeCloseTo(ratio, 1);
  expect(seen(other, one)).toBe(seen(one, other));
});

test('a colour is read in every notation that CSS has', () => {
  expect(rgb('oklch(100% 0 0)')).toEqual([255, 255, 255]);
  expect(rgb('color-mix(in srgb, black, white)')).toEqual([128, 128, 128]);
  expect(rgb('light-dark(navy, #fed)', 'light')).toEqual([0, 0, 128]);
  expect(rgb('light-dark(navy, #fed)', 'dark')).toEqual([255, 238, 221]);
  for (const none of [
    '',
    'sesame',
    'CanvasText',
    '#12345',
    'rgb(0 0 0 / 50%)',
    'red} b {color: blue',
    'var(--x)',
  ])
    expect(rgb(none), none).toBeUndefined();
});

test.each([
  ['#c97b63', 'light'],
  ['#3b1f5b', 'dark'],
] as const)('the nearest colour to %s passes, and hardly more', (colour, side) => {
  const ground: [number, number, number] = side === 'light' ? [255, 255, 255] : [0, 0, 0];
  const better = rgb(nearest(colour, side, [ground], 4.5) ?? '') ?? [0, 0, 0];
  expect(contrast(better, ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(better, ground)).toBeLessThan(4.8);
});

test('every theme of ours passes AA on both of its sides', () => {
  const themes = ownThemes();
  expect(new Set(themes.map(({ name }) => name))).toEqual(
    new Set(['Paper', 'Night', 'Sepia', 'Dusk', 'Black', 'Contrast']),
  );
  for (const theme of themes) expect(weaknesses(theme), `${theme.name}, ${theme.side}`).toEqual([]);
});

test('one accent serves both sides: kept where it is read, changed where it is not', () => {
  const { light, dark } = completeAccent('#8a3324', {});
  expect(light).toBe('#8a3324');
  expect(seen(dark, '#1e2425')).toBeGreaterThanOrEqual(4.5);
  expect(completeAccent(['#8a3324', '#e39b85'], {})).toEqual({ light: '#8a3324', dark: '#e39b85' });
});

describe('an author', () => {
  afterEach(() => vi.unstubAllEnvs());

  const told = async (name: string, files: Record<string, string>, file: string) =>
    problemsOf(await readLibrary(writeLibrary(name, { ...story, ...files })), file);
  const theme = (name: string, css: string) => told(name, { 'theme.css': css }, 'theme.css');

  test('of a theme that reads well is told nothing', async () => {
    const css = `/* The sea. */
:root { --leaf: light-dark(#7a3b12, #e3a57a); --face-story: Georgia, serif; --initial: 3; }
[data-theme="deep-sea"] {
  color-scheme: dark;
  --paper: #06222b; --tint: #0b2c37; --ink: #d7e4e4; --ink-soft: #a5bcbf;
  --edge: #7593a0; --leaf: var(--accent, #8fd0c5); --mark: #123c48;
  --ornament: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E");
}`;
    expect(await theme('theme-good', css)).toEqual([]);
  });

  test('of one that reads badly is told where, how badly, and a colour that does', async () => {
    const css = (soft: string) => `[data-theme="fog"] {
  color-scheme: light;
  --paper: #f5f5f5;
  --ink-soft: ${soft};
}`;
    const [warning = '', ...rest] = await theme('theme-fog', css('#999999'));
    expect(rest).toEqual([]);
    expect(warning).toMatch(/^4 warning low-contrast: In the theme Fog, --ink-soft on --\w+ has .* 2\.\d:1/);
    const better = /Write (#[0-9a-f]{6})/.exec(warning)?.[1] ?? '';
    expect(await theme('theme-fog-mended', css(better))).toEqual([]);
  });

  test('who sets one side of the page only is told of the other', async () => {
    const [warning = ''] = await theme('theme-one-side', ':root {\n  --paper: #fff8e7;\n}\n');
    expect(warning).toMatch(/^2 warning low-contrast: In the theme Night, --ink on --paper .* dark side/);
  });

  test.each([
    [
      'a file of another site',
      '@import "https://example.org/x.css";',
      /^1 error theme: “@import” is not used/,
    ],
    ['a font', '@font-face { font-family: X; src: url(x.woff2) }', /^1 error theme: “@font-face”/],
    [
      'a picture of another site',
      ':root {\n--ornament: url(https://example.org/x.svg);\n}',
      /^2 error .*asks for a file/,
    ],
    ['one behind an escape', ':root {\n--corner: u\\72l(//example.org/x);\n}', /^2 error theme/],
    ['one in a colour', ':root {\n--paper: url(//example.org/x);\n}', /^2 error .*no colour/],
    ['a rule', '.note { display: none }', /^1 error .*“\.note \{ … \}” is not used/],
    ['a property', ':root {\nbackground: red;\n}', /^2 error .*no token “background”/],
    ['a slip', ':root {\n--papper: #fff;\n}', /^2 error .*no token “--papper”.*Did you mean “--paper”\?/],
    ['a theme of ours', '[data-theme="sepia"] { --paper: #fff }', /^1 error .*Call yours “my-sepia”/],
    ['half a rule', ':root {\n--paper: #fff;\n', /^1 error .*no CSS from here on/],
    ['something to see through', ':root {\n--ink: rgb(0 0 0 / 50%);\n}', /^2 error .*no colour/],
  ])('of %s in the style sheet is told that it is left out', async (what, css, message) => {
    const problems = await theme(`theme-${what.replaceAll(' ', '-')}`, css);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test('what is left out reaches no page; the rest does', async () => {
    const css =
      ':root { --paper: url(//example.org/x); --corner: 9px }\n@import "x.css";\n[data-theme="fog"] { --rule: #ccc }';
    await readLibrary(writeLibrary('theme-rest', { ...story, 'theme.css': css }));
    const { authorsCss } = await import('../src/library/dress.ts');
    const sheet = authorsCss({ light: '#123456', dark: '#abcdef' });
    expect(sheet).toContain('--corner:9px');
    expect(sheet).toContain('[data-theme=fog]');
    expect(sheet).toContain('--accent:light-dark(#123456,#abcdef)');
    expect(sheet).not.toMatch(/example|import|url/);
  });

  test.each([
    [
      'too pale for light and too dark for dark',
      'accent: "#777"',
      /^1 warning low-contrast: .* on light pages and .* on dark pages/,
    ],
    [
      'too pale on its side',
      'accent: ["#e0a0a0", "#e0a0a0"]',
      /^1 warning low-contrast: .* [12]\.\d:1 on light pages; /,
    ],
    ['no colour', 'accent: "sesame"', /^1 error bad-value: .*accent/],
    ['three colours', 'accent: [red, green, blue]', /^1 error bad-value: .*accent/],
  ])('of an accent that is %s is told so', async (what, line, message) => {
    const files = { 'works/b/work.yaml': `${line}\n`, 'works/b/1.txt': story['works/a.txt'] };
    const problems = await told(`accent-${what.slice(0, 12).replaceAll(' ', '-')}`, files, 'work.yaml');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    const mend = /Write “(accent: \[.*\])”/.exec(problems[0] ?? '')?.[1];
    if (!message.source.includes('warning')) return;
    files['works/b/work.yaml'] = `${mend}\n`;
    expect(await told('accent-mended', files, 'work.yaml')).toEqual([]);
  });
});
