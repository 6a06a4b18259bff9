/** Elements made in the browser, without a string of HTML. */

type Child = Node | string | undefined | false;

/** An element with its attributes and children. A listener goes on with `addEventListener`. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

const adopted = new Set<string>();

/** Adds a part's own style sheet, once: a part that loads when used brings its styles with it. */
export function adopt(css: string): void {
  if (adopted.has(css)) return;
  adopted.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
