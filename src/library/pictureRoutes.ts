import type { AstroIntegration } from 'astro';
import { formats } from './pictureFormats.ts';

/** A route for each format: Astro takes an address for a file's only where the route itself says how it ends. */
export const pictureRoutes: AstroIntegration = {
  name: 'fleuron-pictures',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      for (const format of formats)
        injectRoute({ pattern: `/[...picture].${format}`, entrypoint: './src/pages/_picture.ts' });
    },
  },
};
