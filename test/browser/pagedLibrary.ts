/** Chapters that are hard on pages: long, from right to left, over-tall, over-wide, with links from end to end. */
import { chapterText } from '../bench/text.ts';
import { serveLibrary } from './library.ts';

const longLine = Array.from({ length: 60 }, (_, i) => `column_${i}`).join(' ');
const code = [
  '```',
  ...Array.from({ length: 120 }, (_, i) => `${i + 1}: raise lamp ${i % 7}`),
  longLine,
  '```',
];
const row = (cell: (i: number) => string) =>
  `| ${Array.from({ length: 24 }, (_, i) => cell(i)).join(' | ')} |`;
const table = [
  row((i) => `Hour ${i}`),
  row(() => '---'),
  row((i) => `lamp-${i}-lit`),
  row((i) => `keeper${i}`),
];
const prose = (from: number, paragraphs: number) =>
  chapterText(from, 5000)
    .split('\n\n')
    .filter((block) => /[a-z]/.test(block) && !block.startsWith('Chapter') && block.length > 90)
    .slice(0, paragraphs);

const hard = [
  '# The Hard One',
  'The keeper wrote it down at once[^1], and then he read it again.',
  ...prose(3, 24),
  code.join('\n'),
  ...prose(4, 12),
  table.join('\n'),
  ...prose(5, 12),
  '[Back to the lamp list](#lamps)',
  ...prose(6, 3),
  '[^1]: Nobody has found the book since; it may be under the stairs.',
].join('\n\n');

const hebrewWords = 'הפנס דלק לאט והשומר ספר את המדרגות עד שהגיע אל החלון הרחב ושם ראה את הים'.split(' ');
const hebrew = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 60 }, (_, j) => hebrewWords[(i * 7 + j * 3) % hebrewWords.length])
    .join(' ')
    .concat('.'),
);

/** Many scenes, each of another length, so that breaks of both kinds come to stand near every edge. */
export const scenes = (mark: string) =>
  Array.from({ length: 60 }, (_, i) =>
    prose(20 + (i % 9), 3 + (i % 4))
      .slice(i % 3)
      .join('\n\n'),
  ).join(mark);

/** White, 600 pixels wide and 380 high. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAlgAAAF8AQAAAAA7yPjMAAAAfklEQVR42u3MMQ0AAAwDoPo33ZrYswQEkN6Jy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcrhfXAI4/6x+GWRGHAAAAAElFTkSuQmCC',
  'base64',
);

export const pagedLibrary = () =>
  serveLibrary({
    'works/book/01-first.txt': chapterText(1, 1200),
    'works/book/02-second.txt': chapterText(2, 2500),
    'works/book/03-hard.md': hard,
    'works/book/04-long.txt': chapterText(7, 30_000),
    'works/book/05-short.txt': 'Chapter 5: The Short One\n\nIt was over before the kettle boiled.\n',
    'works/pictures/plan.png': picture,
    'works/pictures/01-plan.md': `${prose(30, 3).join('\n\n')}\n\n![A plan of it](plan.png)\n\n${prose(31, 3).join('\n\n')}\n`,
    'works/breaks/01-marks.txt': `Chapter 1: Marks\n\n${scenes('\n\n***\n\n')}\n`,
    'works/breaks/02-gaps.txt': `Chapter 2: Gaps\n\n${scenes('\n\n\n\n\n')}\n`,
    'works/ends/01-news.txt': 'Chapter 1: News\n\nThe lamp is out for repairs until Sunday.\n',
    'works/ends/02-note.txt': 'Chapter 2: No chapter\n\nA/N: The lamp is out for repairs until Sunday.\n',
    'works/ends/03-break.txt': `Chapter 3: The break\n\n${prose(12, 9).join('\n\n')}\n\n***\n\nNobody lit it again.\n`,
    'works/ends/04-tall.txt': `Chapter 4: The tall one\n\n${prose(13, 9).join('\n\n')}\n\n***\n\n${prose(14, 9).join(' ').slice(0, 900)}\n`,
    'works/plain/01-first.txt': chapterText(8, 300),
    'works/plain/02-second.txt': chapterText(9, 3000),
    'works/hebrew/01-yam.txt': `${hebrew.join('\n\n')}\n`,
    'works/hebrew/02-or.txt': `${hebrew.slice(5, 20).join('\n\n')}\n`,
    'works/hebrew/work.yaml': 'title: הפנס\nlanguage: he\n',
  });
