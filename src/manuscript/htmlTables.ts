/** Tables that hold values, and not the page. */
import type { Element, ElementContent } from 'hast';
import type { PhrasingContent, TableRow } from 'mdast';
import { linesOf } from './htmlLines.ts';
import { block as blocks, holds, textIn } from './tidyHtml.ts';

/** Rows of values: more than one column, and nothing in the cells but lines. Others lay a page out. */
export function isData(table: Element): boolean {
  let wide = false;
  const cells = (node: Element): boolean =>
    node.children.every((child) => {
      if (child.type !== 'element') return true;
      if (child.tagName === 'td' || child.tagName === 'th')
        return (
          !holds(
            child,
            (each) => blocks.has(each.tagName) && each.tagName !== 'p' && each.tagName !== 'div',
          ) && textIn(child).length < 600
        );
      if (child.tagName === 'tr' && child.children.filter((each) => each.type === 'element').length > 1)
        wide = true;
      return cells(child);
    });
  return cells(table) && wide;
}

export function rowOf(row: Element): TableRow {
  const cells = row.children.filter((child): child is Element => child.type === 'element');
  return {
    type: 'tableRow',
    children: cells.map((cell) => ({
      type: 'tableCell',
      children: linesOf(cell.children.flatMap(unboxed))
        .filter(({ children }) => children.length > 0)
        .flatMap(({ children }, i): PhrasingContent[] =>
          i === 0 ? children : [{ type: 'break' }, ...children],
        ),
      data: { hName: cell.tagName === 'th' ? 'th' : 'td', hProperties: spans(cell) },
    })),
  };
}

/** Paragraphs inside a cell are its lines. */
const unboxed = (node: ElementContent): ElementContent[] =>
  node.type === 'element' && blocks.has(node.tagName)
    ? [
        { type: 'element', tagName: 'br', properties: {}, children: [] },
        ...node.children.flatMap(unboxed),
        { type: 'element', tagName: 'br', properties: {}, children: [] },
      ]
    : [node];

function spans({ properties: { colSpan, rowSpan } }: Element): Record<string, number> {
  return {
    ...(Number(colSpan) > 1 ? { colSpan: Number(colSpan) } : {}),
    ...(Number(rowSpan) > 1 ? { rowSpan: Number(rowSpan) } : {}),
  };
}
