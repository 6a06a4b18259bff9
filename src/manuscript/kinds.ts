/**
 * Kinds of block that are no running prose: status screens, chat logs and scripts, letters, verse.
 *
 * Each is a run of neighbouring lines that share a shape: one such line proves nothing. The lines of a run keep
 * their ends, and no gap inside a run is a scene break.
 */
import { type Block, type BlockType, isBroken, isFree } from './block.ts';
import { type Draft, say } from './draft.ts';
import { normalGap } from './gaps.ts';
import type { Mark } from './marks.ts';

export function kinds(story: Block[], draft: Draft): void {
  if (draft.lines === 'paragraphs') return;
  const normal = normalGap(story);
  if (draft.lines === 'verse') verses(story, normal, draft);
  frames(story, draft);
  runs(
    story,
    'screen',
    isScreenLine,
    2,
    normal,
    draft,
    'lines of values or in square brackets, as on a status screen',
  );
  chats(story, normal, draft);
  letters(story, normal, draft);
  quotedLetters(story, draft);
  verses(story, normal, draft);
}

function decide(blocks: Block[], type: BlockType, confidence: number, reason: string, draft: Draft): void {
  for (const block of blocks)
    if (!block.decision) block.decision = { type, confidence, reason: `It belongs to ${reason}.` };
  const [first] = blocks;
  const lines = blocks.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  if (first)
    say(
      draft,
      'info',
      type,
      first.line,
      `${lines} ${lines === 1 ? 'line' : 'lines'}: ${reason}.`,
      'If it is prose, write “lines: paragraphs” at the head of the file.',
      confidence,
    );
}

