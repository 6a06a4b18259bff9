/** The chapter read aloud by the browser's own voices, with the sentence followed on the page. */

import { notice } from '../panels/notice.ts';
import { chapterText, storyReader } from '../text/chapter.ts';
import { here } from '../text/here.ts';
import { type Controls, openSpeechBar } from './bar.ts';
import { type Piece, pieces } from './sentences.ts';
import { hush, rest, utter } from './utter.ts';

/** How long a scene break is silent, in milliseconds. */
const sceneBreak = 1400;
const listening = 'fleuron.listening.1';

const language =
  document.querySelector<HTMLElement>('article[lang]')?.lang || document.documentElement.lang || 'en';
let all: Piece[] = [];
let at = 0;
let playing = false;
let controls: Controls | undefined;

/** Begins at the reader's place; from then on pauses and goes on. */
export function toggleSpeech(): void {
  if (playing) pause();
  else if (controls) play();
  else {
    const at = here();
    if (at) begin((chapterText().starts[chapterText().blocks.indexOf(at.block)] ?? 0) + at.offset);
  }
}

/** Reads from the first of the given words on. */
export function listenFrom(words: Range): void {
  begin(chapterText().offsetOf(words.startContainer, words.startOffset));
}

/** Reads on where the chapter before was read to its end. An engine that wants a press first gets one by the bar. */
export function goOnListening(): void {
  remember(false);
  const engine = globalThis.speechSynthesis;
  if (!engine) return;
  if (engine.getVoices().length > 0) begin(0);
  else engine.addEventListener?.('voiceschanged', () => begin(0), { once: true });
}

function begin(from: number): void {
  if (!globalThis.speechSynthesis?.getVoices().length) {
    notice('This browser has no voice to read with.');
    return;
  }
  const chapter = chapterText();
  all = pieces(chapter, language, (block) => chapter.blocks[block]?.checkVisibility() === true);
  at = Math.max(
    0,
    all.findIndex(({ to }) => to > from),
  );
  controls ??= openSpeechBar({ language, toggle: toggleSpeech, skip, stop, again });
  play();
}

function play(): void {
  hush();
  playing = true;
  controls?.show(true);
  say(true);
}

/** Taking the sentence back and saying it again is the one pause that every engine understands. */
function pause(): void {
  hush();
  playing = false;
  controls?.show(false);
}

function stop(): void {
  pause();
  CSS.highlights?.delete('spoken');
  controls?.close();
  controls = undefined;
}

/** A voice or a pace newly chosen is heard at once. */
function again(): void {
  if (playing) play();
}

/** One paragraph on or back; back from within one is to its beginning. */
function skip(by: 1 | -1): void {
  const here = all[at]?.block ?? 0;
  const begins = (block: number | undefined) => all.findIndex((piece) => piece.block === block);
  const within = at > begins(here);
  const next =
    by > 0
      ? all.findIndex(({ block }) => block > here)
      : begins(within ? here : all[begins(here) - 1]?.block);
  if (next < 0) return;
  at = next;
  if (playing) play();
  else follow(true);
}

function say(sure = false): void {
  const piece = all[at];
  if (!piece) {
    end();
    return;
  }
  follow(sure);
  const next = () => {
    at += 1;
    say();
  };
  const words = chapterText().text.slice(piece.from, piece.to).trim();
  if (words) utter(words, language, next, pause);
  else rest(sceneBreak, next);
}

/** Marks what is said, and shows it unless the reader has gone to look elsewhere. */
function follow(sure: boolean): void {
  const piece = all[at];
  const chapter = chapterText();
  if (!piece) return;
  const block = chapter.blocks[piece.block];
  const words = piece.from < piece.to ? chapter.range(piece.from, piece.to) : undefined;
  const before = [...(CSS.highlights?.get('spoken') ?? [])][0];
  const along = sure || !before || [...(before as Range).getClientRects()].some(isWithin);
  CSS.highlights?.set('spoken', new Highlight(...(words ? [words] : [])));
  const target = words ?? block;
  if (along && target && !isInView(target)) storyReader()?.show(target, 'reader');
}

function isInView(target: Range | AbstractRange | Element): boolean {
  return isWithin((target as Range | Element).getBoundingClientRect());
}

function isWithin({ top, bottom, left, right }: DOMRect): boolean {
  return top >= 0 && bottom <= innerHeight - (controls?.height() ?? 0) && left >= 0 && right <= innerWidth;
}

/** The story goes on in the next chapter. */
function end(): void {
  const next = document.querySelector<HTMLAnchorElement>('a[rel="next"]');
  stop();
  if (next) {
    remember(true);
    next.click();
  } else notice('The reading has come to the end.');
}

function remember(goOn: boolean): void {
  try {
    if (goOn) sessionStorage.setItem(listening, '1');
    else sessionStorage.removeItem(listening);
  } catch {
    // Without storage the reading ends with the chapter.
  }
}

addEventListener('pagehide', () => {
  if (controls) stop();
});
