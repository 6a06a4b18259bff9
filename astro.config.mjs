import { defineConfig } from 'astro/config';
import { fleuron } from './src/library/integration.ts';

export default defineConfig({ integrations: [fleuron()] });
