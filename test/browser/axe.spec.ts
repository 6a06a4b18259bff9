/** Accessibility of each kind of page in each theme, as far as a machine can tell. */
import AxeBuilder from '@axe-core/playwright';
import { expect, kinds, test } from './site.ts';
