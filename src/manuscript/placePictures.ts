/** Pictures that an author has put beside the chapter. The engine reads none: it names them, and is told where they stand. */
import type { Element } from 'hast';
import type { NamedPicture, PlacedPicture } from './manuscript.ts';

/** An address on another site, and a path without a scheme, from the folder of the file. */
const elsewhere = /^(?:https?:)?\/\//i;
const beside = /^(?![a-z][a-z\d+.-]*:|[/#?])./i;

/** The pictures of one chapter. */
export class Pictures {
  readonly #placed: Record<string, PlacedPicture>;
  readonly #named = new Map<string, NamedPicture>();

  constructor(placed: Record<string, PlacedPicture> = {}) {
    this.#placed = placed;
  }

  /**
   * Remembers a picture, and puts it where it stands on the site. One that readers' browsers fetch from nowhere, for it
   * lies on another site or has no address that is safe, gives way to its description. Returns whether it is shown.
   */
  place(node: Element): boolean {
    const { src = '', alt } = node.properties;
    const name = String(src);
    const isLost = name === '' || elsewhere.test(name);
    if (isLost || beside.test(name)) this.#remember(name, node.position?.start.line);
    if (isLost) {
      const children = alt ? [{ type: 'text' as const, value: String(alt) }] : [];
      Object.assign(node, { tagName: 'span', properties: {}, children });
    } else if (Object.hasOwn(this.#placed, name)) {
      const { url, width, height } = this.#placed[name] as PlacedPicture;
      Object.assign(node.properties, { src: url, width, height });
    }
    return !isLost;
  }

  #remember(src: string, line = 0): void {
    if (!this.#named.has(src)) this.#named.set(src, { src, line });
  }

  /** Each once, in the order of the text; those whose line is not known stand at the chapter's head. */
  named(head: number): NamedPicture[] {
    return [...this.#named.values()].map(({ src, line }) => ({ src, line: line || head }));
  }
}
