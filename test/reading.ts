/** What every reading must keep, whatever the text: used on each fixture and on texts made at random. */
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import { expect } from 'vitest';
import { type ReadingOptions, readManuscript } from '../src/manuscript/index.ts';
import type { Manuscript } from '../src/manuscript/manuscript.ts';
import { lostWords } from './words.ts';

const strict = rehype().data('settings', { fragment: true, emitParseErrors: true });

/** Writes `text` to bytes as other systems would, reads each, and expects one reading of them all. */
export async function expectOneReading(
  text: string,
  path: string,
  options: ReadingOptions,
): Promise<Manuscript> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const read = (eol: string, bom = '') => readManuscript(utf8(bom + lines.join(eol)), path, options);
  const manuscript = await read('\n');
  expect(await read('\n'), 'read again').toEqual(manuscript);
  expect(await read('\r\n'), 'CRLF').toEqual(manuscript);
  expect(await read('\r'), 'CR').toEqual(manuscript);
  expect(await read('\n', '\uFEFF'), 'BOM').toEqual(manuscript);
  return manuscript;
}

/** Expects every word of the text in the reading, in order, and none that the author did not write. */
export function expectNoWordLost(text: string, path: string, manuscript: Manuscript): void {
  expect(lostWords(text, path.replace(/^.*\./, ''), manuscript)).toEqual([]);
}

/** Expects HTML that a browser need not mend and that can do nothing but be read. */
export function expectSafeHtml({ chapters }: Manuscript): void {
  for (const html of chapters.flatMap((chapter) => [
    chapter.html,
    ...chapter.notes.map((note) => note.html),
  ])) {
    const file = strict.processSync(html);
    const faults = file.messages.filter(
      ({ ruleId }) => !ruleId?.endsWith('character-in-input-stream') && ruleId !== 'noncharacter',
    );
    expect(faults.map(String), html).toEqual([]);
    expect(strict.processSync(String(file)).toString()).toBe(String(file));
    visit(strict.parse(html), 'element', ({ tagName, properties }) => {
      expect(tagName).not.toMatch(
        /^(?:script|style|iframe|object|embed|form|input|base|meta|link|svg|math)$/,
      );
      for (const [name, value] of Object.entries(properties)) {
        expect(name).not.toMatch(/^(?:on|style$|srcdoc$)/i);
        expect(String(value).replace(/[\s\0]/g, '')).not.toMatch(/^(?:javascript|vbscript|data):/i);
      }
    });
  }
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
