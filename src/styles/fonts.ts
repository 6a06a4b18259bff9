/** The faces of the site, cut by script so that a reader fetches only the letters a story uses. */
import atkinsonRanges from '@fontsource-variable/atkinson-hyperlegible-next/unicode.json' with {
  type: 'json',
};
import literataRanges from '@fontsource-variable/literata/unicode.json' with { type: 'json' };
import { fontProviders } from 'astro/config';

interface Variant {
  src: [string];
  weight: string;
  style: 'normal' | 'italic';
  unicodeRange: [string];
}

const { latin, 'latin-ext': latinExtended, cyrillic, greek, vietnamese } = literataRanges;

export const fonts = [
  {
    name: 'Literata',
    cssVariable: '--font-literata',
    provider: fontProviders.local(),
    fallbacks: ['serif'],
    options: {
      variants: variants('literata', '200 900', {
        latin,
        'latin-ext': latinExtended,
        cyrillic,
        greek,
        vietnamese,
      }),
    },
  },
  {
    name: 'Atkinson Hyperlegible Next',
    cssVariable: '--font-atkinson',
    provider: fontProviders.local(),
    fallbacks: ['sans-serif'],
    options: {
      variants: variants('atkinson-hyperlegible-next', '200 800', {
        latin: atkinsonRanges.latin,
        'latin-ext': atkinsonRanges['latin-ext'],
      }),
    },
  },
];

/** One face a script and a style. The first must be upright Latin: the page preloads it, its fallback is cut to it. */
function variants(family: string, weight: string, ranges: Record<string, string>): [Variant, ...Variant[]] {
  const [first, ...rest] = (['normal', 'italic'] as const).flatMap((style) =>
    Object.entries(ranges).map(
      ([script, range]): Variant => ({
        src: [`@fontsource-variable/${family}/files/${family}-${script}-wght-${style}.woff2`],
        weight,
        style,
        unicodeRange: [range],
      }),
    ),
  );
  if (!first) throw new Error(`${family} has no faces`);
  return [first, ...rest];
}
