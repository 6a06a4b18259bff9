/** What is said and asked before a text for grown-ups, and notes that stay folded or open. */
import { type Files, serveLibrary } from './library.ts';
import { test as base, expect, served } from './site.ts';

const story = 'The pilot light went out on the eleventh of November.\n\nNobody lit it again.\n';
const files: Files = {
  'works/kiln/work.yaml':
    'title: The Kiln\nsummary: A house goes cold.\nrating: Mature\narchive-warnings: Major Character Death\n',
  'works/kiln/01-ash.txt': `---\ncontent-notes: smoke\n---\n\n${story}`,
  'works/kiln/02-ember.txt': `---\ncontent-notes: soot\n---\n\n${story}`,
  'works/oven.txt': `---\nrating: General Audiences\n---\n\n${story}`,
};

const test = base.extend({
  site: served(() => serveLibrary(files)),
});

test('a mature work asks once, and never again', async ({ page }) => {
  await page.goto('kiln/ash/');
  const gate = page.getByRole('dialog', { name: 'Before you read' });
  await expect(gate).toContainText('rated Mature');
  await gate.getByRole('button', { name: 'Read on' }).click();
  await expect(gate).toHaveCount(0);
  await page.goto('kiln/ember/');
  await expect(page.getByText('This work is rated Mature.')).toBeVisible();
  await page.getByText('Content notes').click();
  await expect(page.getByText('soot')).toBeVisible();
  await expect(gate).toHaveCount(0);
});

test('who leaves goes back to where the link stood, or to the front page', async ({ page }) => {
  await page.goto('kiln/');
  await page.getByRole('link', { name: 'Start reading' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/kiln\/$/);
  await page.goto('kiln/ember/');
  await page.getByRole('dialog').press('Escape');
  await expect(page).not.toHaveURL(/ember/);
});

test('who leaves a tab that was opened for the work comes to the front page', async ({ page, context }) => {
  await page.goto('kiln/');
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Start reading' }).click({ modifiers: ['ControlOrMeta'] });
  const tab = await opened;
  await tab.getByRole('button', { name: 'Leave' }).click();
  await expect(tab.getByRole('link', { name: 'The Kiln' })).toBeVisible();
  await expect(tab).toHaveURL(page.url().replace('kiln/', ''));
});

test('other works ask nothing', async ({ page }) => {
  await page.goto('kiln/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Kiln');
  await page.goto('oven/chapter-1/');
  await expect(page.locator('story-reader:defined')).toBeVisible();
  await expect(page.locator('[data-gate], dialog')).toHaveCount(0);
});

test('content notes stay as the reader left them', async ({ page }) => {
  await page.goto('kiln/');
  await expect(page.getByText('smoke')).toBeHidden();
  await page.getByText('Content notes').first().click();
  await expect(page.getByText('soot')).toBeVisible();
  await page.reload();
  await expect(page.getByText('smoke')).toBeVisible();
  await page.getByText('Content notes').first().click();
  await page.reload();
  await expect(page.getByText('smoke')).toBeHidden();
});

test.describe('without scripts @noscript', () => {
  test.use({ javaScriptEnabled: false });

  test('the text is there under its rating, and no preview tells a warning', async ({ page }) => {
    for (const path of ['kiln/ash/', 'kiln/all/']) {
      await page.goto(path);
      // Looked at once: where no script runs, Playwright's own waiting does not either.
      expect(await page.locator('main :visible', { hasText: 'This work is rated Mature.' }).count()).not.toBe(
        0,
      );
      expect(await page.locator('main p:visible', { hasText: 'eleventh of November' }).count()).not.toBe(0);
      const previews = await page
        .locator('head meta')
        .evaluateAll((all) => all.map((meta) => meta.outerHTML));
      expect(previews.join()).not.toMatch(/Death|smoke/);
    }
  });
});
