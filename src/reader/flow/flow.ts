/** What the two ways of moving through a chapter, scrolled and paged, have in common. */

/** A position in the text, which no change of layout moves. */
export interface Place {
  /** Id of the paragraph or break at the top of what is shown. */
  id: string;
  /** Characters of it that lie before that top. */
  offset: number;
}

export type Target = Element | Range | Place;

/** News of where the reader is: the detail of the `relocate` event that <story-reader> sends. */
export interface Relocation {
  place: Place;
  /** Share of the chapter's story, without notes, that lies before the end of what is shown, from 0 to 1. */
  progression: number;
  /** In paged flow: which page this is, from 1, and of how many. */
  page?: number;
  pages?: number;
  /** Why it moved. Only `reader` is reading: a link followed, a layout changed or a place restored is not. */
  cause: Cause;
}

export type Cause = 'reader' | 'link' | 'layout' | 'restore';

export type Turn = 1 | -1 | 'first' | 'last';

export interface Flow {
  /** What stays where it is when the layout changes. Undefined at the chapter's beginning. */
  readonly held: Target | undefined;
  /** Where the reader is. Undefined in a chapter without text. */
  where(): Omit<Relocation, 'cause'> | undefined;
  /** Shows a position of the text: an element, a range, or a place kept before. */
  show(target: Target, cause: Cause): void;
  /** One screen or page on or back, or to either end. False where there is none. */
  turn(by: Turn): boolean;
  /** Undoes what the flow did to the page. */
  stop(): void;
}

/** Starts a flow, which calls `moved` after each move and each change of layout. */
export type StartFlow = (reader: HTMLElement, moved: (cause: Cause) => void) => Flow;
