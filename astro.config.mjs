import { join } from 'node:path';
import { defineConfig } from 'astro/config';
import { cacheDir } from './src/library/places.ts';
import { host } from './src/library/site.ts';
import { fonts } from './src/styles/fonts.ts';

export default defineConfig({
  site: host.origin,
  base: host.base,
  trailingSlash: 'always',
  cacheDir: join(cacheDir, 'astro'),
  devToolbar: { enabled: false },
  fonts,
  // The theme's module stays a file of its own: a strict content policy allows no second inline script.
  vite: {
    build: { assetsInlineLimit: 0 },
    plugins: [
      {
        // Vite's helper preloads the styles of what is imported later. Ours have none, and a page pays 1 KB for it.
        name: 'plain-imports',
        enforce: 'pre',
        load: (id) =>
          id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : null,
      },
    ],
  },
});
