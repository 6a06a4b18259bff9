import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import { expectSafeHtml, utf8 } from './reading.ts';
import { lostWords } from './words.ts';

const bits = [
  '<p>',
  '</p>',
  '<div>',
  '</div>',
  '<b>',
  '</b>',
  '<i>',
  '</i>',
  '<br>',
  '<br><br>',
  '<hr>',
  '<p>&nbsp;</p>',
  '<center>',
  '</center>',
  '<ul><li>',
  '</ul>',
  '<li>',
  '<dl><dt>',
  '<dd>',
  '</dl>',
  '<table><tr><td>',
  '</table>',
  '<tr>',
  '<td>',
  '<th>',
  '<caption>',
  '<blockquote>',
  '</blockquote>',
  '<details>',
  '<summary>',
  '</summary>',
  '</details>',
  '<pre>',
  '</pre>',
  '<h2>',
  '</h2>',
  '<h1>',
  '</h1>',
  '<span style="font-weight:bold;text-align:center">',
  '</span>',
  '<a href="#n">',
  '</a>',
  '<a href="https://example.org">',
  '<img src=a.png alt="a cat">',
  '<img src="data:x" alt="a dog">',
  '<sup>',
  '</sup>',
  '<ruby>',
  '<rt>',
  '</ruby>',
  '<code>',
  '</code>',
  '<p align=center>***</p>',
  '<div class=divider></div>',
  '<p class="MsoNormal"><o:p>',
  '</o:p>',
  '<quux>',
  '</quux>',
  '<form>',
  '</form>',
  '<figure>',
  '<figcaption>',
  '</figure>',
  '\n',
  '\n',
  ' ',
];
const words = 'alder birch cedar fir hazel larch maple oak pine rowan thorn willow yew.'.split(' ');
test('fuzz', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom(...bits),
          fc.constantFrom(...words).map((w) => `${w}${n++} goes on `),
        ),
        { maxLength: 40 },
      ),
      async (parts) => {
        const text = parts.join('');
        const m = await readManuscript(utf8(text), 'x.html');
        expectSafeHtml(m);
        expect(m.messages.filter((x) => x.rule === 'words-lost')).toEqual([]);
        expect(lostWords(text, 'html', m)).toEqual([]);
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 1500), seed: Number(process.env.SEED ?? 3) },
  );
}, 200000);
