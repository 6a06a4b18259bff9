/** What a reader can choose, its bounds, and where the browser keeps it. */

import { element } from '../dom.ts';
import { read, record, write } from '../storage.ts';
import { show } from './boot.ts';

/** The number is the shape's version: a change that old pages cannot read takes a new key. */
export const settingsKey = 'fleuron.settings.1';

/** Settings that are one of a few words. The first is the default; any other is `data-<name>` on <html>. */
export const choices = {
  /** An author's style sheet may add names. */
  theme: ['system', 'paper', 'sepia', 'dusk', 'night', 'black', 'contrast'],
  face: ['serif', 'sans', 'legible', 'dyslexic'],
  flow: ['scrolled', 'paged'],
  columns: ['auto', 'one', 'two'],
  align: ['start', 'justified'],
  hyphens: ['auto', 'none'],
  notes: ['shown', 'folded', 'end', 'hidden'],
  motion: ['system', 'reduced'],
  styling: ['author', 'plain'],
  /** Single-key shortcuts. */
  keys: ['on', 'off'],
  taps: ['on', 'off'],
  swipes: ['on', 'off'],
  wheel: ['on', 'off'],
} as const;

/** Settings that are a number within bounds. One that is set is `--set-<name>` on <html>, in the same unit. */
export const measures = {
  size: { least: 50, most: 250, step: 10, initial: 100, unit: '%' },
  /** Length of a line. */
  measure: { least: 30, most: 100, step: 5, initial: 65, unit: 'characters' },
  /** Share of the leading that the script and the face ask for. */
  leading: { least: 70, most: 150, step: 5, initial: 100, unit: '%' },
  /** Space between paragraphs. */
  gap: { least: 0, most: 2, step: 0.25, initial: 0, unit: 'em' },
  indent: { least: 0, most: 3, step: 0.5, initial: 1.5, unit: 'em' },
  letters: { least: 0, most: 0.25, step: 0.01, initial: 0, unit: 'em' },
  words: { least: 0, most: 0.5, step: 0.05, initial: 0, unit: 'em' },
  weight: { least: 300, most: 700, step: 50, initial: 400, unit: '' },
} as const;

export type ChoiceName = keyof typeof choices;
export type MeasureName = keyof typeof measures;
/** A setting left out has its default. */
export type Settings = { [Name in ChoiceName]?: string } & { [Name in MeasureName]?: number };

/** Keeps what is known and within bounds; everything else is as if it had never been set. */
export function parseSettings(stored: unknown): Settings {
  const given = record(stored);
  const settings: Record<string, string | number> = {};
  for (const [name, values] of Object.entries(choices)) {
    const value = given[name];
    if (typeof value !== 'string' || value === values[0]) continue;
    if (
      (values as readonly string[]).includes(value) ||
      (name === 'theme' && /^[a-z][a-z0-9-]*$/.test(value))
    )
      settings[name] = value;
  }
  for (const [name, { least, most, initial }] of Object.entries(measures)) {
    const value = given[name];
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    const allowed = Math.min(most, Math.max(least, value));
    if (allowed !== initial) settings[name] = allowed;
  }
  return settings;
}

let current: Settings | undefined;
/** Where the browser refuses to keep a choice, it holds for as long as the page does. */
let kept = true;

/** The settings in force: at first those that `boot` found. */
export function settings(): Settings {
  current ??= shown();
  return current;
}

function shown(): Settings {
  const { dataset, style } = document.documentElement;
  const given: Record<string, unknown> = { ...dataset };
  for (const name of Object.keys(measures)) {
    const value = style.getPropertyValue(`--set-${name}`);
    if (value) given[name] = Number(value);
  }
  return parseSettings(given);
}

/** Puts other values in force beside those that stay, and keeps them. Undefined gives back the default. */
export const change = (changes: { [Name in keyof Settings]?: Settings[Name] | undefined }): void =>
  replace({ ...settings(), ...changes });

/** Puts a whole set of settings in force, and keeps it. */
export function replace(chosen: unknown): void {
  const next = parseSettings(chosen);
  kept = write(settingsKey, next);
  enforce(next);
}

/** Takes over what another tab chose, or what was chosen before one came back to this page. */
export function restore(): void {
  if (kept) enforce(read(settingsKey, parseSettings));
}

/** The document hears of a change twice: `settingswillchange` while the old layout stands, `settings` when it is gone. */
function enforce(next: Settings): void {
  if (JSON.stringify(next) === JSON.stringify(settings())) return;
  document.dispatchEvent(new Event('settingswillchange'));
  current = next;
  const { dataset, style } = document.documentElement;
  for (const name of Object.keys({ ...choices, ...measures })) {
    delete dataset[name];
    style.removeProperty(`--set-${name}`);
  }
  show(current);
  if (current.face || current.flow) bringChosen(`${dataset['chosen']}.css`);
  document.dispatchEvent(new Event('settings'));
}

/** The sheet that other faces and pages need, unless `boot` has asked for it. */
function bringChosen(href: string): void {
  if (document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(element('link', { rel: 'stylesheet', href }));
}
