/**
 * How pages are made in a build: by Astro, those alone that are not there already, and written at once. Astro writes
 * through Node's threads and waits for them, which takes twice the time of all that is done in writing.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AstroPrerenderer, RouteType } from 'astro';
import type { Ledger } from './ledger.ts';
import type { Making } from './progress.ts';

/** Which part of the pages a build makes: `{ at: 1, of: 4 }` is the first quarter. */
export interface Shard {
  at: number;
  of: number;
}

export interface Place {
  /** Folders: where the site is written, and what is copied there untouched. */
  site: string;
  untouched: string;
  /** The site's base path. */
  base: string;
}

/** Astro's own way to make pages, told to make no more than are missing. */
export function prerenderer(
  astro: AstroPrerenderer,
  { site, untouched, base }: Place,
  { at, of }: Shard,
  ledger: Ledger,
  progress: Making,
): AstroPrerenderer {
  const pages = new Map<string, { file: string; key: string | undefined }>();
  return {
    ...astro,
    name: 'fleuron',
    async getStaticPaths() {
      // By their names, so that the pages of a work are made one after another from texts that are at hand.
      const all = (await astro.getStaticPaths()).sort((a, b) => (a.pathname < b.pathname ? -1 : 1));
      ledger.whole = digest(all.map(({ pathname, cacheKey }) => [pathname, cacheKey]));
      const part = all.slice(Math.floor((all.length * (at - 1)) / of), Math.floor((all.length * at) / of));
      const missing = part.filter(({ pathname, route, cacheKey }) => {
        const file = fileOf(pathname, route.type);
        // A file of the owner's that has the name of a page is for Astro to tell of.
        if (existsSync(join(untouched, file))) return true;
        pages.set(nameOf(pathname), { file, key: cacheKey });
        return !ledger.keep(file, cacheKey);
      });
      progress.begin(part.length, missing.length);
      return missing;
    },
    async render(request, options) {
      const rendered = await astro.render(request, options);
      const response = rendered instanceof Response ? rendered : rendered.response;
      const page = pages.get(nameOf(decodeURI(new URL(request.url).pathname).slice(base.length - 1)));
      if (!page || !response.body || response.headers.has('location')) return response;
      const path = join(site, page.file);
      mkdirSync(dirname(path), { recursive: true });
      const to = openSync(path, 'w');
      for await (const bytes of response.body) writeFileSync(to, bytes);
      closeSync(to);
      ledger.wrote(page.file, page.key);
      progress.made();
      // Astro writes nothing where there is no body.
      return new Response(null);
    },
  };
}

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const nameOf = (pathname: string) => pathname.replace(/^\/|\/$/g, '');

/** The file of a page in the output folder, as Astro's `directory` format names it. */
function fileOf(pathname: string, type: RouteType): string {
  const name = nameOf(pathname);
  if (type === 'endpoint') return name;
  if (name === '404') return '404.html';
  return name ? `${name}/index.html` : 'index.html';
}
