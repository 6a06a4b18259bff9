/** Taking one's data out as a file and in from one, in the settings panel. */

import { element } from '../dom.ts';
import { button } from '../panels/panel.ts';
import { exportData, importData, Refusal } from './data.ts';
import type { Report } from './report.ts';

/** What the file's parts are called, one and many. */
const nouns: Record<string, [one: string, many: string]> = {
  profiles: ['profile', 'profiles'],
  places: ['place', 'places'],
  marks: ['mark', 'marks'],
};

export function dataPart({ say }: Report): HTMLFieldSetElement {
  const file = element('input', { type: 'file', id: 'data-file', accept: '.json,application/json' });
  const out = button('Export', () => {
    exportData().then(download, () => say('The file could not be made.'));
  });
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    say(await takeIn(chosen));
    // The same file can then be chosen again.
    file.value = '';
  });
  return element(
    'fieldset',
    { class: 'group data' },
    element('legend', {}, 'Your data'),
    element(
      'p',
      {},
      'Settings, profiles, places and marks stay in this browser. A file takes them to another.',
    ),
    element(
      'div',
      { class: 'row' },
      out,
      file,
      element('label', { class: 'press', for: 'data-file' }, 'Import'),
    ),
  );
}

async function takeIn(file: File): Promise<string> {
  try {
    const { settings, ...counts } = await importData(await file.text());
    const found = Object.entries(counts).flatMap(([name, count]) => {
      const [one, many] = nouns[name] ?? [name, name];
      return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
    });
    const all = [...(settings ? ['settings'] : []), ...found];
    return all.length > 0 ? `Taken in: ${all.join(', ')}.` : 'There was nothing in this file to take in.';
  } catch (error) {
    return error instanceof Refusal ? `${error.message} Nothing was changed.` : 'The file could not be read.';
  }
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: url, download: 'fleuron.json' }).click();
  // Some engines read it only after the click is over: it goes when the page is left.
  window.addEventListener('pagehide', () => URL.revokeObjectURL(url), { once: true });
}
