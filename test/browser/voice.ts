/** Runs in the page: an engine of speech with one voice, whose utterances end when the test calls `finish`. */
export function voice(): void {
  const spoken: string[] = [];
  let current: EventTarget | undefined;
  class Utterance extends EventTarget {
    text: string;
    constructor(text: string) {
      super();
      this.text = text;
    }
  }
  const engine = {
    get speaking() {
      return current !== undefined;
    },
    getVoices: () => [{ voiceURI: 'ada', name: 'Ada', lang: 'en-GB', default: true }],
    speak(utterance: Utterance) {
      spoken.push(utterance.text);
      current = utterance;
    },
    cancel() {
      const cancelled = current;
      current = undefined;
      cancelled?.dispatchEvent(new Event('error'));
    },
  };
  const finish = () => {
    const done = current;
    current = undefined;
    done?.dispatchEvent(new Event('end'));
    return done !== undefined;
  };
  Object.defineProperty(window, 'speechSynthesis', { value: engine });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
  Object.assign(window, { spoken, finish });
}

/** Runs in the page, after `voice`: its voice is listed only when the test calls `listVoices`. */
export function withoutVoices(): void {
  const engine = window.speechSynthesis;
  const all = engine.getVoices;
  const events = new EventTarget();
  let listed = false;
  engine.getVoices = () => (listed ? all() : []);
  engine.addEventListener = events.addEventListener.bind(events);
  const listVoices = () => {
    listed = true;
    events.dispatchEvent(new Event('voiceschanged'));
  };
  Object.assign(window, { listVoices });
}
