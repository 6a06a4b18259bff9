/** What a reader chose, as the browser kept it: believed only after parsing, whatever stands there. */
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { ask, boot, show } from '../src/reader/settings/boot.ts';
import { exportData, importData, Refusal } from '../src/reader/settings/data.ts';
import {
  deleteProfile,
  keepProfiles,
  longestName,
  namesOf,
  parseProfiles,
  profiles,
  renameProfile,
  saveProfile,
} from '../src/reader/settings/profiles.ts';
import {
  change,
  choices,
  measures,
  parseSettings,
  replace,
  settings,
  settingsKey,
} from '../src/reader/settings/settings.ts';

let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  const style = new Map<string, string>();
  vi.stubGlobal(
    'document',
    Object.assign(new EventTarget(), {
      write: () => undefined,
      createElement: () => ({ setAttribute: () => undefined, append: () => undefined }),
      head: { append: () => undefined },
      querySelector: () => null,
      documentElement: {
        dataset: {},
        style: {
          setProperty: (name: string, value: string) => style.set(name, value),
          removeProperty: (name: string) => style.delete(name),
          getPropertyValue: (name: string) => style.get(name) ?? '',
        },
      },
    }),
  );
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  replace({});
  keepProfiles([]);
});

/** Anything JSON can hold, and often something near to settings. */
const near = fc.record(
  {
    ...Object.fromEntries(
      Object.entries(choices).map(([name, words]) => [
        name,
        fc.oneof(fc.constantFrom(...words), fc.string()),
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(measures).map((name) => [name, fc.oneof(fc.double(), fc.integer(), fc.string())]),
    ),
  },
  { requiredKeys: [] },
);
const anything = fc.oneof(near, fc.jsonValue(), fc.anything());

test('whatever is stored, settings are parsed, within bounds, and parsing them again changes nothing', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const parsed = parseSettings(given);
      expect(parseSettings(parsed)).toEqual(parsed);
      expect(parseSettings(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
      for (const [name, { least, most }] of Object.entries(measures)) {
        const value = parsed[name as keyof typeof measures] ?? least;
        expect(value >= least && value <= most, name).toBe(true);
      }
      for (const [name, words] of Object.entries(choices)) {
        const value = parsed[name as keyof typeof choices] ?? words[0];
        expect((words as readonly string[]).includes(value) || name === 'theme', name).toBe(true);
      }
    }),
  );
});

test('of numbers boot puts on the page those that a style sheet can hold within bounds', () => {
  fc.assert(
    fc.property(anything, (given) => {
      stored.set(settingsKey, JSON.stringify(given) ?? 'no JSON');
      boot(show, settingsKey, '');
      const { style } = document.documentElement;
      for (const name of Object.keys(measures))
        expect(Number(style.getPropertyValue(`--set-${name}`))).toSatisfy(Number.isFinite);
    }),
  );
});

test('whatever is stored, what is written into the page are addresses of its build', () => {
  const { dataset } = document.documentElement;
  dataset['chosen'] = '/chosen';
  const write = vi.spyOn(document, 'write');
  fc.assert(
    fc.property(
      near,
      fc.dictionary(fc.constantFrom('chosen', 'base', 'themes'), fc.string()),
      (given, also) => {
        for (const name of Object.keys(choices)) delete dataset[name];
        stored.set(settingsKey, JSON.stringify({ ...given, ...also }));
        ask(settingsKey, '/serif');
        boot(show, settingsKey, '/serif');
      },
    ),
  );
  expect(new Set(write.mock.calls.flat())).toEqual(
    new Set([
      '<script src=/chosen.js></script>',
      '<link rel=preload as=font crossorigin href=/serif>',
      '<link rel=stylesheet href=/chosen.css>',
    ]),
  );
});

test('what is out of its bounds comes to the bound; a default is not kept', () => {
  expect(parseSettings({ size: 9000, leading: -1, weight: 400, theme: 'system', face: 'comic' })).toEqual({
    size: measures.size.most,
    leading: measures.leading.least,
  });
});

test('the document hears of a change before and after it, and of no change not at all', () => {
  const heard: unknown[] = [];
  const hear = ({ type }: Event) => heard.push([type, document.documentElement.dataset['theme']]);
  for (const type of ['settingswillchange', 'settings']) document.addEventListener(type, hear);
  change({ theme: 'night' });
  change({ theme: 'night' });
  expect(heard).toEqual([
    ['settingswillchange', undefined],
    ['settings', 'night'],
  ]);
});

test('where the browser refuses to keep them, settings and profiles hold for the page', () => {
  vi.stubGlobal('localStorage', undefined);
  change({ theme: 'night' });
  saveProfile('Evening', settings());
  expect(settings()).toEqual({ theme: 'night' });
  expect(profiles()).toEqual([{ name: 'Evening', settings: { theme: 'night' } }]);
});

test('whatever is stored, profiles have one name each, and parsing them again changes nothing', () => {
  const list = fc.array(fc.record({ name: fc.oneof(fc.string(), fc.constant('Evening')), settings: near }));
  fc.assert(
    fc.property(fc.oneof(list, anything), (given) => {
      const parsed = parseProfiles(given);
      const names = parsed.map(({ name }) => name);
      expect(parseProfiles(parsed)).toEqual(parsed);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name.length > 0 && [...name].length <= longestName, name).toBe(true);
    }),
  );
});

test('a profile is saved, saved again, renamed and deleted', () => {
  saveProfile('  Evening  ', { theme: 'night' });
  saveProfile('Evening', { theme: 'black' });
  expect(profiles()).toEqual([{ name: 'Evening', settings: { theme: 'black' } }]);
  expect(namesOf({ theme: 'black' })).toEqual(['Evening']);
  renameProfile('Evening', 'Late');
  expect(profiles().map(({ name }) => name)).toEqual(['Late']);
  renameProfile('Late', '   ');
  expect(profiles().map(({ name }) => name)).toEqual(['Late']);
  deleteProfile('Late');
  expect(profiles()).toEqual([]);
});

test('a file carries settings and profiles to another browser, and keeps what is there', async () => {
  change({ theme: 'sepia', size: 130 });
  saveProfile('Evening', { theme: 'night' });
  const file = await exportData();
  replace({});
  keepProfiles([{ name: 'Train', settings: { face: 'sans' } }]);
  expect(await importData(file)).toMatchObject({ settings: 1, profiles: 1 });
  expect(settings()).toEqual({ theme: 'sepia', size: 130 });
  expect(profiles().map(({ name }) => name)).toEqual(['Evening', 'Train']);
});

test.each([
  ['', 'not a file that Fleuron wrote'],
  ['{"settings":{"theme":"night"}}', 'not a file that Fleuron wrote'],
  ['[1]', 'not a file that Fleuron wrote'],
  ['{"fleuron":"1"}', 'not a file that Fleuron wrote'],
  ['{"fleuron":2,"settings":{"theme":"night"}}', 'newer Fleuron'],
])('a file that is not ours is refused and changes nothing: %s', async (text, message) => {
  change({ theme: 'sepia' });
  const refusal = await importData(text).catch((error) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal.message).toContain(message);
  expect(settings()).toEqual({ theme: 'sepia' });
});

test('a file of ours with strange parts is taken in as far as it is understood', async () => {
  await fc.assert(
    fc.asyncProperty(anything, anything, async (one, other) => {
      await importData(JSON.stringify({ fleuron: 1, settings: one, profiles: other, more: 1 }));
      expect(parseSettings(settings())).toEqual(settings());
    }),
  );
});
