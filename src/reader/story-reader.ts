import type { Flow, Place } from './flow.ts';

/**
 * The chapter being read: moves through it in the flow that the reader chose, and tells with a `relocate` event
 * where that led.
 */
export class StoryReader extends HTMLElement {
  #connection = new AbortController();
  #flow: Flow | undefined;

  connectedCallback(): void {
    this.#connection = new AbortController();
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.#flow?.stop();
  }

  turn(_by: 1 | -1 | 'first' | 'last'): void {}

  step(_by: 1 | -1): void {}

  show(_target: Element | Range | Place): void {}
}

customElements.define('story-reader', StoryReader);
