/** `npm run build`: builds the site into `dist/`. */
import { buildSite } from '../build/index.ts';

await buildSite();
