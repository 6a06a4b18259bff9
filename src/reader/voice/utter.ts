/** One sentence or one silence at a time, with the engines' quirks kept in here. */
import { choice, voiceFor } from './voices.ts';

/** Engines tell of utterances long taken back: what belongs to an earlier turn is not heard. */
let turn = 0;
let silence: ReturnType<typeof setTimeout> | undefined;
/** The engine speaks only for as long as somebody holds the utterance. */
let utterance: SpeechSynthesisUtterance | undefined;

/** Says words with the reader's voice; then calls `next`, or `refused` where the engine will not say them. */
export function utter(words: string, language: string, next: () => void, refused: () => void): void {
  const mine = turn;
  const voice = voiceFor(language);
  utterance = new SpeechSynthesisUtterance(words);
  if (voice) utterance.voice = voice;
  utterance.lang = voice?.lang ?? language;
  utterance.rate = choice().rate;
  utterance.addEventListener('end', () => mine === turn && next());
  utterance.addEventListener('error', () => mine === turn && refused());
  speechSynthesis.speak(utterance);
}

/** Says nothing for so many milliseconds, then calls `next`. */
export function rest(time: number, next: () => void): void {
  silence = setTimeout(next, time);
}

/** Takes back what is being said and what was to follow. */
export function hush(): void {
  turn += 1;
  clearTimeout(silence);
  // Firefox can lose what is said right after a needless cancel.
  if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel();
}
