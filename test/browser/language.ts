import type { Page } from '@playwright/test';

/** Serves every page as one of a book in another language. */
export async function inLanguage(page: Page, lang: string, dir: string): Promise<void> {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const body = (await response.text())
      .replace(/<html lang=\S+ dir=\S+/, `<html lang="${lang}" dir="${dir}"`)
      .replace(/<article lang=[^\s>]+/, `<article lang="${lang}"`);
    return route.fulfill({ response, body });
  });
}
