import { join, resolve } from 'node:path';
import { devServer } from './src/library/devServer.ts';
import { pictureRoutes } from './src/library/pictureRoutes.ts';
import { cacheDir, contentDir } from './src/library/places.ts';
import { host } from './src/library/site.ts';

/** @type {import('astro').AstroUserConfig} */
export default {
  site: host.origin,
  base: host.base,
  trailingSlash: 'always',
  cacheDir: join(cacheDir, 'astro'),
  devToolbar: { enabled: false },
  integrations: [
    pictureRoutes,
    devServer,
    {
      // A build looks for its pages below the base as people write it, a server as browsers do.
      name: 'base-as-written',
      hooks: {
        'astro:config:setup': ({ command, updateConfig }) =>
          void (command === 'build' && updateConfig({ base: decodeURI(host.base) })),
      },
    },
  ],
  vite: {
    // What is built is no source: to watch ten thousand folders takes a minute. Chapters are watched by `devServer`.
    server: {
      watch: {
        ignored: ['**/.cache/**', '**/dist/**', '**/test-results/**', (path) => path.startsWith(contentDir)],
      },
    },
    // The content policy allows no second script in the page, and no face from a `data:` address.
    build: { assetsInlineLimit: 0 },
    // Each page names its script; Astro's own name for it is four times as long.
    environments: {
      prerender: { build: { rolldownOptions: { output: { assetFileNames: '_astro/[hash][extname]' } } } },
      client: { build: { rolldownOptions: { output: { entryFileNames: '_astro/[hash].js' } } } },
    },
    plugins: [
      {
        name: 'collections',
        resolveId: {
          order: 'pre',
          handler: (id) => (id === 'astro:data-layer-content' ? resolve('src/library/collections.ts') : null),
        },
      },
      {
        // Vite's helper preloads what a part imports, which costs a page 1 KB for itself and 1 KB for its lists. Parts
        // bring their own styles, and one more round trip is nothing that a reader waits for.
        name: 'plain-imports',
        configResolved({ environments }) {
          if (environments.client) environments.client.build.modulePreload = false;
        },
        enforce: 'pre',
        load: (id) =>
          id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : null,
      },
    ],
  },
};
