/** A work's marks as a Markdown document. */
import type { Mark } from './store.ts';

export interface Section {
  heading: string;
  /** Address of the chapter. */
  url: string;
  marks: readonly Mark[];
}

/** Title, chapters, and for each mark its words as a quotation, the note under it, and a link to the place. */
export function marksMarkdown(title: string, sections: readonly Section[]): string {
  const chapters = sections
    .filter(({ marks }) => marks.length > 0)
    .flatMap(({ heading, url, marks }) => [
      `## ${plain(heading)}`,
      ...marks.flatMap((mark) => entry(mark, url)),
    ]);
  return `${[`# ${plain(title)}`, ...chapters].join('\n\n')}\n`;
}

function entry({ kind, quote, note, block }: Mark, url: string): string[] {
  const words = lines(quote).map((line) => `> ${plain(line)}`);
  const link = `[${kind === 'bookmark' ? 'Bookmark' : 'Highlight'}](<${url}#${block}>)`;
  return [words.join('\n>\n'), lines(note).map(plain).join('\n\n'), link].filter(Boolean);
}

const lines = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Text that Markdown would take for markup, escaped so that it is read as written. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
