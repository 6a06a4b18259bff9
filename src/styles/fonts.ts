/**
 * The faces of the site, cut by script so that a reader fetches only the letters a story uses. A face that no text is
 * set in is never fetched; nor is its slope, without which the page's own words do.
 */
import atkinsonRanges from '@fontsource-variable/atkinson-hyperlegible-next/unicode.json' with {
  type: 'json',
};
import literataRanges from '@fontsource-variable/literata/unicode.json' with { type: 'json' };
import sansRanges from '@fontsource-variable/source-sans-3/unicode.json' with { type: 'json' };
// By its file: `astro/config` loads SVGO as well, 380 modules that no page asks for.
import { fontProviders } from '../../node_modules/astro/dist/assets/fonts/providers/index.js';

interface Variant {
  src: [string];
  weight: string;
  style: 'normal' | 'italic';
  unicodeRange?: [string];
}

const styles = ['normal', 'italic'] as const;
const latin = ({ latin, 'latin-ext': latinExtended }: Record<'latin' | 'latin-ext', string>) => ({
  latin,
  'latin-ext': latinExtended,
});
const european = (ranges: Record<'latin' | 'latin-ext' | 'cyrillic' | 'greek' | 'vietnamese', string>) => {
  const { cyrillic, greek, vietnamese } = ranges;
  return { ...latin(ranges), cyrillic, greek, vietnamese };
};

export const fonts = [
  face('Literata', '--font-serif', 'serif', variable('literata', '200 900', latin(literataRanges))),
  // The same with more scripts, for pages that have them: its rules alone weigh as much as a page's own layout.
  face('Literata', '--font-european', 'serif', variable('literata', '200 900', european(literataRanges))),
  face(
    'Source Sans 3',
    '--font-sans',
    'sans-serif',
    variable('source-sans-3', '200 900', european(sansRanges)),
  ),
  face(
    'Atkinson Hyperlegible Next',
    '--font-legible',
    'sans-serif',
    variable('atkinson-hyperlegible-next', '200 800', latin(atkinsonRanges)),
  ),
  face('OpenDyslexic', '--font-dyslexic', 'sans-serif', [
    ...fixed('opendyslexic', 400),
    ...fixed('opendyslexic', 700),
  ]),
];

function face(name: string, cssVariable: `--font-${string}`, generic: string, variants: Variant[]) {
  const [first, ...rest] = variants;
  if (!first) throw new Error(`${name} has no files`);
  return {
    name,
    cssVariable,
    provider: fontProviders.local(),
    fallbacks: [`${name} fallback`, generic],
    // They stand in fallbacks.css, with the numbers that Astro would unpack every font to find.
    optimizedFallbacks: false,
    options: { variants: [first, ...rest] as [Variant, ...Variant[]] },
  };
}

/** A file a script and a style. The first must be upright Latin: pages preload it. */
function variable(family: string, weight: string, ranges: Record<string, string>): Variant[] {
  return styles.flatMap((style) =>
    Object.entries(ranges).map(
      ([script, range]): Variant => ({
        src: [`@fontsource-variable/${family}/files/${family}-${script}-wght-${style}.woff2`],
        weight,
        style,
        unicodeRange: [range],
      }),
    ),
  );
}

function fixed(family: string, weight: number): Variant[] {
  return styles.map((style) => ({
    src: [`@fontsource/${family}/files/${family}-latin-${weight}-${style}.woff2`],
    weight: String(weight),
    style,
  }));
}
