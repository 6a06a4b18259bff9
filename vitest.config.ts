import { defineConfig } from 'vitest/config';

const shared = { environment: 'node', testTimeout: 60_000 } as const;
const webkit = ['test/webkit/**/*.test.ts'];
const nginx = ['test/hosting/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/**/*.test.ts'], exclude: [...webkit, ...nginx] } },
      { test: { ...shared, name: 'webkit', include: webkit } },
      { test: { ...shared, name: 'nginx', include: nginx } },
    ],
  },
});
