/** What waits for a reader to want it: each part is loaded by the first thing that needs it. */

const root = document.documentElement;
const gate = document.querySelector<HTMLElement>('[data-gate]');
if (gate) import('./notes/gate.ts').then((part) => part.ask(gate)).catch(() => undefined);
if (document.querySelector('.content-notes'))
  import('./notes/content-notes.ts').then((part) => part.keepFolds()).catch(() => undefined);

const reader = document.querySelector<HTMLElement>('story-reader');

if (reader) {
  const { work } = reader.dataset;
  const land = () => use(import('./links/links.ts').then((part) => part.land()));

  if (location.hash) use(import('./links/links.ts').then((part) => part.arrive()));
  addEventListener('hashchange', land);
  for (const store of ['localStorage', 'sessionStorage'] as const) {
    try {
      if (window[store].getItem(`fleuron.marks.1:${root.dataset['base']}${work}`))
        use(import('./marks/on-page.ts'));
      if (window[store].getItem('fleuron.listening.1'))
        use(import('./voice/speech.ts').then((part) => part.goOnListening()));
    } catch {
      // Storage is forbidden: nothing was kept.
    }
  }
  const point = (event: PointerEvent) => use(import('./links/handle.ts').then((part) => part.point(event)));
  reader.addEventListener('pointerover', point, { once: true });
  document.addEventListener('selectionchange', offerBar);
  document.addEventListener('click', openFootnote);
  findVoices();
  globalThis.speechSynthesis?.addEventListener?.('voiceschanged', findVoices);
}

function offerBar(): void {
  if (getSelection()?.isCollapsed !== false) return;
  document.removeEventListener('selectionchange', offerBar);
  use(import('./marks/selection-bar.ts'));
}

/** What cannot be loaded, as without a network or when the page is being left, is done without. */
function use(part: Promise<unknown>): void {
  part.catch(() => undefined);
}

/** Without the part that shows notes, the link to the note is still a link. */
function openFootnote(event: MouseEvent): void {
  const { target, ctrlKey, metaKey, shiftKey, altKey } = event;
  const reference = target instanceof Element && target.closest<HTMLAnchorElement>('a[data-footnote-ref]');
  if (!reference || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  const follow = () => location.assign(reference.href);
  import('./notes/footnotes.ts').then((part) => part.openFootnote(reference) || follow()).catch(follow);
}

/** Engines learn late which voices there are; one without any has nothing to offer. */
function findVoices(): void {
  if (globalThis.speechSynthesis?.getVoices().length) root.dataset['voices'] = '';
}
