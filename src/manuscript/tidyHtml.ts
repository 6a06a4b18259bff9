/**
 * A page as it was saved → a small, safe tree: the words, what they are, and how they were set.
 *
 * Word processors and sites say the same thing in many ways (a span of bold weight, a class that a style sheet makes
 * italic, a paragraph of class “divider”). Here every way becomes one, before the allow-list drops the rest. What a
 * reader of the page would not count as its text (navigation, buttons, what is hidden) is left out and handed back.
 */
import type { Element, ElementContent, RootContent as HastContent, Root as HastRoot, Properties } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { inputSchema } from './sanitising.ts';

export interface LeftOut {
  what: 'navigation' | 'control' | 'hidden' | 'footer' | 'frame';
  node: Element;
}

/** Elements whose content no browser shows as text. */
export const silent = new Set(
  'head script style template title iframe object embed applet noscript noembed noframes textarea xmp svg math audio video canvas datalist param source track meta link base frame frameset area map'.split(
    ' ',
  ),
);
const controls = new Set(['button', 'select', 'input', 'optgroup', 'option', 'meter', 'progress', 'output']);

export const block = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr picture q rb rp rt rtc ruby s samp slot small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Whether HTML knows an element of this name. */
export const isElementName = (name: string): boolean =>
  inline.has(name) || block.has(name) || silent.has(name) || controls.has(name);

const renamed: Record<string, string> = {
  strike: 's',
  tt: 'code',
  acronym: 'abbr',
  center: 'div',
  dir: 'ul',
  menu: 'ul',
  rb: 'span',
};

export const namesOf = ({ properties }: Element): string[] =>
  Array.isArray(properties.className) ? properties.className.map((name) => String(name).toLowerCase()) : [];

/** A class that says “scene break” on an element that holds no words. */
const divider =
  /^(?:.*[-_])?(?:scene-?break|section-?break|text-?break|thought-?break|line-?break|separator|sep|divider|asterism|dinkus|fleuron|ornament(?:al)?|transition|tb|hr|break)(?:[-_].*)?$/;
const navigation =
  /^(?:(?:chapter|page|site|main|top|bottom|story)[-_]?)?(?:nav|navigation|navbar|nav-?links|breadcrumbs?|pagination|pager)$/;

/** How an element is set: from its style, its classes' rules, its old-fashioned attributes and its name. */
interface Face {
  align?: 'center' | 'right' | 'left';
  bold?: boolean;
  italic?: boolean;
  underlined?: boolean;
  struck?: boolean;
  raised?: 'sup' | 'sub';
  smallCaps?: boolean;
  hidden?: boolean;
}

/** Takes a parsed page apart. The tree that was given stays as it was; `frame` is left out of the one that is made. */
export function tidyHtml(tree: HastRoot, frame: Element[] = []): { tree: HastRoot; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const tidy = new Tidy(tree, new Set(frame), leftOut);
  const children = tidy.children(tree.children) as HastContent[];
  return { tree: sanitize({ type: 'root', children }, inputSchema) as HastRoot, leftOut };
}

class Tidy {
  readonly #rules: Map<string, Face>;
  /** Ids that a link of the page points to: its footnotes. */
  readonly #targets: Set<string>;
  readonly #leftOut: LeftOut[];
  readonly #length: number;

  readonly #frame: Set<Element>;

  constructor(tree: HastRoot, frame: Set<Element>, leftOut: LeftOut[]) {
    this.#rules = styleRules(tree);
    this.#targets = localTargets(tree);
    this.#frame = frame;
    this.#leftOut = leftOut;
    this.#length = textIn(tree).length;
  }

  children(nodes: HastContent[]): ElementContent[] {
    const kept: ElementContent[] = [];
    for (const [i, node] of nodes.entries()) {
      if (node.type === 'text') kept.push(node);
      else if (node.type === 'element') {
        const made = this.#element(node, nodes, i);
        if (made) kept.push(made);
      }
    }
    return kept;
  }