const key = /^[-•*►▶>\s]*[\p{L}][\p{L}\p{N} .'’/()%+-]{0,28}\s*[:=：]\s*\S.{0,60}$/u;
const bracket = /^[[【［<《『「{|].{0,160}[\]】］>》』」}|]$/u;
const meter =
  /\d+\s*\/\s*\d+|\+\d|\d\s*%|lv\.?\s*\d|\blevel\b|\brank\b|\b(?:hp|mp|xp|exp|str|dex|int|wis|agi|vit|sta|cha|atk|def|mana|skill|class|title|status|stats?|quest|reward|experience|inventory)\b|等级|技能|经验|レベル|スキル|레벨|스킬|уровень|навык/iu;

const isScreenLine = ({ text }: Block) => isScreenText(text);

const isScreenText = (text: string) => {
  if (text.length > 170 || text.includes('\n')) return false;
  if (bracket.test(text))
    return !/^[[［]?(?:\.{3}|…)/.test(text) && (meter.test(text) || /^[[【［《]/.test(text));
  return (
    // Nearly every line leaves here.
    /[:=：]/.test(text) &&
    key.test(text) &&
    (meter.test(text) || /[:=：]\s*[\d+-]/.test(text)) &&
    !/^["“]/.test(text) &&
    !/[.!?]["”]?$/.test(text)
  );
};

/**
 * Two rows of the same sign close together fence what is between them, where that is no prose: a status screen, a
 * notice, a playbill. Scenes are longer, and their paragraphs end in sentences.
 */
function frames(story: Block[], draft: Draft): void {
  const parting = new Set<string | undefined>();
  for (let i = 0; i < story.length; i += 1) {
    const mark = story[i]?.mark;
    if (!mark || !isRule(mark) || (story[i] as Block).decision) continue;
    const end = closingRule(story, i, mark.text);
    if (end < 0) {
      if (isLong(story[i - 1]) && isLong(story[i + 1])) parting.add(mark.text[0]);
      continue;
    }
    const inside = story.slice(i + 1, end).filter((block) => !block.mark);
    const told = inside.filter((block) => /[.!?…]["'”’)]?$/u.test(block.text) && !isScreenLine(block)).length;
    // A row that has parted scenes goes on doing so.
    if (told > inside.length * 0.4) parting.add(mark.text[0]);
    const screen = inside.some(({ text }) => text.split('\n').some(isScreenText));
    if (told > inside.length * 0.4 || (parting.has(mark.text[0]) && !screen)) continue;
    if (screen)
      decide(inside.filter(isFree), 'screen', 0.9, 'what a pair of rules frames, as a status screen', draft);
    for (const block of story.slice(i, end + 1)) {
      if (!block.mark || block.decision) continue;
      block.decision = {
        type: 'other',
        role: 'frame',
        confidence: 0.85,
        reason: `“${block.mark.text}” frames the lines beside it: no scene break.`,
      };
      say(
        draft,
        'info',
        'mark-no-break',
        block.line,
        block.decision.reason,
        'If it is a scene break, put “***” on a line of its own there.',
        0.85,
      );
    }
    i = end;
  }
}

/** A paragraph of some length: what stands between two frames is told. */
const isLong = (block: Block | undefined) =>
  block?.mark === undefined && (block?.text.length ?? 0) > longestFramed;

/** A row of signs without a space, typed or in Markdown. */
const isRule = ({ family, text }: Mark) =>
  (family === 'row' || family === 'rule') && text.length >= 5 && !/\s/.test(text);

/** Longest thing that is taken for framed: lines, and letters. */
const framedLines = 40;
const framedLetters = 1500;
/** Letters of the longest line in a frame. */
const longestFramed = 130;

/** Where the frame that this row opens is closed by a row of the same sign, or −1. */
function closingRule(story: Block[], from: number, sign: string): number {
  let letters = 0;
  let lines = 0;
  let close = -1;
  for (let at = from + 1; at < story.length && at - from <= framedLines; at += 1) {
    const block = story[at] as Block;
    if (block.mark) {
      // Rules inside a table or a screen are part of it: the last one within reach closes it.
      if (block.mark.text[0] !== sign[0]) break;
      if (lines > 0) close = at;
      if (block.mark.text === sign && lines > 0 && (story[at + 1]?.text.length ?? 99) > 80) return at;
      continue;
    }
    letters += block.text.length;
    lines += 1;
    if (block.text.length > longestFramed || letters > framedLetters || block.node.type !== 'paragraph')
      break;
    if (
      /^["“«]/.test(block.text) ||
      (block.text.length > 60 && /[.!?]["”]?$/.test(block.text) && !isScreenLine(block) && block.gap > 0)
    )
      break;
  }
  return close;
}

/** Lines as “Name: Corin”, which say nothing alone, that may stand between two lines of a run under “[Status]”. */
const between = 4;

/** Runs of at least `least` neighbouring lines of one shape become one block. */
function runs(
  story: Block[],
  type: BlockType,
  fits: (block: Block) => boolean,
  least: number,
  normal: number,
  draft: Draft,
  reason: string,
): void {
  for (let i = 0; i < story.length; i += 1) {
    if (!isFree(story[i]) || !fits(story[i] as Block)) continue;
    const headed = bracket.test(story[i]?.text ?? '');
    let end = i + 1;
    for (let at = end; at < story.length && at - end <= between; at += 1) {
      const block = story[at] as Block;
      if (!isFree(block) || block.gap > Math.max(1, normal)) break;
      if (fits(block)) end = at + 1;
      else if (!headed || !key.test(block.text) || /[.!?]["”]?$/.test(block.text)) break;
    }
    const telling = story.slice(i, end).some(({ text }) => meter.test(text));
    if (end - i >= least && telling) decide(story.slice(i, end), type, 0.85, reason, draft);
    i = end - 1;
  }
}

const stamped = /^[[(<]?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*[\])>]?\s*[-–—|]?\s*\S/i;
const speaker =
  /^[[<(*_]*([\p{Lu}@][\p{L}\p{N}_.'’-]{0,20}(?: [\p{Lu}\p{N}][\p{L}\p{N}_.'’-]{0,14}){0,2})[\])>*_]*(?:\s*\([^)]{1,30}\))?\s*[:>：]\s*[*_]*\s*\S/u;

const speakerOf = (text: string) =>
  text.length < 500 ? (speaker.exec(text)?.[1] ?? (stamped.test(text) ? '' : undefined)) : undefined;

/** Lines that begin with a name or a time: a chat, a log or a play. Somebody has to speak twice. */
function chats(story: Block[], normal: number, draft: Draft): void {
  for (let i = 0; i < story.length; i += 1) {
    if (!isFree(story[i]) || speakerOf(story[i]?.text ?? '') === undefined) continue;
    const names: string[] = [];
    let end = i;
    let skipped = 0;
    for (let at = i; at < story.length && isFree(story[at]); at += 1) {
      const block = story[at] as Block;
      if (at > i && block.gap > Math.max(1, normal) + 1) break;
      const name = speakerOf(block.text);
      if (name === undefined) {
        // Stage directions between brackets, and a line that goes on, belong to it.
        if (!/^[[(*_].*[\])*_]$/.test(block.text) || ++skipped > 2) break;
        continue;
      }
      skipped = 0;
      names.push(name);
      end = at + 1;
    }
    const distinct = new Set(names).size;
    const timed = names.filter((name) => name === '').length;
    if (
      names.length >= 3 &&
      (timed >= 3 || (distinct < names.length && distinct <= Math.max(6, names.length / 2)))
    ) {
      decide(
        story.slice(i, end),
        'chat',
        0.85,
        timed >= 3 ? 'lines that begin with a time, as in a log' : 'lines that begin with a speaker’s name',
        draft,
      );
      i = end - 1;
    } else i = Math.max(i, end - 1);
  }
}

const salutation =
  /^(?:(?:my |our )?(?:own )?(?:dear(?:est)?|beloved|darling)\s.{1,50}|to (?:whom it may concern|the (?:editor|captain|king|queen|director|headmaster|honou?rable).{0,40})|(?:mr|mrs|ms|miss|dr|sir|madam|professor)\.?(?: \p{Lu}[\p{L}'’-]+)?|\p{Lu}[\p{L}'’-]{1,20}|liebe[rs]? .{1,40}|sehr geehrte.{1,50}|mein(?:e)? lieb.{1,40}|ch(?:er|ère)s? .{1,40}|mon cher .{1,30}|ma chère .{1,30}|querid[oa]s? .{1,40}|estimad[oa] .{1,40}|car[oa] .{1,40}|дорог(?:ая|ой|ие) .{1,40}|уважаем.{1,40}|милый .{1,30}|drog[ia] .{1,40}|kära .{1,40})\s*[,:!;—–-]+$/iu;
const signOff =
  /^(?:(?:with (?:all my |much |my |warm(?:est)? |kind(?:est)? |best )*(?:love|regards|respect|wishes|affection|gratitude|thanks|sincerity)|(?:all my |much |lots of )?love(?: always| and kisses)?|(?:yours?|ever yours|i remain)(?:,? (?:truly|sincerely|faithfully|always|ever|etc|affectionately|respectfully|in .{1,20}|your .{1,30}))*|(?:sincerely|respectfully|faithfully|affectionately|cordially|truly)(?: yours)?|(?:best|kind|warm)(?:est)?(?: regards| wishes)?|regards|cheers|yours|your (?:loving |devoted |obedient |affectionate |humble |faithful )*(?:friend|son|daughter|servant|brother|sister|mother|father|husband|wife|cousin|uncle|aunt|nephew|niece)|xoxo|hugs(?: and kisses)?|take care|forever yours|until then|signed|mit freundlichen grüßen|(?:herzlichst|herzliche grüße|in liebe|dein|deine|euer|hochachtungsvoll|liebe grüße)|(?:bien à vous|amitiés|cordialement|affectueusement|je t['’]embrasse|ton|ta|votre)|(?:atentamente|con cariño|un abrazo|tu|suyo|besos|com amor|com carinho|um abraço|atenciosamente|teu|tua)|(?:con affetto|cordiali saluti|tuo|tua)|(?:с уважением|твой|твоя|ваш|ваша|искренне ваш|с любовью|целую))(?:\s.{0,24})?[,.!—–-]*|[—–-]{1,2}\s?\p{Lu}[\p{L}.'’ -]{0,40}|\p{Lu}\.(?:\s?\p{Lu}\.){0,3})$/iu;

/** From “Dear …,” to the name under it. */
function letters(story: Block[], normal: number, draft: Draft): void {
  for (let i = 0; i < story.length; i += 1) {
    const first = story[i];
    if (!isFree(first) || first.text.length > 70 || !salutation.test(first.text) || /^["“]/.test(first.text))
      continue;
    const sure =
      /^(?:(?:my|our) |own )*(?:dear|belov|darling|to whom|lieb|sehr geehrt|ch[eè]r|querid|estimad|car[oa] |дорог|уважа|drog|kära)/i.test(
        first.text,
      );
    let end = -1;
    for (let at = i + 1; at < Math.min(story.length, i + 60) && isFree(story[at]); at += 1) {
      const { text } = story[at] as Block;
      if (signOff.test(text) && text.length < 60) {
        end = at + 1;
        // The name, and a postscript.
        while (
          end < story.length &&
          isFree(story[end]) &&
          end - at <= 4 &&
          (story[end]?.gap ?? 0) <= Math.max(1, normal) &&
          (((story[end]?.text.length ?? 0) < 40 && !/[.!?"”]$/.test(story[end]?.text ?? '')) ||
            /^(?:p\.?\s?p?\.?s\.?|post ?scriptum|пс)\b/i.test(story[end]?.text ?? ''))
        )
          end += 1;
        break;
      }
      if (!sure && at > i + 25) break;
    }
    if (end < 0) continue;
    const blocks = story.slice(i, end);
    const from = blocks.findLastIndex(({ text }) => signOff.test(text) && text.length < 60);
    decide(blocks, 'letter', sure ? 0.9 : 0.7, 'a letter, from its salutation to its signature', draft);
    for (const block of blocks.slice(from))
      if (block.decision && !/^p\.?\s?s/i.test(block.text)) block.decision.role = 'signature';
    i = end - 1;
  }
}

/** A quotation that is a letter from its first line to a signature in it. */
function quotedLetters(story: Block[], draft: Draft): void {
  for (const block of story) {
    if (block.decision || block.node.type !== 'blockquote') continue;
    const [first = '', ...rest] = block.text.split('\n');
    const isSigned = rest.some((line) => line.length < 60 && signOff.test(line));
    if (first.length <= 70 && salutation.test(first) && isSigned)
      decide([block], 'letter', 0.85, 'a letter, from its salutation to its signature', draft);
  }
}

/** What is verse where the author says that short lines are. */
const isShort = ({ text }: Block) => text.length <= 62;

/** Lines of verse are short, begin with a capital or go on from the line before, and do not talk. */
const isVerseLine = ({ text }: Block) =>
  text.length <= 62 &&
  text.length > 1 &&
  !/^["“«„「—–*[(]/.test(text) &&
  !/["”»]$/.test(text) &&
  !/^(?:\d|#|-|•)/.test(text) &&
  !/[:：]\s*\S/.test(text.slice(0, 24));

const endsSentence = (text: string) => /[.!?…。！？]["'”’]?$/u.test(text);

function verses(story: Block[], normal: number, draft: Draft): void {
  const forced = draft.lines === 'verse';
  const fits = forced ? isShort : isVerseLine;
  const long = story.filter(({ text }) => text.length > 90).length;
  stanzas(story, forced, fits, long > story.length * 0.2, draft);
  for (let i = 0; i < story.length; i += 1) {
    const first = story[i];
    if (!isFree(first)) continue;
    let end = i;
    // Stanzas: a gap inside verse is wider than between its lines.
    while (
      end < story.length &&
      isFree(story[end]) &&
      (fits(story[end] as Block) || (end > i && normal > 0 && isLongLine(story, end, fits))) &&
      (end === i || (story[end]?.gap ?? 0) <= Math.max(1, normal + 1))
    )
      end += 1;
    const blocks = story.slice(i, end);
    if (blocks.length > 0 && (forced || isVerse(blocks, normal, long > story.length * 0.2, first)))
      decide(blocks, 'verse', 0.75, 'short lines set as verse', draft);
    i = Math.max(i, end - 1);
  }
}

/** Paragraphs whose lines the author has broken by hand, in Markdown or HTML, are stanzas where one of a run is verse. */
function stanzas(
  story: Block[],
  forced: boolean,
  fits: (block: Block) => boolean,
  amongProse: boolean,
  draft: Draft,
): void {
  for (let i = 0; i < story.length; i += 1) {
    let end = i;
    let verse = false;
    for (; end < story.length; end += 1) {
      const block = story[end] as Block;
      if (!isFree(block) || !isBroken(block)) break;
      const lines = block.text.split('\n').map((text): Block => ({ ...block, text, gap: 0 }));
      if (!lines.every(fits)) break;
      verse ||= forced || isVerse(lines, 1, amongProse, block);
    }
    if (verse) decide(story.slice(i, end), 'verse', 0.75, 'short lines set as verse', draft);
    i = Math.max(i, end);
  }
}

/** One line of a stanza runs over: those above and below it are verse, and no empty line parts it from them. */
function isLongLine(story: Block[], at: number, fits: (block: Block) => boolean): boolean {
  const [before, block, after] = [story[at - 1], story[at], story[at + 1]] as [
    Block,
    Block,
    Block | undefined,
  ];
  return (
    block.gap === 0 &&
    block.text.length <= longestVerse &&
    /^\p{Lu}/u.test(block.text) &&
    isFree(after) &&
    after.gap === 0 &&
    fits(before) &&
    fits(after)
  );
}

/** Letters of the longest line of verse. */
const longestVerse = 110;

function isVerse(blocks: Block[], normal: number, amongProse: boolean, first: Block): boolean {
  if (blocks.length < 3) return false;
  const tight = blocks.slice(1).filter(({ gap }) => gap === 0).length / (blocks.length - 1);
  const full = blocks.filter(({ text }) => endsSentence(text)).length / blocks.length;
  const capital = blocks.filter(({ text }) => /^[\p{Lu}\p{Lo}]/u.test(text)).length / blocks.length;
  const comma = blocks.filter(({ text }) => /[,;:—–]$/.test(text)).length / blocks.length;
  const set = blocks.every(({ indent }) => indent >= 2) && first.indent > 0 ? 1 : 0;
  let evidence = 0;
  // Where paragraphs are parted by empty lines, lines without one between them are set on purpose.
  if (normal >= 1) evidence += tight > 0.6 ? 1.5 : -1;
  else evidence -= 0.8;
  evidence += full < 0.3 ? 1 : full > 0.6 ? -1.5 : 0;
  evidence += comma > 0.3 ? 1 : 0;
  evidence += capital > 0.8 ? 0.4 : capital < 0.5 ? -0.2 : 0;
  evidence += set * 0.8 + (amongProse ? 0.3 : 0) + (blocks.length >= 4 ? 0.4 : 0);
  return evidence >= 1.6;
}
