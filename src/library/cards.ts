/** What `content/authors/` and `content/series/` say of those that works name. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Message } from '../manuscript/manuscript.ts';
import { authorCard, seriesCard } from '../schema.ts';
import type { Entry } from './catalogue.ts';
import { readWorkName, slugOf } from './names.ts';
import { nearOf } from './near.ts';
import type { Problem } from './problems.ts';
import { readSettings } from './settings.ts';

/** The cards of one folder. Where it holds none, every name is as good as another. */
export class Cards {
  readonly entries = new Map<string, Entry>();
  readonly problems: Problem[] = [];
  /** Names as works may write them, by the address part they make. */
  readonly #names = new Map<string, string>();
  readonly #folder: string;

  constructor(contentDir: string, kind: 'authors' | 'series') {
    this.#folder = relative(process.cwd(), join(contentDir, kind));
    for (const file of listed(this.#folder)) {
      const path = join(this.#folder, file);
      if (file.endsWith('.yaml')) this.#read(path, file.slice(0, -5), kind);
      else
        this.problems.push({
          file: path,
          severity: 'warning',
          rule: 'left-alone',
          reason: 'This is not read: here lie .yaml files alone.',
          mend: 'If it is one, end its name with “.yaml”; if it is not, begin its name with “_”.',
        });
    }
  }

  #read(file: string, stem: string, kind: 'authors' | 'series'): void {
    const { settings, messages } = kind === 'authors' ? readAuthor(file, stem) : readSeries(file, stem);
    this.problems.push(...messages.map((message) => ({ file, ...message })));
    const name = settings.name.normalize('NFC');
    this.entries.set(name, { filePath: file, data: { ...settings, name } });
    this.#names.set(slugOf(stem), name);
    this.#names.set(slugOf(name), name);
  }

  /** The name as its card writes it, and what to say where there are cards, and none of that name. */
  find(name: string, key: string): { name: string; fault?: Message } {
    const known = this.#names.get(slugOf(name));
    if (known !== undefined || this.#names.size === 0) return { name: known ?? name };
    const all = [...new Set(this.#names.values())];
    const near = nearOf(name, all);
    const file = join(this.#folder, `${slugOf(name) || 'name'}.yaml`);
    return {
      name,
      fault: {
        severity: 'error',
        rule: 'unknown-name',
        reason: `“${key}: ${name}” names nobody and nothing in ${this.#folder}.`,
        mend: near
          ? `Write “${key}: ${near}”, or make ${file}.`
          : `Make ${file}, or write one of: ${all.join(', ')}.`,
      },
    };
  }
}

function readAuthor(file: string, stem: string) {
  const { settings, messages } = readSettings(file, authorCard);
  return { messages, settings: { ...settings, name: settings.name ?? readWorkName(stem).title } };
}

function readSeries(file: string, stem: string) {
  const { settings, messages } = readSettings(file, seriesCard);
  const { title = readWorkName(stem).title, ...rest } = settings;
  return { messages, settings: { ...rest, name: title } };
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !/^[._]/.test(name))
      .sort();
  } catch {
    // Most libraries have no such folder.
    return [];
  }
}
