import { defineConfig, devices } from '@playwright/test';
import { findChromium, findFirefox } from './test/browser/browsers.ts';

const chromium = await findChromium();
const firefox = findFirefox();
const launchOptions = { executablePath: chromium.path, args: chromium.args };

/** Over BiDi, Firefox cannot be told of colour schemes or of a phone's touch: tests tagged so run in Chromium. */
const onlyChromium = /@chromium/;

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], launchOptions } },
    { name: 'phone', use: { ...devices['Pixel 7'], launchOptions } },
    ...(firefox
      ? [
          {
            name: 'firefox',
            grepInvert: onlyChromium,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              viewport: { width: 1280, height: 800 },
              launchOptions: { executablePath: firefox.path, args: firefox.args },
            },
          },
        ]
      : []),
  ],
});
