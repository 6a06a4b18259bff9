/** What a reader can choose, and where the browser keeps it. */

export const themes = ['paper', 'sepia', 'night'] as const;
export type Theme = (typeof themes)[number];

/** The number is the shape's version: a change that old pages cannot read takes a new key. */
export const settingsKey = 'fleuron.settings.1';

export interface Settings {
  /** Left out, the system decides between paper and night. */
  theme?: Theme;
}

/** Keeps the settings, and says whether the browser let us. */
export function writeSettings(settings: Settings): boolean {
  try {
    localStorage.setItem(settingsKey, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
}
