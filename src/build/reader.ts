/** A process that parses chapters from the end of the library while another, which builds the site, is starting. */
import { readAs, readCatalogue } from '../library/catalogue.ts';

readAs({ at: 2, of: 2 });
await readCatalogue();
