/** Colours as CSS writes them, and how well one is seen on another. */
import { type CssColor, transform } from 'lightningcss';

/** The side of `light-dark()` that is meant. */
export type Side = 'light' | 'dark';

type Rgb = [red: number, green: number, blue: number];

/** Knows only sRGB, so that every other space is turned into that. */
const oldBrowser = { chrome: 60 << 16 };

const known = new Map<string, Rgb | undefined>();

/**
 * A CSS colour in sRGB, each channel from 0 to 255. Undefined where it is none, lets something shine through, or
 * depends on what only a browser knows, as `CanvasText` does.
 */
export function rgb(colour: string, side: Side = 'light'): Rgb | undefined {
  const key = `${side} ${colour}`;
  if (!known.has(key)) known.set(key, /^[^;{}]+$/.test(colour) ? convert(colour, side) : undefined);
  return known.get(key);
}

/** A system colour is a word. */
const isObject = (value: CssColor) => typeof value === 'object';

function convert(colour: string, side: Side): Rgb | undefined {
  const code = (text: string) => ({ filename: 'colour.css', code: Buffer.from(text) });
  try {
    const plain = transform({
      ...code(`a{color:${colour}}`),
      targets: oldBrowser,
      visitor: {
        Color: (value) => (isObject(value) && value.type === 'light-dark' ? value[side] : value),
      },
    });
    let found: Rgb | undefined;
    transform({
      ...code(plain.code.toString()),
      visitor: {
        Color(value) {
          if (isObject(value) && value.type === 'rgb' && value.alpha === 1)
            found ??= [value.r, value.g, value.b];
          return value;
        },
      },
    });
    return found;
  } catch {
    return undefined;
  }
}

/** WCAG 2.2, “relative luminance”. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, “contrast ratio”: from 1 for the same colour to 21 for black on white. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The same hue, as much lighter or darker as the ratio asks for and no more, as `#rrggbb`. */
export function nearest(colour: string, side: Side, grounds: Rgb[], ratio: number): string | undefined {
  const from = rgb(colour, side);
  if (!from) return undefined;
  const candidates = Array.from({ length: 201 }, (_, step) =>
    rgb(`oklch(from ${hex(from)} ${step / 200} c h)`),
  )
    .filter((candidate) => candidate !== undefined)
    .map((candidate) => ({
      candidate,
      least: Math.min(...grounds.map((ground) => contrast(candidate, ground))),
    }))
    .filter(({ least }) => least >= ratio)
    .sort((a, b) => a.least - b.least);
  return candidates[0] && hex(candidates[0].candidate);
}

export const hex = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
