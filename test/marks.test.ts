/** Links to words, and marks that find their words again: the parts of the reader that know no page. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textDirective } from '../src/reader/links/fragment.ts';
import { exportMarks, importMarks } from '../src/reader/marks/data.ts';
import { marksMarkdown } from '../src/reader/marks/markdown.ts';
import { changeMarks, type Mark, marksOf, parseMarks } from '../src/reader/marks/store.ts';
import { anchorAt, findAnchor } from '../src/reader/text/anchor.ts';
import type { PlainText } from '../src/reader/text/chapter.ts';
import { pieces } from '../src/reader/voice/sentences.ts';

/** A chapter of these blocks; ids are their number where nothing else is said. */
function chapterOf(blocks: readonly string[], ids = blocks.map((_, index) => `p0000000${index}`)): PlainText {
  const starts: number[] = [];
  let text = '';
  for (const block of blocks) {
    starts.push(text.length);
    text += `${block}\n`;
  }
  return { text, ids, starts };
}

const harbour = [
  'The harbour bell rang twice, and nobody on the quay looked up from what they were doing.',
  '“It does that,” said Marit. “It has done that since the flood, and we have stopped asking.”',
  'She went on mending the net. The boy sat down beside her, and after a while he said that he would ask it himself.',
  '',
  'By evening there was a ladder against the tower.',
];

describe('a link to words', () => {
  const link = (text: string, words: string, at = text.indexOf(words)) =>
    textDirective(text, at, at + words.length, 'en');

  test('names the words where they occur once', () => {
    expect(link('A lamp, a well and a lamp post.', 'well')).toBe(':~:text=well');
  });

  test('takes as much of what surrounds them as tells them from their likes', () => {
    const text = 'A red lamp, a green lamp and no lamp.';
    expect(link(text, 'lamp', text.indexOf('lamp and'))).toBe(':~:text=green-,lamp');
  });

  test('escapes the signs of the directive itself', () => {
    expect(link('Half-past, or so & no more', 'Half-past, or so & no')).toBe(
      ':~:text=Half%2Dpast%2C%20or%20so%20%26%20no',
    );
  });

  test('counts half a word as the word, since a browser finds only whole ones', () => {
    expect(link('Nobody looked up.', 'ooke')).toBe(':~:text=looked');
  });

  test('names a long passage, or one over several paragraphs, by its ends', () => {
    const text = chapterOf(harbour).text;
    const from = text.indexOf('nobody');
    const to = text.indexOf(' the net') + ' the net'.length;
    expect(textDirective(text, from, to, 'en')).toBe(
      ':~:text=nobody%20on%20the%20quay,on%20mending%20the%20net',
    );
  });

  test('is whole words and well-formed for whatever is selected', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 6 }),
        fc.nat(300),
        fc.nat(300),
        (blocks, a, length) => {
          const { text } = chapterOf(blocks);
          const directive = textDirective(text, a, a + length, 'en');
          if (directive === '') return;
          const parts = directive.replace(':~:text=', '').split(',');
          expect(parts.length).toBeLessThanOrEqual(4);
          for (const part of parts) {
            const words = decodeURIComponent(part.replace(/^-|-$/g, ''));
            expect(words).toMatch(/\S/);
            expect(text.toWellFormed().replace(/\s+/g, ' ')).toContain(words);
          }
        },
      ),
    );
  });
});

