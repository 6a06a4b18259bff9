/** What tests of reading do and ask alike, whichever the flow. */
import type { Page } from '@playwright/test';
import type { Place } from '../../src/reader/flow/flow.ts';
import { type Settings, settingsKey } from '../../src/reader/settings/settings.ts';

/** Settings that are there from the first visit on, as from another day; later ones are the reader's own. */
export async function begin(page: Page, settings: Settings): Promise<void> {
  await page.addInitScript(
    ([key, value]) => {
      // Firefox runs this on its empty page too, where there is no storage.
      if (!location.protocol.startsWith('http') || sessionStorage.getItem('begun')) return;
      localStorage.setItem(key, value);
      sessionStorage.setItem('begun', 'yes');
    },
    [settingsKey, JSON.stringify(settings)] as const,
  );
}

/** Chooses settings as another tab would: kept first, then told. What is in force already changes nothing. */
export async function choose(page: Page, changes: Settings): Promise<void> {
  await page.evaluate(
    ([key, changes]) => {
      const before = localStorage.getItem(key) ?? '{}';
      const kept = JSON.stringify({ ...JSON.parse(before), ...changes });
      if (kept === before) return;
      const inForce = new Promise((resolve) => {
        document.addEventListener('settings', resolve, { once: true });
      });
      localStorage.setItem(key, kept);
      window.dispatchEvent(new StorageEvent('storage', { key }));
      return inForce.then(() => undefined);
    },
    [settingsKey, changes] as const,
  );
}

/** The place at the top of what is shown. */
export const placeOn = (page: Page) =>
  page.evaluate(() => document.querySelector('story-reader')?.where()?.place);

/** Runs in the page: whether the character of a place is within the window. */
export function isInView(place: Place | undefined): boolean {
  const block = document.getElementById(place?.id ?? '');
  const texts = document.createTreeWalker(block as Node, NodeFilter.SHOW_TEXT);
  let left = place?.offset ?? 0;
  for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
    if (left < text.length) {
      const range = document.createRange();
      range.setStart(text, left);
      range.setEnd(text, left + 1);
      const box = range.getBoundingClientRect();
      return box.left > -1 && box.right < innerWidth + 1 && box.bottom > 0 && box.top < innerHeight;
    }
    left -= text.length;
  }
  return false;
}
