/** Pictures that an author has put beside the chapter. The engine reads none: it names them, and is told where they stand. */
import type { Element } from 'hast';
import type { NamedPicture, PlacedPicture } from './manuscript.ts';

/** A path without a scheme, from the folder of the file; or an address on another site. */
const namesAFile = /^(?:(?:https?:)?\/\/|(?![a-z][a-z\d+.-]*:|[/#?]))./i;

/** The pictures of one chapter. */
export class Pictures {
  readonly #placed: Record<string, PlacedPicture>;
  readonly #named = new Map<string, NamedPicture>();

  constructor(placed: Record<string, PlacedPicture> = {}) {
    this.#placed = placed;
  }

  /** Remembers a picture, and puts it where it stands on the site. */
  place({ properties, position }: Element): void {
    const { src } = properties;
    if (typeof src !== 'string' || !namesAFile.test(src)) return;
    if (!this.#named.has(src)) this.#named.set(src, { src, line: position?.start.line ?? 0 });
    const placed = Object.hasOwn(this.#placed, src) ? this.#placed[src] : undefined;
    if (!placed) return;
    const { url, width, height } = placed;
    Object.assign(properties, { src: url, width, height });
  }

  /** Each once, in the order of the text; those whose line is not known stand at the chapter's head. */
  named(head: number): NamedPicture[] {
    return [...this.#named.values()].map(({ src, line }) => ({ src, line: line || head }));
  }
}