describe('a mark in a text that was edited', () => {
  const before = chapterOf(harbour);
  const words = 'we have stopped asking';
  const from = before.text.indexOf(words);
  const anchor = anchorAt(before, from, from + words.length);
  const foundIn = (chapter: PlainText, near: number | undefined, sought = anchor) => {
    const found = findAnchor(chapter, sought, near);
    return found && chapter.text.slice(found.from, found.to);
  };

  test('is where it was in the same text', () => {
    expect(findAnchor(before, anchor, 1)).toEqual({ from, to: from + words.length });
  });

  test('moves with its paragraph', () => {
    expect(foundIn(chapterOf(['A new beginning.', 'And more of it.', ...harbour]), 3)).toBe(words);
  });

  test('is found where its paragraph was parted, and where quotation marks were changed', () => {
    const parted = harbour.flatMap((block) => block.replace(/[“”]/g, '"').split(/(?<=,) (?=and we)/));
    expect(foundIn(chapterOf(parted), 2)).toBe(words);
  });

  test('is found with words changed inside it', () => {
    const edited = harbour.map((block) => block.replace('we have stopped', 'we had all stopped'));
    expect(foundIn(chapterOf(edited, ['a', 'b', 'c', 'd', 'e']), 1)).toBe('we had all stopped asking');
  });

  test('is lost where its words are gone', () => {
    const edited = harbour.map((block) => block.replace(/since the flood.*/, 'for years.”'));
    expect(foundIn(chapterOf(edited, ['a', 'b', 'c', 'd', 'e']), 1)).toBeUndefined();
    expect(foundIn(chapterOf(['Another story altogether.'], ['z']), undefined)).toBeUndefined();
  });

  test('of a word that occurs often is the one with its own surroundings', () => {
    const at = before.text.indexOf('that since');
    const often = anchorAt(before, at, at + 4);
    const moved = chapterOf(['That, said Marit, is that.', ...harbour]);
    expect(findAnchor(moved, often, 2)?.from).toBe(moved.text.indexOf('that since'));
  });

  test('over several paragraphs keeps both ends', () => {
    const [a, b] = [before.text.indexOf('rang twice'), before.text.indexOf('mending')];
    const long = anchorAt(before, a, b);
    const edited = harbour.map((block) => block.replace('from what they were doing', 'from their work'));
    expect(foundIn(chapterOf(edited, ['a', 'b', 'c', 'd', 'e']), 0, long)).toMatch(
      /^rang twice[\s\S]*went on $/,
    );
  });

  test('lies within the text whatever the edit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ maxCount: 12 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.lorem({ maxCount: 12 }), { minLength: 1, maxLength: 8 }),
        fc.nat(80),
        fc.integer({ min: 1, max: 60 }),
        (first, second, at, length) => {
          const [old, edited] = [chapterOf(first), chapterOf(second)];
          const begin = Math.min(at, old.text.length - 2);
          const sought = anchorAt(old, begin, Math.min(begin + length, old.text.length - 1));
          const same = findAnchor(old, sought, 0);
          if (sought.quote.trim()) expect(same?.from).toBe(begin);
          const found = findAnchor(edited, sought, 0);
          if (found) {
            expect(found.from).toBeGreaterThanOrEqual(0);
            expect(found.from).toBeLessThan(found.to);
            expect(found.to).toBeLessThanOrEqual(edited.text.length);
          }
        },
      ),
    );
  });
});

const mark = (changes: Partial<Mark> = {}): Mark => ({
  id: 'one',
  kind: 'highlight',
  chapter: 'the-bell',
  heading: 'The Bell',
  block: 'p00000001',
  offset: 4,
  quote: 'harbour bell',
  before: 'The ',
  after: ' rang',
  colour: 'gold',
  note: '',
  made: 1,
  ...changes,
});

