/** The core journeys in WebKit, on the built site. */
import { By, until } from 'selenium-webdriver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../browser/server.ts';
import { startWebKit, type WebKit } from './webkit.ts';

let webkit: WebKit;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve(process.env['FLEURON_DIST'] ?? 'dist');
  webkit = await startWebKit(1024, 768);
}, 60_000);

afterAll(async () => {
  await webkit?.close();
  await site?.close();
});

test('a reader comes from the front page to the next chapter', async () => {
  const { driver } = webkit;
  await driver.get(site.url);
  await driver.findElement(By.css('.work-entry h2 a')).click();
  await driver.wait(until.elementLocated(By.css('.contents a')));
  await driver.findElement(By.css('.contents a')).click();
  await driver.wait(until.elementLocated(By.css('.story')));
  expect(await driver.findElement(By.css('.story')).getText()).toMatch(/\w{4}/);
});
