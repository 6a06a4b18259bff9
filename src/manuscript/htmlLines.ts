/**
 * Inline HTML → lines of mdast. White space is collapsed as a browser does it; only `<br>` ends a line, and what is
 * emphasised across a line's end is emphasised on both lines.
 */
import type { ElementContent } from 'hast';
import type { Parent, PhrasingContent, Text } from 'mdast';

export interface Line {
  /** Nothing where the line is empty. */
  children: PhrasingContent[];
  /** Line of the source on which its first word stands. */
  line: number | undefined;
}

type Wrapper = () => PhrasingContent & Parent;

/** Elements that mdast has no node for keep their own name. */
const kept = new Set(
  'u sup sub small ins abbr cite q mark ruby rt rp dfn var samp kbd big bdi bdo'.split(' '),
);

/** The lines of a run of inline content; n `<br>` part n + 1 lines. */
export function linesOf(nodes: ElementContent[]): Line[] {
  const writer = new Writer();
  writer.write(nodes);
  return writer.end();
}

class Writer {
  readonly #lines: Line[] = [{ children: [], line: undefined }];
  readonly #wrappers: Wrapper[] = [];
  /** The wrappers' nodes on this line; they are made when something is put into them. */
  #path: Parent[] = [];
  #last: Text | undefined;
  #spaced = true;

  write(nodes: ElementContent[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#text(node.value, node.position?.start.line);
      else if (node.type !== 'element') continue;
      else if (node.tagName === 'br') this.#newLine();
      else if (node.tagName === 'wbr') continue;
      else if (node.tagName === 'img') this.#image(node.properties, node.position?.start.line);
      else if (node.tagName === 'code' && isPlain(node.children))
        this.#code(node.children, node.position?.start.line);
      else {
        const wrapper = wrapperOf(node);
        if (wrapper) this.#wrappers.push(wrapper);
        this.write(node.children);
        if (wrapper) {
          this.#wrappers.pop();
          this.#path = this.#path.slice(0, this.#wrappers.length);
        }
      }
    }
  }

  end(): Line[] {
    this.#trim();
    return this.#lines;
  }

  get #line(): Line {
    return this.#lines.at(-1) as Line;
  }

  #text(value: string, line: number | undefined): void {
    let text = value.replace(/[\u00ad\u200b\u2060\ufeff]/g, '').replace(/[ \t\n\r\f\v]+/g, ' ');
    // White space that cannot be seen: at the head of a line, or after other white space.
    if (this.#line.line === undefined) text = text.replace(/^[\s\u00a0]+/, '');
    else if (this.#spaced && text.startsWith(' ')) text = text.slice(1);
    if (text === '') return;
    if (this.#line.line === undefined) {
      const before = value.slice(0, value.search(/[^\s\u00a0\u200b\ufeff]/));
      this.#line.line = line === undefined ? 0 : line + (before.match(/\n/g)?.length ?? 0);
    }
    this.#spaced = text.endsWith(' ');
    if (
      this.#last &&
      this.#path.length === this.#wrappers.length &&
      this.#place().children.at(-1) === this.#last
    )
      this.#last.value += text;
    else {
      this.#last = { type: 'text', value: text };
      this.#put(this.#last);
    }
  }

  #image(properties: Record<string, unknown>, line: number | undefined): void {
    const alt = String(properties['alt'] ?? '');
    const { src, title } = properties;
    this.#line.line ??= line ?? 0;
    // A picture that may not be loaded is what its text says.
    if (typeof src !== 'string') {
      if (alt) this.#text(` ${alt} `, line);
      return;
    }
    this.#last = undefined;
    this.#spaced = false;
    this.#put({ type: 'image', url: src, alt, ...(typeof title === 'string' ? { title } : {}) });
  }

  #code(nodes: ElementContent[], line: number | undefined): void {
    const value = plain(nodes).replace(/\s+/g, ' ').trim();
    if (value === '') return;
    this.#line.line ??= line ?? 0;
    this.#last = undefined;
    this.#spaced = false;
    this.#put({ type: 'inlineCode', value });
  }

  #put(node: PhrasingContent): void {
    this.#place().children.push(node as never);
  }

  #place(): { children: unknown[] } {
    while (this.#path.length < this.#wrappers.length) {
      const made = (this.#wrappers[this.#path.length] as Wrapper)();
      const parent = this.#path.at(-1) ?? this.#line;
      (parent.children as unknown[]).push(made);
      this.#path.push(made);
    }
    return (this.#path.at(-1) ?? this.#line) as { children: unknown[] };
  }

  #newLine(): void {
    this.#trim();
    this.#lines.push({ children: [], line: undefined });
    this.#path = [];
    this.#last = undefined;
    this.#spaced = true;
  }

  /** A line holds no white space at its end, and nothing that holds nothing. */
  #trim(): void {
    const trim = (nodes: PhrasingContent[]): void => {
      while (nodes.length > 0) {
        const last = nodes.at(-1) as PhrasingContent;
        if (last.type === 'text') last.value = last.value.replace(/[\s\u00a0]+$/, '');
        else if ('children' in last) trim(last.children as PhrasingContent[]);
        const empty =
          last.type === 'text' ? last.value === '' : 'children' in last && last.children.length === 0;
        if (!empty) return;
        nodes.pop();
      }
    };
    trim(this.#line.children);
    if (this.#line.children.length === 0) this.#line.line = undefined;
  }
}

function wrapperOf({ tagName, properties }: ElementContent & { type: 'element' }): Wrapper | undefined {
  const { href, title, lang, dir, dataTarget } = properties;
  const own = {
    ...(typeof dataTarget === 'string' ? { id: dataTarget } : {}),
    ...(typeof lang === 'string' ? { lang } : {}),
    ...(typeof dir === 'string' ? { dir } : {}),
  };
  const data = Object.keys(own).length > 0 ? { data: { hProperties: own } } : {};
  if (tagName === 'em' || tagName === 'i') return () => ({ type: 'emphasis', children: [], ...data });
  if (tagName === 'strong' || tagName === 'b') return () => ({ type: 'strong', children: [], ...data });
  if (tagName === 's' || tagName === 'del') return () => ({ type: 'delete', children: [], ...data });
  if (tagName === 'a' && typeof href === 'string')
    return () => ({
      type: 'link',
      url: href,
      ...(typeof title === 'string' ? { title } : {}),
      children: [],
      ...data,
    });
  const smallCaps = Array.isArray(properties.className) && properties.className.includes('smallcaps');
  const hProperties = {
    ...own,
    ...(smallCaps ? { className: ['smallcaps'] } : {}),
    ...(typeof title === 'string' && (tagName === 'abbr' || tagName === 'dfn') ? { title } : {}),
  };
  if (!kept.has(tagName) && Object.keys(hProperties).length === 0) return undefined;
  return () => ({
    type: 'emphasis',
    children: [],
    data: { hName: kept.has(tagName) ? tagName : 'span', hProperties },
  });
}

/** Nothing but letters: no picture, no line's end. */
const isPlain = (nodes: ElementContent[]): boolean =>
  nodes.every(
    (node) => node.type !== 'element' || (!['br', 'img'].includes(node.tagName) && isPlain(node.children)),
  );

const plain = (nodes: ElementContent[]): string =>
  nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? plain(node.children) : ''))
    .join('');
