/** The scripts that come before a page's first paint, as text. */
import storyFace from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url';
import { ask, boot, show } from '../reader/settings/boot.ts';
import { settingsKey } from '../reader/settings/settings.ts';

const given = [settingsKey, storyFace].map((text) => JSON.stringify(text)).join();

/** The one that stands in every page, which no text in it can end. */
export const inlineScript = short(`(${ask})(${given})`).replaceAll('</', '<\\/');

/** The file for readers who have chosen something. */
export const bootScript = short(`(${boot})(${show},${given})`);

/** Built, a script has no comments, and each of its lines ends with what ends a statement. */
function short(script: string): string {
  return import.meta.env.PROD ? script.replace(/\n\s*/g, '') : script;
}
