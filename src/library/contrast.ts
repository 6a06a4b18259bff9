/** Whether everybody can read a theme: its colours held against WCAG 2.2 AA. */
import { contrast, nearest, rgb, type Side } from './colour.ts';
import { ownThemes, resolved, type Theme, type TokenName, type Tokens } from './tokens.ts';

/** Text asks for 4.5 to 1 (WCAG 1.4.3), the edge of a control for 3 to 1 (1.4.11). */
const pairs: [names: TokenName[], grounds: TokenName[], least: number][] = [
  [['ink', 'ink-soft', 'leaf'], ['paper', 'tint', 'mark'], 4.5],
  [['edge'], ['paper', 'tint'], 3],
];

/** A colour that is seen too badly. */
export interface Weakness {
  name: TokenName;
  /** Where it is seen worst. */
  ground: TokenName;
  ratio: number;
  least: number;
  /** The nearest colour of the same hue that would do, if there is one. */
  better: string | undefined;
}

/** Every token of a theme that falls short, with its worst ground. Colours that only a browser knows are passed over. */
export function weaknesses({ side, tokens }: Theme): Weakness[] {
  return pairs.flatMap(([names, grounds, least]) =>
    names.flatMap((name) => {
      const colour = rgb(resolved(tokens, name), side);
      const seen = grounds.flatMap((ground) => {
        const below = rgb(resolved(tokens, ground), side);
        return colour && below ? [{ ground, below, ratio: contrast(colour, below) }] : [];
      });
      const worst = seen.toSorted((a, b) => a.ratio - b.ratio)[0];
      if (!worst || worst.ratio >= least) return [];
      const belows = seen.map(({ below }) => below);
      const better = nearest(resolved(tokens, name), side, belows, least);
      return [{ name, ground: worst.ground, ratio: worst.ratio, least, better }];
    }),
  );
}

/** A ratio as it is told: cut, not rounded, for 4.49 is not 4.5. */
export const shownRatio = (ratio: number): string => `${Math.floor(ratio * 10) / 10}:1`;

/** The colour of a work, for light pages and for dark ones. */
export type Accent = Record<Side, string>;

/** What an accent is seen on: the grounds of every theme of a side that takes it over. */
const grounds = (side: Side, siteTokens: Tokens) =>
  ownThemes(siteTokens)
    .filter((theme) => theme.side === side && theme.tokens['leaf']?.includes('--accent'))
    .flatMap(({ tokens }) => ['paper', 'tint', 'mark'].map((ground) => rgb(resolved(tokens, ground), side)))
    .filter((ground) => ground !== undefined);

/** How well a colour is seen in the theme of a side where it is seen worst, and the nearest one that would do. */
export function judgeAccent(colour: string, side: Side, siteTokens: Tokens) {
  const seen = rgb(colour, side);
  const below = grounds(side, siteTokens);
  const ratio = seen ? Math.min(...below.map((ground) => contrast(seen, ground))) : 0;
  return { ratio, better: ratio >= 4.5 ? colour : nearest(colour, side, below, 4.5) };
}

/**
 * The accent that a work says, completed: one colour is taken as it is where it can be read, and made lighter or
 * darker for the side where it cannot.
 */
export function completeAccent(said: string | [light: string, dark: string], siteTokens: Tokens): Accent {
  if (typeof said !== 'string') return { light: said[0], dark: said[1] };
  const light = judgeAccent(said, 'light', siteTokens);
  const dark = judgeAccent(said, 'dark', siteTokens);
  if (light.ratio < 4.5 && dark.ratio < 4.5) return { light: said, dark: said };
  return { light: light.better ?? said, dark: dark.better ?? said };
}
