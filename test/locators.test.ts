/** Links to paragraphs and scenes: what an edit does to the ids, and where the old links then lead. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManuscript } from '../src/manuscript/index.ts';
import { resolve } from '../src/reader/text/locator.ts';
import { revisions } from './bench/revisions.ts';
import { survival } from './bench/survival.ts';

async function idsOf(blocks: string[], language = 'en'): Promise<string[]> {
  const { chapters } = await readManuscript(new TextEncoder().encode(blocks.join('\n\n')), 'chapter.txt', {
    language,
    header: 'none',
    notes: 'none',
    chapters: 'one',
    lines: 'paragraphs',
  });
  const html = chapters[0]?.html ?? '';
  expect(html).not.toMatch(/<(?:p|hr)(?![^>]* id=)/);
  return [...html.matchAll(/ id=([^\s>]+)/g)].map(([, id = '']) => id);
}

const story = [
  'The ferry left without the post that morning, and nobody on the quay could say who had untied her.',
  'Orla counted the sacks twice. There were nine of them, and each had a seal of green wax.',
  '“Yes.”',
  '“No,” said the harbour master.',
  '***',
  'By noon the fog had gone, and the ferry was a white speck under the far cliffs, quite still.',
  '“Yes.”',
  'Somebody would have to row. Orla took off her boots, since it would obviously be her.',
  'She had never liked the sea, and the sea had always known that and kept its distance from her.',
];

describe('ids', () => {
  test('begin with p for paragraphs and s for scene breaks, and are told apart', async () => {
    const ids = await idsOf(story);
    expect(ids).toHaveLength(story.length);
    expect(new Set(ids).size).toBe(story.length);
    expect(ids.map(([kind]) => kind).join('')).toBe('ppppspppp');
  });

  test('do not change with case, quotes or other typography', async () => {
    const typed = story.map((text) => text.replace(/[“”]/g, '"').replace('morning,', 'morning --'));
    expect(await idsOf(typed)).toEqual(await idsOf(story));
  });

  test.each([
    [
      'an edit in the middle',
      1,
      'Orla counted the sacks twice. There were eleven, and each had a seal of green wax.',
      0,
    ],
    [
      'a paragraph put in',
      7,
      'A gull looked on.\n\nSomebody would have to row. Orla took off her boots, since it would obviously be her.',
      1,
    ],
  ])('%s changes no id but those beside it', async (_, at, text, more) => {
    const [old, now] = [await idsOf(story), await idsOf(story.with(at, text))];
    const beside = more > 0 ? [at - 1, at] : [at];
    for (const [i, id] of old.entries()) if (!beside.includes(i)) expect(now).toContain(id);
  });

  test.each([
    ['repeated', ['Wait!', '“Yes.”', '“Yes.”', '“Yes.”', '***', '“Yes.”', '“Yes.”', '“Yes.”', 'So it was.']],
    [
      'in Japanese',
      ['海は静かだった。', '「はい」と言った。', '彼は港へ歩いていった。', '「はい」と言った。'],
    ],
    ['in Arabic', ['كان البحر هادئا ذلك الصباح.', 'نعم.', 'لا.', 'نعم.']],
    ['in Thai', ['เขาเดินไปที่ท่าเรือในตอนเช้า', 'ทะเลเงียบสงบมากในวันนั้น', 'เขาเดินกลับบ้าน']],
    ['without words', ['She waited.', '…?', '…!', '👍 👍', '…?', 'Nobody came.']],
  ])('of short text %s are all different', async (_, blocks) => {
    const ids = await idsOf([story[0] as string, ...blocks, story[8] as string]);
    expect(ids.length).toBeGreaterThan(blocks.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are there for a list, a table, verse and notes, each once', async () => {
    const text =
      'A/N: Yes.\n\n***\n\n- bread\n- bread\n- beer\n\n| a | b |\n|---|---|\n| c | d |\n\nRoses,\\\nred\n\nRoses,\\\nred\n';
    const { chapters } = await readManuscript(new TextEncoder().encode(text), 'chapter.md');
    const html = (chapters[0]?.html ?? '') + (chapters[0]?.notes ?? []).map((note) => note.html).join('');
    const ids = [...html.matchAll(/ id=([^\s>]+)/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThanOrEqual(7);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a link', () => {
  const follow = async (at: number, edited: string[]) =>
    resolve((await idsOf(story))[at] as string, await idsOf(edited));

  test('to what nobody edited is exact', async () => {
    for (const at of story.keys()) expect(await follow(at, story)).toEqual({ index: at, how: 'exact' });
  });

  test('follows a paragraph that moved', async () => {
    const moved = story.toSpliced(0, 1).toSpliced(6, 0, story[0] as string);
    expect(await follow(0, moved)).toEqual({ index: 6, how: 'moved' });
  });

  test('follows one that was rewritten, and says so', async () => {
    const text = 'Orla went over the sacks twice. Nine of them there were, with a seal of red wax on each.';
    expect(await follow(1, story.with(1, text))).toEqual({ index: 1, how: 'near' });
  });

  test('follows talk of one word by what stands around it', async () => {
    expect(await follow(2, story.with(2, '“Perhaps.”'))).toEqual({ index: 2, how: 'near' });
  });

  test('leads to a half of what was split, and to all of what was merged', async () => {
    const [one, two] = (story[7] as string).split(/(?<=row\.) /) as [string, string];
    expect([7, 8]).toContain((await follow(7, story.toSpliced(7, 1, one, two)))?.index);
    const merged = story.toSpliced(7, 2, `${story[7]} ${story[8]}`);
    expect(await follow(7, merged)).toEqual({ index: 7, how: 'near' });
    expect(await follow(8, merged)).toEqual({ index: 7, how: 'near' });
  });

  test('to what is gone leads to where it stood', async () => {
    for (const at of [0, 1, 3, 7, 8]) {
      const next = Math.min(at, story.length - 2);
      expect(await follow(at, story.toSpliced(at, 1))).toEqual({ index: next, how: 'gone' });
    }
  });

  test('to a scene leads to a scene', async () => {
    const edited = story.with(5, 'At noon the fog went away. The ferry was a white speck below the cliffs.');
    expect(await follow(4, edited)).toMatchObject({ index: 4 });
  });

  test('into a chapter that was written anew leads to its beginning', async () => {
    expect(await follow(7, ['Winter.', 'A dog barked twice behind the mill.'])).toEqual({
      index: 0,
      how: 'gone',
    });
  });

  test('that is no locator is left to the browser', async () => {
    const ids = await idsOf(story);
    for (const other of ['', 'contents', 'fn-1', 'note1-fn-1', 'p12', '%'])
      expect(resolve(other, [...ids, 'contents', 'fn-1'])).toBeUndefined();
    expect(resolve(ids[0] as string, ['contents'])).toBeUndefined();
  });
});

test('whatever the ids, a link lands on one of them or nowhere', () => {
  const digit = fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz');
  const locator = fc
    .tuple(fc.constantFrom('p', 's'), fc.string({ unit: digit, minLength: 12, maxLength: 20 }))
    .map((parts) => parts.join(''));
  const id = fc.oneof(locator, locator, fc.string());
  fc.assert(
    fc.property(id, fc.array(id), (wanted, ids) => {
      const landing = resolve(wanted, ids);
      if (!landing) return;
      expect(ids[landing.index]).toMatch(/^[ps]\w{12,}$/);
      expect(landing.how === 'exact').toBe(ids.includes(wanted));
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test('links live through edits as `npm run bench` says', async () => {
  const found = await survival(10);
  const all = found['all of these'];
  expect(all.right / all.kept).toBeGreaterThanOrEqual(0.99);
  for (const kind of revisions) {
    const { unsaid, kept, deleted, touched, touchedRight } = found[kind];
    expect(unsaid / (kept + deleted), `wrong without a word after: ${kind}`).toBeLessThanOrEqual(0.001);
    const floor = kind === 'merge' ? 0.87 : kind === 'rewrite of 40 %' ? 0.93 : 0.97;
    if (touched > 0) expect(touchedRight / touched, kind).toBeGreaterThanOrEqual(floor);
  }
  expect(found.delete.saidGone / found.delete.deleted).toBeGreaterThanOrEqual(0.9);
  expect(found.delete.inPlace / found.delete.saidGone).toBeGreaterThanOrEqual(0.9);
}, 180_000);
