/** The voices an engine has for a language, and the one the reader chose for it. */
import { read, record, write } from '../storage.ts';

const key = 'fleuron.voice.1';

export const rates = [0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

interface Choice {
  rate: number;
  /** Voice by language, as the engine names it. */
  voices: Record<string, string>;
}

function parse(stored: unknown): Choice {
  const { rate, voices } = record(stored);
  const named = Object.entries(record(voices)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    rate: typeof rate === 'number' && (rates as readonly number[]).includes(rate) ? rate : 1,
    voices: Object.fromEntries(named.slice(0, 50)),
  };
}

let chosen: Choice | undefined;

export function choice(): Choice {
  chosen ??= read(key, parse);
  return chosen;
}

export function choose(changes: Partial<Choice>): void {
  chosen = { ...choice(), ...changes };
  write(key, chosen);
}

const primary = (language: string): string => language.toLowerCase().split(/[-_]/)[0] ?? '';

/** Voices for the language; where it has none, all there are. */
export function voicesFor(language: string): SpeechSynthesisVoice[] {
  const all = speechSynthesis.getVoices();
  const own = all.filter(({ lang }) => primary(lang) === primary(language));
  return own.length > 0 ? own : all;
}

/** The reader's voice for the language, else one of exactly its region, else the engine's first. */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const voices = voicesFor(language);
  const named = choice().voices[primary(language)];
  return (
    voices.find(({ voiceURI }) => voiceURI === named) ??
    voices.find(({ lang }) => lang.replace('_', '-').toLowerCase() === language.toLowerCase()) ??
    voices.find((voice) => voice.default) ??
    voices[0]
  );
}

export function chooseVoice(language: string, voiceURI: string): void {
  choose({ voices: { ...choice().voices, [primary(language)]: voiceURI } });
}