  /** A page that hides most of its own words until a script has run hides nothing from its reader. */
  #isSmall(node: Element): boolean {
    return textIn(node).length < 0.25 * this.#length;
  }

  #leave(what: LeftOut['what'], node: Element): undefined {
    this.#leftOut.push({ what, node });
    return undefined;
  }

  #element(node: Element, siblings: HastContent[], at: number): Element | undefined {
    const { tagName } = node;
    if (silent.has(tagName)) return undefined;
    if (this.#frame.has(node)) return this.#leave('frame', node);
    const face = this.#face(node);
    if (
      (face.hidden && this.#isSmall(node)) ||
      node.properties.hidden !== undefined ||
      (tagName === 'dialog' && node.properties.open === undefined)
    )
      return this.#leave('hidden', node);
    if (controls.has(tagName) || (tagName === 'label' && node.properties.htmlFor))
      return this.#leave('control', node);
    if (isNavigation(node)) return this.#leave('navigation', node);
    if (tagName === 'footer' && isImprint(node)) return this.#leave('footer', node);
    if (isDivider(node))
      return made(node, 'hr', { dataMark: textIn(node).replace(/\s+/g, ' ').trim() || '<hr>' }, []);
    const name =
      inline.has(tagName) || block.has(tagName)
        ? (renamed[tagName] ?? tagName)
        : this.#stranger(node, siblings, at);
    const children = this.children(node.children);
    const properties = this.#properties(node, face);
    if (!block.has(name)) return dressed(node, name, properties, children, face);
    if (/^h[1-6]$/.test(name)) delete face.bold;
    if (name !== 'p' && !/^h[1-6]$/.test(name)) return made(node, name, properties, children);
    return made(node, name, properties, wrapped(node, children, face));
  }

  #properties(node: Element, face: Face): Properties {
    const { tagName, properties } = node;
    const kept: Properties = {};
    for (const name of [
      'lang',
      'dir',
      'title',
      'href',
      'src',
      'alt',
      'width',
      'height',
      'start',
      'reversed',
      'colSpan',
      'rowSpan',
      'dataNote',
    ]) {
      const value = properties[name];
      if (value !== undefined && value !== null && value !== '') kept[name] = value;
    }
    if (tagName === 'img') kept['alt'] = String(properties.alt ?? '');
    if (tagName === 'code') kept['className'] = namesOf(node).filter((name) => name.startsWith('language-'));
    else if (face.align === 'center' || face.align === 'right') kept['className'] = [face.align];
    else if (face.smallCaps) kept['className'] = ['smallcaps'];
    if (face.align === 'left') kept['className'] = ['left'];
    // Word says the language of every span, whether it is another one or not.
    if (String(properties.style ?? '').includes('mso-')) delete kept['lang'];
    const target = [properties.id, properties['name']].find((each) => this.#targets.has(String(each)));
    if (target !== undefined) kept['dataTarget'] = localId(String(target));
    const href = properties.href;
    if (typeof href === 'string' && href.startsWith('#')) {
      if (this.#targets.has(decode(href.slice(1)))) kept['href'] = `#${localId(decode(href.slice(1)))}`;
      else delete kept['href'];
    } else if (typeof href === 'string' && href.startsWith('//')) kept['href'] = `https:${href}`;
    return kept;
  }

  #face(node: Element): Face {
    const { tagName, properties } = node;
    const face: Face = {};
    for (const name of namesOf(node)) Object.assign(face, this.#rules.get(name));
    if (typeof properties.style === 'string') readStyle(properties.style, face);
    const align = String(properties.align ?? '').toLowerCase();
    const names = namesOf(node);
    if (!face.align) {
      if (
        tagName === 'center' ||
        align === 'center' ||
        align === 'middle' ||
        names.some((name) =>
          /^(?:(?:text-?)?(?:align-?)?cent(?:er|re)(?:ed)?|has-text-align-center)$/.test(name),
        )
      )
        face.align = 'center';
      else if (
        align === 'right' ||
        names.some((name) => /^(?:(?:text-)?(?:align-?)?right|has-text-align-right)$/.test(name))
      )
        face.align = 'right';
      else if (align === 'left' || align === 'justify') face.align = 'left';
    }
    if (tagName === 'img') delete face.align;
    return face;
  }

  /** An element that HTML does not know, alone on its line among others, is a paragraph; inside a line it is nothing. */
  #stranger({ tagName }: Element, siblings: HastContent[], at: number): string {
    const parted = (node: HastContent | undefined) =>
      !node || (node.type === 'text' && node.value.trim() === '' && node.value.includes('\n'));
    return !tagName.includes(':') && parted(siblings[at - 1]) && parted(siblings[at + 1]) ? 'p' : 'span';
  }
}

