/** The wall between an author's markup and the page: nothing gets in that runs, loads, covers, posts or clobbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import { utf8 } from './reading.ts';

const fragment = rehype().data('settings', { fragment: true });
const hostile = readFileSync(join(import.meta.dirname, 'fixtures/html-hostile/input.html'), 'utf8');

async function elementsOf(text: string, name: string): Promise<{ elements: Element[]; html: string }> {
  const { chapters } = await readManuscript(utf8(text), name);
  const html = chapters.flatMap((each) => [each.html, ...each.notes.map((note) => note.html)]).join('\n');
  const elements: Element[] = [];
  visit(fragment.parse(html) as Root, 'element', (node) => {
    elements.push(node);
  });
  return { elements, html };
}

const allowed =
  /^(?:a|abbr|aside|b|bdi|bdo|big|blockquote|br|cite|code|dd|del|details|dfn|div|dl|dt|em|h[2-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|section|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var)$/;
const attributes =
  /^(?:alt|ariaDescribedBy|ariaLabel|className|colSpan|data(?:Mark|Ornament|Footnotes|FootnoteRef|FootnoteBackref)|dir|href|id|lang|loading|rel|reversed|role|rowSpan|src|start|tabIndex|title)$/;
const classes =
  /^(?:break|center|chat|code|gap|label|language-[\w+#.-]+|letter|note|right|screen|sh-[\w-]+|signature|smallcaps|verse|who|align-\w+|footnotes|sr-only|data-footnote-backref)$/;

function expectHarmless(elements: Element[]): void {
  for (const { tagName, properties } of elements) {
    expect(tagName).toMatch(allowed);
    for (const [name, value] of Object.entries(properties)) {
      expect(name, `${tagName} has ${name}`).toMatch(attributes);
      if (name === 'className') for (const each of [value].flat()) expect(String(each)).toMatch(classes);
      if (name === 'id')
        expect(String(value)).toMatch(
          /^(?:p[0-9a-z]{8}(?:-\d+)?|fn-|(?:note\d+-)?fn(?:ref)?-|footnote-label)/,
        );
      if (name === 'href' || name === 'src')
        expect(String(value)).toMatch(/^(?:https?:\/\/|mailto:|#|[\w./-]+$)/);
    }
  }
}

test('an HTML page of attacks is read, and only read', async () => {
  const { elements, html } = await elementsOf(hostile, 'x.html');
  expectHarmless(elements);
  expect(html).not.toMatch(
    /alert|javascript|vbscript|data:|evil\.example\/x|drawn words|typed|unused|an object|a film/i,
  );
});

test('and so is the same page inside Markdown', async () => {
  const body = hostile.replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, '');
  const { elements, html } = await elementsOf(`He wrote:\n\n${body}\n\nand *left*.`, 'x.md');
  expectHarmless(elements);
  expect(html).not.toMatch(/alert|javascript:|vbscript:|evil\.example\/x/i);
});

describe.each(['x.html', 'x.md'])('in %s', (name) => {
  test.each([
    '<a href="javas&Tab;cript:alert(1)">x</a>',
    '<a href="&#x6A;avascript&#58;alert(1)">x</a>',
    '<a href="\u0001javascript:alert(1)">x</a>',
    '<a href=`javascript:alert(1)`>x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<img src="javascript:alert(1)" alt="x">',
    '<img src=x:alert(1) onerror=eval(src) alt=x>',
    '<p id="getElementById"><b id="__proto__" name="forms">x</b></p>',
    '<p class="masthead" style="position:fixed">x</p>',
    '<svg><style><!--</style><img src=x onerror=alert(1)>--></svg> x',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">x</math> x',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript> x',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form> x',
    '<table><td background="javascript:alert(1)">x<td>y</table>',
    '<a href="#x" target="_blank" onclick="alert(1)">x</a>',
    '<input type=image src=x formaction=javascript:alert(1)> x',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe> x',
    '<p data-note="opening" data-target="x">x</p>',
  ])('%s is harmless', async (attack) => {
    const { elements } = await elementsOf(`The door was open.\n\n${attack}\n\nIt shut.`, name);
    expectHarmless(elements);
  });
});

test('what a Markdown link may not say is no link', async () => {
  const { html } = await elementsOf(
    'See [this](javascript:alert(1)) or [that](<data:text/html,x>) or [it](vbscript:x).',
    'x.md',
  );
  expect(html).not.toMatch(/href/);
});

test('pathological markup is read to its end and loses nothing', async () => {
  const deep = `${'<div><b>'.repeat(50_000)}word${'</b></div>'.repeat(50_000)}<p>last</p>`;
  const many = '<br>'.repeat(200_000);
  const open = '<font color=red>'.repeat(20_000);
  for (const text of [
    deep,
    `<p>word${many}last</p>`,
    `<p>${open}word</p><p>last</p>`,
    `word ${'<'.repeat(200_000)} last`,
  ]) {
    const { html } = await elementsOf(text, 'x.html');
    expect(html).toContain('word');
    expect(html).toContain('last');
  }
}, 60_000);
