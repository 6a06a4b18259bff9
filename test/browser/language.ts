import type { Page } from '@playwright/test';
import { basePath, sourceOf } from './pages.ts';

/** Serves every page as one of a book in another language. */
export async function inLanguage(page: Page, lang: string, dir: string): Promise<void> {
  await page.route('**/*', (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const path = new URL(route.request().url()).pathname.slice(basePath.length);
    const body = sourceOf(path)
      .replace(/<html lang=\S+( dir=\S+)?/, `<html lang="${lang}" dir="${dir}"`)
      .replace(/<article lang=[^\s>]+/, `<article lang="${lang}"`);
    return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
  });
}
