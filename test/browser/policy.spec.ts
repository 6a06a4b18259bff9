/** The content security policy: it stops what is foreign, and nothing of ours. */
import { expect, kinds, test } from './site.ts';

declare global {
  interface Window {
    blocked: string[];
  }
}

const watch = () => {
  window.blocked = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.blocked.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
};

test('the pages, settings and panels of the site break no rule', async ({ page }) => {
  await page.addInitScript(watch);
  await page.addInitScript(() =>
    localStorage.setItem('fleuron.settings.1', '{"theme":"dark","face":"hyperlegible","size":120}'),
  );
  for (const path of Object.values(kinds)) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.locator('button[data-command="settings"]').click();
    await expect(page.getByRole('dialog').first()).toBeVisible();
    expect(await page.evaluate(() => window.blocked)).toEqual([]);
  }
});

test('a script, a style or a picture that got into the text from elsewhere does nothing', async ({
  page,
}) => {
  await page.addInitScript(watch);
  await page.goto(kinds.chapter);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "foreign"';
    const picture = document.createElement('img');
    picture.src = 'https://tracker.example/dot.gif';
    document.body.append(script, picture);
    document.body.setAttribute('style', 'display: none');
  });
  await expect(page).not.toHaveTitle('foreign');
  await expect(page.locator('h1')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => window.blocked.map((each) => each.split('-')[0]).sort()))
    .toEqual(['img', 'script', 'style']);
});
