/**
 * The title page of a text and the header of a download: title, by-line and `Label: value` lines before the first
 * words. They become metadata of the work; each is named in a message and left out of the story.
 */
import type { Block } from './block.ts';
import { type Draft, leaveOut, say } from './draft.ts';
import { readHeading, readPrefixedHeading } from './headings.ts';
import type { Header } from './manuscript.ts';
import { noteLabelOf } from './noteWords.ts';

/** How many blocks from the start may belong to it. */
const reach = 40;

const byLine =
  /^(?:(?:written|a (?:story|novel|tale)|fan ?fic(?:tion)?|story) )?(?:by|von|par|por|di|автор:?|作者[:：]?|글|بقلم|تأليف|מאת)\s*:?\s+(\S.{0,78}\S|\S)$|^作者\s*[:：]\s*(\S.{0,40})$|^\((?:by|von|par|por) (.{2,60})\)$/iu;
const fields: [field: keyof Header | 'other', pattern: RegExp][] = [
  [
    'title',
    /^(?:title|story(?: title)?|titel|titre|título|titolo|название|タイトル|标题|제목)\s*[:：]\s*(.+)$/iu,
  ],
  [
    'authors',
    /^(?:authors?|writer|by|autor(?:in|a|es)?|auteure?|autrice|автор|作者|著者|작가|المؤلفة?|الكاتبة?|מאת)\s*[:：]\s*(.+)$/iu,
  ],
  [
    'summary',
    /^(?:summary|description|synopsis|zusammenfassung|inhaltsangabe|résumé|resumen|resumo|riassunto|саммари|описание|あらすじ|简介|줄거리)\s*[:：]\s*(.+)$/iu,
  ],
  ['fandoms', /^(?:fandoms?|category|categories|series|фандом|ジャンル)\s*[:：]\s*(.+)$/iu],
  [
    'rating',
    /^(?:rated|rating|content rating|altersfreigabe|classification|rango|classificação|рейтинг)\s*[:：]\s*(.+)$/iu,
  ],
  [
    'relationships',
    /^(?:pairings?|relationships?|ships?|paarungs?|couples?|parejas?|пейринг(?:и|(?: и персонажи))?)\s*[:：]\s*(.+)$/iu,
  ],
  ['characters', /^(?:characters?|figuren|personnages?|personajes|personagens|персонажи)\s*[:：]\s*(.+)$/iu],
  ['tags', /^(?:genres?|tags?|additional tags|género|gênero|жанры?|метки)\s*[:：]\s*(.+)$/iu],
  ['warnings', /^archive warnings?\s*[:：]\s*(.+)$/iu],
  ['published', /^(?:published|posted(?: (?:on|at|originally))?|date|release date)\s*[:：]\s*(.+)$/iu],
  ['updated', /^(?:(?:last )?updated|completed)\s*[:：]\s*(.+)$/iu],
  ['status', /^(?:status|статус)\s*[:：]\s*(.+)$/iu],
  [
    'other',
    /^(?:pairings?|relationships?|ships?|characters?|genres?|words?(?: count)?|word ?count|chapters?|published|updated|last updated|packaged|completed|status|language|source|story ?(?:link|url|id)|url|link|publisher|tags?|additional tags|archive warnings?|archived?|archive|posted(?: (?:on|at|originally))?|date|stats|collections?|date written|written|spoilers?|timeline|setting|length|size|type|feedback|distribution|e-?mail|email|website|web ?site|chapter title|author url|reviews|favs|follows|id|isbn|paarungs?|figuren|genre|wörter|sprache|personnages?|couples?|persönnages|personajes|parejas?|género|palabras|personagens|gênero|персонажи|пейринг(?:и|(?: и персонажи))?|жанры?|размер|статус|метки|кол-во частей|публикация|направленность|release date|posting date|from|to|cc|subject|reply-to|sender|organization|newsgroups|message-id|mime-version|content-type|last updated|release|produced by|credits|character set encoding|translators?|editors?|proofreaders?|illustrators?|edition|ebook.*)\s*[:：]\s*(.*)$/iu,
  ],
];
/** Who worked on one chapter: a heading above them is the chapter's, not the work's. */
const ofChapter = /^[*_]*(?:translat(?:or|ed by)|edit(?:or|ed by)|proofread(?:er|ed by))s?[*_]*\s*[:：]/iu;
const gutenberg = /^\*{2,3}\s*(?:START|END) OF (?:THE |THIS )?PROJECT GUTENBERG/i;
const boilerplate =
  /^(?:the )?project gutenberg|^this e-?book is for the use of|^produced by |^transcriber['’]?s note|^transcribed (?:from|by)|^end of (?:the )?project gutenberg|^\[?illustration(?::.{0,80})?\]?$|^e-?text prepared|^(?:all rights reserved|copyright |©)|^first published|^end file\.?$/i;

/** “by Viola Pell” alone on its line. */
export const isByLine = (text: string): boolean =>
  text.length < 90 && byLine.test(text) && !/[.!?,;]$/.test(text);

/** Another by-line further down: each heads a story of its own. */
const isAnthology = (blocks: Block[], at: number) =>
  blocks.some(({ text }, i) => i > at + 3 && isByLine(text) && text !== blocks[at]?.text);

const navigation =
  /^[\s*_[(<«←→|-]*(?:(?:next|previous|prev|last|first) (?:chapter|part|page|episode)|table of contents|back to (?:the )?(?:index|top|contents)|下一章|上一章|次へ|前へ|次の話|前の話)[\s*_\])>»←→|-]*$/i;

/** “First | Previous | Next”. */
const navigationRow =
  /^[\s[(<«←]*(?:(?:first|prev(?:ious)?|next|last|index|contents|toc|home|wiki|patreon|discord|royal ?road)(?: chapter| part)?(?:[\s|/·•[\]()<>«»←→-]+|$)){2,}$/i;

/** Takes the title page from the head of these blocks. */
export function titlePage(blocks: Block[], draft: Draft): Header {
  const header: Header = {};
  const left: string[] = [];
  const drop = (block: Block, what: string) => {
    leaveOut(block, what);
    left.push(block.text);
  };

  /** “Salt and Iron (Part 3)” is the work's title and the chapter's heading in one: it stays for the latter. */
  const takeTitle = (block: Block) => {
    header.title ??= block.text;
    if (!readPrefixedHeading(block.text)) drop(block, 'the title page');
    if (subtitle) drop(subtitle, 'the title page');
    subtitle = undefined;
  };

  const begins = blocks.slice(0, 400).findIndex(({ text }) => gutenberg.test(text) && /START/i.test(text));
  let at = 0;
  if (begins >= 0) {
    for (const block of blocks.slice(0, begins + 1)) {
      readField(block.text, header);
      drop(block, 'the download’s header');
    }
    at = begins + 1;
  }
  const ends = blocks.findLastIndex(({ text }) => gutenberg.test(text) && /END/i.test(text));
  if (ends > at) for (const block of blocks.slice(ends)) drop(block, 'the download’s footer');
  const last = blocks.at(-1);
  if (last && !last.decision && /^end file\.?$/i.test(last.text)) drop(last, 'the download’s footer');

  // Aozora Bunko explains its signs between two rules at the head, and names its source at the foot.
  const legend = blocks
    .slice(0, 12)
    .findIndex(({ text }) => text.startsWith('【テキスト中に現れる記号について】'));
  if (legend >= 0) {
    const close = blocks.findIndex(({ mark }, i) => i > legend && mark !== undefined);
    for (const block of blocks.slice(0, close + 1)) drop(block, 'the download’s header');
    at = Math.max(at, close + 1);
  }
  const source = blocks.findLastIndex(({ text }) => /^底本：/.test(text));
  if (source > blocks.length * 0.5)
    for (const block of blocks.slice(source)) drop(block, 'the download’s footer');
  // Links to the neighbouring chapters, which the page has anyway.
  for (const block of [...blocks.slice(0, 4), ...blocks.slice(-4)]) {
    if (
      !block.decision &&
      block.text.length < 60 &&
      (navigation.test(block.text) || (navigationRow.test(block.text) && /\b(?:prev|next)/i.test(block.text)))
    )
      drop(block, 'the navigation');
  }

  // A title is believed where a by-line or another field follows it; a field where it stands at the very head.
  let title: Block | undefined;
  let subtitle: Block | undefined;
  for (let i = at; i < Math.min(blocks.length, at + reach); i += 1) {
    const block = blocks[i] as Block;
    if (block.mark) continue;
    const lines = block.text.split('\n');
    const by = byLine.exec(block.text);
    const author = by?.[1] ?? by?.[2] ?? by?.[3];
    if (author && isAnthology(blocks, i)) break;
    if (author && author.length < 80 && !/[.!?]$/.test(author.replace(/\b\p{Lu}\.$/u, '')) && i - at < 8) {
      header.authors ??= author.split(/\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|、)\s*/).filter(Boolean);
      if (title) {
        takeTitle(title);
        title = undefined;
      }
      drop(block, 'the title page');
    } else if (lines.every((line) => isField(line))) {
      for (const line of lines) readField(line, header);
      if (title && !(title.node.type === 'heading' && lines.every((line) => ofChapter.test(line)))) {
        takeTitle(title);
        title = undefined;
      }
      drop(block, 'the download’s header');
    } else if (boilerplate.test(block.text)) {
      drop(block, 'the download’s header');
    } else if (
      !subtitle &&
      i - at < 4 &&
      block.text.length < 90 &&
      !/[.,;:!?]["”]?$/.test(block.text) &&
      !readHeading(block.text) &&
      !noteLabelOf(block.text) &&
      (block.node.type === 'paragraph' || block.node.type === 'heading') &&
      !/^["“]/.test(block.text)
    ) {
      if (title) subtitle = block;
      else title = block;
    } else break;
  }
  if (left.length > 0) {
    say(
      draft,
      'info',
      'left-out',
      blocks[0]?.line ?? 1,
      `A title page, left out of the story: ${left.join(' / ').slice(0, 500)}.`,
      'Correct what it says in work.yaml. If it is story, write “header: none” at the head of the file.',
      0.85,
    );
  }
  return header;
}

function isField(line: string): boolean {
  if (/^["“]/.test(line)) return false;
  const plain = line.trim().replace(/^[*_]+|[*_]+(?=\s*[:：])/g, '');
  return fields.some(([, pattern]) => pattern.test(plain));
}

type List = 'authors' | 'fandoms' | 'relationships' | 'characters' | 'tags' | 'warnings' | 'categories';

const isList = (field: keyof Header): field is List =>
  /^(?:authors|fandoms|relationships|characters|tags|warnings|categories)$/.test(field);

function readField(text: string, header: Header): void {
  for (const [field, pattern] of fields) {
    const value = pattern.exec(text.trim())?.[1]?.trim();
    if (!value || field === 'other') continue;
    if (isList(field)) header[field] ??= value.split(/\s*[,;、]\s*/).filter(Boolean);
    else header[field] ??= value;
    return;
  }
}