function made(source: Element, tagName: string, properties: Properties, children: ElementContent[]): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children,
    ...(source.position ? { position: source.position } : {}),
  };
}

/** An inline element: what its style makes of it, and itself where it means something. */
function dressed(
  source: Element,
  name: string,
  properties: Properties,
  children: ElementContent[],
  face: Face,
): Element {
  // Google Docs puts a whole page into a <b> of normal weight.
  const undone =
    (/^(?:b|strong)$/.test(name) && face.bold === false) ||
    (/^(?:i|em|cite)$/.test(name) && face.italic === false);
  const inner = wrapped(source, children, face, name);
  return made(source, undone || name === 'label' ? 'span' : name, properties, inner);
}

function wrapped(source: Element, children: ElementContent[], face: Face, name = ''): ElementContent[] {
  let inner = children;
  const wrap = (tagName: string, already: RegExp) => {
    if (!already.test(name) && inner.length > 0) inner = [made(source, tagName, {}, inner)];
  };
  if (face.bold) wrap('strong', /^(?:b|strong)$/);
  if (face.italic) wrap('em', /^(?:i|em)$/);
  if (face.underlined) wrap('u', /^(?:a|u|ins)$/);
  if (face.struck) wrap('s', /^(?:s|del)$/);
  if (face.raised) wrap(face.raised, /^su[pb]$/);
  return inner;
}

const isNavigation = (node: Element): boolean =>
  node.tagName === 'nav' ||
  ['navigation', 'search'].includes(String(node.properties.role ?? '').toLowerCase()) ||
  (node.tagName !== 'body' && namesOf(node).some((name) => navigation.test(name)) && isLinks(node));

/** Nearly all of its text is in links. */
function isLinks(node: Element): boolean {
  const all = lettersIn(textIn(node));
  return lettersIn(textIn(node, 'a')) + lettersIn(controlText(node)) >= 0.7 * all;
}

const controlText = (node: Element): string =>
  node.children
    .map((child) =>
      child.type !== 'element' ? '' : controls.has(child.tagName) ? textIn(child) : controlText(child),
    )
    .join('');

/** A page's own footer with its copyright line, or with links only. */
function isImprint(node: Element): boolean {
  const text = textIn(node);
  return (
    text.length < 500 &&
    (/©|copyright|all rights reserved|tous droits|alle rechte|todos los derechos|powered by/i.test(text) ||
      isLinks(node))
  );
}

function isDivider(node: Element): boolean {
  const { tagName, properties } = node;
  if (tagName === 'hr') return true;
  if (!['p', 'div', 'span', 'section', 'figure', 'center'].includes(tagName)) return false;
  if (String(properties.role ?? '') !== 'separator' && !namesOf(node).some((name) => divider.test(name)))
    return false;
  return (
    !/[\p{L}\p{N}]/u.test(textIn(node)) &&
    textIn(node).length < 200 &&
    !holds(node, (each) => ['img', 'hr', 'br'].includes(each.tagName))
  );
}

export function holds(node: Element | HastRoot, fits: (element: Element) => boolean): boolean {
  return node.children.some((child) => child.type === 'element' && (fits(child) || holds(child, fits)));
}