describe('marks as kept', () => {
  test('whatever the storage holds, what comes out is marks within bounds', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (junk) => {
        expect(parseMarks(junk)).toBeInstanceOf(Array);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            Object.fromEntries(Object.keys(mark()).map((name) => [name, fc.anything()])) as Record<
              string,
              fc.Arbitrary<unknown>
            >,
            { requiredKeys: [] },
          ),
        ),
        (junk) => {
          const marks = parseMarks(junk);
          expect(parseMarks(JSON.parse(JSON.stringify(marks)))).toEqual(marks);
          for (const { id, block, chapter } of marks) expect(id && block && chapter).toBeTruthy();
        },
      ),
    );
    expect(parseMarks([mark({ quote: 'x'.repeat(9000) })])[0]?.quote).toHaveLength(4000);
    expect(parseMarks(Array.from({ length: 5000 }, (_, i) => mark({ id: `m${i}` })))).toHaveLength(2000);
  });

  test('a good mark comes back whole, one with junk in it as far as it is good', () => {
    expect(parseMarks([mark()])).toEqual([mark()]);
    expect(parseMarks([{ ...mark(), colour: 'plaid', note: 7 }])).toEqual([mark()]);
    expect(parseMarks([{ ...mark(), block: 3 }, null, mark({ id: 'two' })])).toEqual([mark({ id: 'two' })]);
  });

  describe('in a browser', () => {
    const kept = new Map<string, string>();
    let full = false;
    beforeEach(() => {
      kept.clear();
      full = false;
      const storage = {
        getItem: (key: string) => kept.get(key) ?? null,
        removeItem: (key: string) => kept.delete(key),
        setItem: (key: string, value: string) => {
          if (full) throw new DOMException('full', 'QuotaExceededError');
          kept.set(key, value);
        },
      };
      const asStorage = new Proxy(storage, {
        ownKeys: () => [...kept.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      });
      vi.stubGlobal('localStorage', asStorage);
      vi.stubGlobal(
        'document',
        Object.assign(new EventTarget(), { documentElement: { dataset: { base: '/' } } }),
      );
    });
    afterEach(() => vi.unstubAllGlobals());

    test('leave with a file and come back from it, once', () => {
      changeMarks('null-island', () => [mark(), mark({ id: 'two', made: 2 })]);
      kept.set('fleuron.marks.1:/fiction/other', JSON.stringify([mark({ id: 'three' })]));
      const file = JSON.parse(JSON.stringify(exportMarks()));
      expect(Object.keys(file)).toEqual(['null-island']);
      expect(importMarks(file)).toBe(0);
      kept.clear();
      expect(importMarks(file)).toBe(2);
      expect(marksOf('null-island').map(({ id }) => id)).toEqual(['one', 'two']);
      for (const junk of [undefined, null, 7, 'x', [], { 'null-island': 'x' }, { a: [{}] }])
        expect(importMarks(junk)).toBe(0);
    });

    test('last as long as the page where the storage is full', () => {
      full = true;
      expect(changeMarks('other', () => [mark()])).toBe(false);
      expect(marksOf('other')).toEqual([mark()]);
      full = false;
      expect(changeMarks('other', (marks) => marks)).toBe(true);
    });
  });
});

test('marks as Markdown: chapter, words as a quotation, note, link', () => {
  const text = marksMarkdown('The Bell *& Co*', [
    {
      heading: '1. The Bell',
      url: 'https://example.org/bell/the-bell/',
      marks: [
        mark({ quote: 'It *rang*.\n# Twice', note: 'Why?\n\n- really' }),
        mark({ kind: 'bookmark', quote: '' }),
      ],
    },
    { heading: 'Empty', url: 'https://example.org/bell/empty/', marks: [] },
  ]);
  expect(text).toBe(`# The Bell \\*\\& Co\\*

## 1\\. The Bell

> It \\*rang\\*.
>
> \\# Twice

Why?

\\- really

[Highlight](<https://example.org/bell/the-bell/#p00000001>)

[Bookmark](<https://example.org/bell/the-bell/#p00000001>)
`);
});

describe('what is read aloud', () => {
  const said = (blocks: string[], spoken = (_: number) => true) => {
    const chapter = chapterOf(blocks);
    return pieces(chapter, 'en', spoken).map(({ from, to }) => chapter.text.slice(from, to).trim());
  };

  test('goes sentence by sentence, with a silence for a break', () => {
    expect(said(['One thing. Another!', '', '“And?” he said.', '***'])).toEqual([
      'One thing.',
      'Another!',
      '',
      '“And?”',
      'he said.',
    ]);
  });

  test('leaves out what is not shown', () => {
    expect(said(['One.', 'Two.', 'Three.'], (block) => block !== 1)).toEqual(['One.', 'Three.']);
  });

  test('parts what is too long for one breath, and loses nothing of it', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 200 }), (text) => {
        const parts = said([text.replaceAll('.', ',')]);
        expect(parts.every((part) => part.length <= 200)).toBe(true);
        expect(parts.join(' ')).toBe(text.replaceAll('.', ','));
      }),
    );
  });
});
