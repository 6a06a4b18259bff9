import { defineConfig, devices } from '@playwright/test';
import { findChromium, findFirefox } from './test/browser/browsers.ts';

const chromium = await findChromium();
const firefox = findFirefox();
const launchOptions = { executablePath: chromium.path, args: chromium.args };

/** Firefox is driven over BiDi, which cannot tell it of colour schemes and lets scripts run that were switched off. */
const inFirefox = (firefoxUserPrefs: Record<string, boolean>) => ({
  browserName: 'firefox' as const,
  channel: 'moz-firefox',
  viewport: { width: 1280, height: 800 },
  launchOptions: { executablePath: firefox?.path ?? '', firefoxUserPrefs },
});

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 90_000,
  // Patience for a machine that is shared; what comes sooner is not waited for.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'desktop', grepInvert: /@touch/, use: { ...devices['Desktop Chrome'], launchOptions } },
    { name: 'phone', grepInvert: /@mouse/, use: { ...devices['Pixel 7'], launchOptions } },
    ...(firefox
      ? [
          { name: 'firefox', grepInvert: /@chromium|@touch|@noscript/, use: inFirefox({}) },
          {
            name: 'firefox, scripts off',
            grep: /@noscript/,
            use: { ...inFirefox({ 'javascript.enabled': false }), trace: 'off' as const },
          },
        ]
      : []),
  ],
});