/** The text of an element that is shown; with `within`, only what is inside elements of that name. */
export function textIn(node: Element | HastRoot, within?: string): string {
  let text = '';
  for (const child of node.children) {
    if (child.type === 'text') text += within ? '' : child.value;
    else if (child.type === 'element' && !silent.has(child.tagName))
      text +=
        textIn(child, child.tagName === within ? undefined : within) +
        (child.tagName === 'br' || block.has(child.tagName) || controls.has(child.tagName) ? ' ' : '');
  }
  return text;
}

const lettersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

function readStyle(style: string, face: Face): void {
  for (const part of style.toLowerCase().split(';')) {
    const at = part.indexOf(':');
    if (at < 0) continue;
    const value = part
      .slice(at + 1)
      .replace(/!\s*important/, '')
      .trim();
    switch (part.slice(0, at).trim()) {
      case 'text-align':
        face.align = /center/.test(value) ? 'center' : /^(?:right|end)$/.test(value) ? 'right' : 'left';
        break;
      case 'font-weight':
        face.bold = value === 'bold' || value === 'bolder' || Number(value) >= 600;
        break;
      case 'font-style':
        face.italic = /italic|oblique/.test(value);
        break;
      case 'text-decoration':
      case 'text-decoration-line':
        face.underlined = value.includes('underline');
        face.struck = value.includes('line-through');
        break;
      case 'vertical-align':
        if (/^su(?:per|b)$/.test(value)) face.raised = value === 'sub' ? 'sub' : 'sup';
        break;
      case 'font-variant':
      case 'font-variant-caps':
        face.smallCaps = value.includes('small-caps');
        break;
      case 'display':
        face.hidden = value === 'none';
        break;
      case 'visibility':
        face.hidden = value === 'hidden';
        break;
      case 'mso-hide':
        face.hidden = value === 'all';
        break;
    }
  }
}

/** What a page's own style sheet says of single classes (“.c3 { font-style: italic }”), as Google Docs writes it. */
function styleRules(tree: HastRoot): Map<string, Face> {
  const rules = new Map<string, Face>();
  const visit = (node: HastRoot | Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'style') {
        const [text] = child.children;
        if (text?.type === 'text') readSheet(text.value.slice(0, 200_000), rules);
      } else visit(child);
    }
  };
  visit(tree);
  return rules;
}

function readSheet(sheet: string, rules: Map<string, Face>): void {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/<!--|-->/g, ' ');
  for (const rule of plain.split('}')) {
    const [selectors = '', style] = rule.split('{', 2);
    if (style === undefined || selectors.includes('@')) continue;
    for (const selector of selectors.split(',')) {
      const name = /^(?:p|span|div|h[1-6]|li|b|i|em|strong|td)?\.([\w-]{1,60})$/i
        .exec(selector.trim())?.[1]
        ?.toLowerCase();
      if (!name) continue;
      const face = rules.get(name) ?? {};
      readStyle(style, face);
      rules.set(name, face);
    }
  }
}

/** Ids that a link points to and that an element has. */
function localTargets(tree: HastRoot): Set<string> {
  const wanted = new Set<string>();
  const owned = new Set<string>();
  const visit = (node: HastRoot | Element) => {
    for (const child of node.children) {
      if (child.type !== 'element' || silent.has(child.tagName)) continue;
      const { href, id, name } = child.properties;
      if (typeof href === 'string' && href.length > 1 && href.startsWith('#'))
        wanted.add(decode(href.slice(1)));
      if (id !== undefined && id !== null) owned.add(String(id));
      if (child.tagName === 'a' && name !== undefined && name !== null) owned.add(String(name));
      visit(child);
    }
  };
  visit(tree);
  return new Set([...wanted].filter((each) => owned.has(each)));
}

/** An id that no script of the site asks for. */
const localId = (id: string) =>
  `fn-${id
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)}`;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
