/** Links that outlive an edit, marks that stay with their words, reading aloud, footnotes beside the line. */
import type { Page } from '@playwright/test';
import { test as base, chapters, expect, faultsOf, sourceOf } from './site.ts';
import { voice } from './voice.ts';

/** Every journey ends without an error in the console. */
const test = base.extend({
  page: async ({ page }, use) => {
    const faults = faultsOf(page);
    await page.addInitScript(() => {
      const copied: string[] = [];
      Object.assign(window, { copied });
      Object.defineProperty(navigator, 'share', { value: undefined, configurable: true });
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => void copied.push(text) },
        configurable: true,
      });
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

const withFootnote = chapters.find((path) => sourceOf(path).includes('data-footnote-ref')) ?? '';
const withBreak = chapters.find((path) => /<\/p>\s*<hr[^>]*>\s*<p/.test(sourceOf(path))) ?? '';
const chapter = withBreak;

const paragraph = (page: Page, index: number) => page.locator('.story > p[id]').nth(index);
const idOf = async (page: Page, index: number) => (await paragraph(page, index).getAttribute('id')) ?? '';
const settings = (page: Page, chosen: object) =>
  page.addInitScript((value) => {
    try {
      localStorage.setItem('fleuron.settings.1', JSON.stringify(value));
    } catch {
      // The empty page between two visits keeps nothing.
    }
  }, chosen);
const copied = (page: Page) =>
  page.evaluate(() => (window as unknown as { copied: string[] }).copied.at(-1) ?? '');
const marks = (page: Page) => page.getByRole('dialog', { name: 'Marks' });
const notice = (page: Page) =>
  page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Dismiss' }) });

/** The page as it is after an author's edit. */
async function edited(page: Page, path: string, edit: (html: string) => string): Promise<void> {
  await page.route(`**/${path}*`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: edit(sourceOf(path)) }),
  );
}

/** An id as an edit of a word or two leaves it. */
const near = (id: string) => id.slice(0, 6) + (id[6] === '0' ? '1' : '0') + id.slice(7);

async function select(page: Page, index: number, from: number, to: number): Promise<string> {
  await paragraph(page, index).scrollIntoViewIfNeeded();
  return paragraph(page, index).evaluate(
    (block, [from, to]) => {
      const text = block.firstChild as Text;
      getSelection()?.setBaseAndExtent(text, from, text, to);
      return String(getSelection());
    },
    [from, to] as const,
  );
}

/** What the page hands to the browser to save: not every engine tells its driver of a download. */
async function savedText(page: Page): Promise<string> {
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      if (file instanceof Blob) Object.assign(window, { saved: file });
      return make(file);
    };
  });
  await marks(page).getByRole('button', { name: 'Save as Markdown' }).click();
  return page.evaluate(() => (window as unknown as { saved: Blob }).saved.text());
}

/** The words that are painted under a name. */
const painted = (page: Page, name: string) =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map(String), name);

for (const flow of ['scrolled', 'paged']) {
  test.describe(`in ${flow} flow`, () => {
    test('an exact link lands on its paragraph', async ({ page }) => {
      await settings(page, { flow });
      await page.goto(chapter);
      const id = await idOf(page, 20);
      await page.goto('about:blank');
      await page.goto(`${chapter}#${id}`);
      await expect(page.locator(`[id="${id}"]:target`)).toBeInViewport();
      await expect(notice(page)).toHaveCount(0);
    });

    test('a link made before an edit lands on what became of its paragraph, and says so', async ({
      page,
    }) => {
      await settings(page, { flow });
      await page.goto(chapter);
      const id = await idOf(page, 20);
      await edited(page, chapter, (html) => html.replace(`id=${id}`, `id=${near(id)}`));
      await page.goto('about:blank');
      await page.goto(`${chapter}#${id}`);
      await expect(notice(page)).toContainText('changed');
      await expect(page.locator(`[id="${near(id)}"]`)).toBeInViewport();
      await expect(page.locator(`[id="${near(id)}"]`)).toBeFocused();
      await notice(page).getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice(page)).toHaveCount(0);
    });

    test('a link whose text is gone says so', async ({ page }) => {
      await settings(page, { flow });
      await page.goto(`${chapter}#p7zzzzzzzzzzz`);
      await expect(notice(page)).toContainText('no longer');
    });
  });
}

test('a link of another chapter, or no link at all, leaves the text readable', async ({ page }) => {
  const other = chapters.find((path) => path !== chapter) ?? '';
  await page.goto(other);
  const id = await idOf(page, 5);
  for (const hash of [`#${id}`, '#nothing', '#', '#%E0%A4%A', '#p', '#p7zz zzz', `#${'p'.repeat(5000)}`]) {
    await page.goto('about:blank');
    await page.goto(chapter + hash);
    await expect(page.locator('.story > p').first()).toBeAttached();
    await page.evaluate(() => {
      location.hash = '#neither-is-this';
    });
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  }
});

test('a link followed within the page lands too', async ({ page }) => {
  await page.goto(chapter);
  const id = await idOf(page, 20);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, near(id));
  await expect(notice(page)).toContainText('changed');
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('the handle beside a paragraph copies a link that leads back to it', async ({ page }) => {
  await page.goto(chapter);
  const id = await idOf(page, 3);
  const before = await paragraph(page, 3).boundingBox();
  await paragraph(page, 3).hover();
  const handle = page.getByRole('button', { name: 'Copy a link to this paragraph' });
  await expect(handle).toBeVisible();
  const after = await paragraph(page, 3).boundingBox();
  expect([after?.x, after?.width, after?.height]).toEqual([before?.x, before?.width, before?.height]);
  await handle.click();
  await expect(notice(page)).toContainText('copied');
  const link = await copied(page);
  expect(new URL(link).hash).toBe(`#${id}`);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.locator(`[id="${id}"]:target`)).toBeInViewport();
});

test('selected words are copied as a link with their text', async ({ page }) => {
  await page.goto(chapter);
  const id = await idOf(page, 4);
  await select(page, 4, 0, 25);
  await page
    .getByRole('group', { name: 'Selected words' })
    .getByRole('button', { name: 'Copy link' })
    .click();
  await expect(notice(page)).toContainText('copied');
  const [hash = '', text = ''] = new URL(await copied(page)).hash.split(':~:text=');
  expect(hash).toBe(`#${id}`);
  const words = decodeURIComponent(text.split(',').find((part) => !/^-|-$/.test(part)) ?? '');
  expect(words.length).toBeGreaterThan(3);
  expect(await paragraph(page, 4).textContent()).toContain(words);
  await page.goto('about:blank');
  await page.goto(`${chapter}#${id}:~:text=${text}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('a link is handed to the phone’s own way of sharing @touch', async ({ page }) => {
  await page.addInitScript(() => {
    const shared: string[] = [];
    Object.assign(window, { copied: shared });
    Object.defineProperty(navigator, 'share', {
      value: async ({ url }: ShareData) => void shared.push(url ?? ''),
    });
  });
  await page.goto(chapter);
  const id = await idOf(page, 0);
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await marks(page).getByRole('button', { name: 'Copy link to this place' }).click();
  await expect.poll(() => copied(page)).toContain(`#${id}`);
});

test('where the clipboard is refused, the link can be copied by hand', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
  );
  await page.goto(chapter);
  const id = await idOf(page, 2);
  await paragraph(page, 2).hover();
  await page.getByRole('button', { name: 'Copy a link to this paragraph' }).click();
  await expect(page.getByRole('textbox', { name: 'here is the link' })).toHaveValue(new RegExp(`#${id}$`));
});

test('a bookmark is of where one is, not of the paragraph that was gone to by key and left behind', async ({
  page,
}) => {
  await page.goto(chapter);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const left = page.locator('.story > p:focus');
  await expect(left).toBeInViewport();
  await page.evaluate(() => scrollBy({ top: 3 * innerHeight, behavior: 'instant' }));
  await expect(left).not.toBeInViewport();
  await page.keyboard.press('b');
  await expect(page.locator('[data-bookmarked]')).toBeInViewport();
  await expect(left).not.toHaveAttribute('data-bookmarked');
});

test('a bookmark is there after a reload, goes when deleted, and comes back', async ({ page }) => {
  await page.goto(chapter);
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await expect(marks(page)).toContainText('Nothing is marked');
  await marks(page).getByRole('button', { name: 'Bookmark this place' }).click();
  await expect(page.locator('[data-bookmarked]')).toHaveCount(1);
  await page.reload();
  await expect(page.locator('[data-bookmarked]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await marks(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.locator('[data-bookmarked]')).toHaveCount(0);
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect(marks(page).getByRole('listitem')).toHaveCount(1);
  await expect(page.locator('[data-bookmarked]')).toHaveCount(1);
  await marks(page).getByRole('button', { name: 'Bookmark this place' }).click();
  await expect(marks(page).getByRole('listitem')).toHaveCount(0);
});

test('a highlight with its note stays with its words through an edit, and leaves as Markdown', async ({
  page,
}) => {
  await page.goto(chapter);
  const words = await select(page, 4, 0, 25);
  await page.getByRole('button', { name: 'Highlight in green' }).click();
  await expect.poll(() => painted(page, 'highlight-green')).toEqual([words.trim()]);
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await marks(page).getByRole('button', { name: 'Note' }).click();
  await marks(page).getByRole('textbox', { name: 'Note' }).fill('Remember this.');
  await marks(page).getByRole('radio', { name: 'blue' }).check();
  await marks(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(marks(page)).toContainText('Remember this.');

  const id = await idOf(page, 4);
  await edited(page, chapter, (html) =>
    html.replace(
      `<p id=${id}>`,
      `<p id=p0000000000ab>A paragraph that was not there before.</p><p id=${near(id)}>`,
    ),
  );
  await page.reload();
  await expect.poll(() => painted(page, 'highlight-blue')).toEqual([words.trim()]);
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  const text = await savedText(page);
  expect(text).toMatch(/^# \S/);
  expect(text).toContain('Remember this.');
  expect(text).toContain(`/${chapter}#${id}>)`);
});

test('a highlight whose words are gone is listed, not lost', async ({ page }) => {
  await page.goto(chapter);
  await select(page, 4, 0, 25);
  await page.getByRole('button', { name: 'Highlight in rose' }).click();
  await expect.poll(() => painted(page, 'highlight-rose')).toHaveLength(1);
  const id = await idOf(page, 4);
  await edited(page, chapter, (html) => html.replace(new RegExp(`<p id=${id}>.*?</p>`, 's'), ''));
  await page.reload();
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await expect(marks(page)).toContainText('Its text has changed.');
  expect(await painted(page, 'highlight-rose')).toEqual([]);
});

test('the bar for selected words is the next stop of the keyboard, and Escape sends it away', async ({
  page,
}) => {
  await page.goto(chapter);
  const last = page.locator('.story > p').last();
  await last.scrollIntoViewIfNeeded();
  const { x = 0, y = 0 } = (await last.boundingBox()) ?? {};
  await page.mouse.move(x + 30, y + 15);
  await page.mouse.down();
  await page.mouse.move(x + 160, y + 15, { steps: 4 });
  await page.mouse.up();
  const bar = page.getByRole('group', { name: 'Selected words' });
  await expect(bar).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bar.getByRole('button', { name: 'Highlight in gold' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('a storage full of junk, or none, costs nobody the text', async ({ page }) => {
  await page.goto(chapter);
  const [work = ''] = chapter.split('/');
  await page.evaluate((work) => {
    const key = `fleuron.marks.1:${document.documentElement.dataset['base']}${work}`;
    localStorage.setItem(key, '[{"id":1},{"id":"a","chapter":"b","block":{}},7,null]');
  }, work);
  await page.reload();
  await page.getByRole('button', { name: 'Marks', exact: true }).click();
  await expect(marks(page)).toContainText('Nothing is marked');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await marks(page).getByRole('button', { name: 'Bookmark this place' }).click();
  await expect(notice(page)).toContainText('until you leave');
  await expect(marks(page).getByRole('listitem')).toHaveCount(1);
});

test.describe('footnotes', () => {
  test('open beside the line by mouse, and by keyboard with a way back', async ({ page }) => {
    await page.goto(withFootnote);
    const reference = page.locator('[data-footnote-ref]').first();
    const note = page.getByRole('note', { name: /^Footnote/ });
    const there = page.url();
    await reference.click();
    await expect(note).toBeVisible();
    await expect(note).not.toContainText('↩');
    await note.getByRole('button', { name: 'Close' }).click();
    await expect(note).toHaveCount(0);
    await reference.focus();
    await page.keyboard.press('Enter');
    await expect(note).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(note).toHaveCount(0);
    await expect(reference).toBeFocused();
    expect(page.url()).toBe(there);
  });

  test('open in paged flow too', async ({ page }) => {
    await settings(page, { flow: 'paged' });
    await page.goto(withFootnote);
    await page.locator('[data-footnote-ref]').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('note', { name: /^Footnote/ })).toBeInViewport();
  });
});

test.describe('reading aloud', () => {
  const spoken = (page: Page) =>
    page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.at(-1) ?? '');
  const finish = (page: Page) =>
    page.evaluate(() => (window as unknown as { finish: () => boolean }).finish());
  const bar = (page: Page) => page.getByRole('region', { name: 'Reading aloud' });

  for (const flow of ['scrolled', 'paged'])
    test(`follows the words and is silent at a break, in ${flow} flow`, async ({ page }) => {
      await page.addInitScript(voice);
      await page.clock.install();
      await settings(page, { flow });
      await page.goto(withBreak);
      await page.getByRole('button', { name: 'Listen', exact: true }).click();
      await expect(bar(page)).toBeVisible();
      await expect.poll(() => spoken(page)).not.toBe('');
      await page.clock.pauseAt(Date.now() + 60_000);

      const atBreak = () => page.evaluate(() => CSS.highlights.get('spoken')?.size === 0);
      for (let sentences = 0; sentences < 500 && !(await atBreak()); sentences += 1) {
        const words = await spoken(page);
        const shown = await page.evaluate(() => {
          const [range] = [...(CSS.highlights.get('spoken') ?? [])] as Range[];
          const box = range?.getBoundingClientRect();
          const inside =
            box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return inside ? String(range) : '';
        });
        expect(shown.replace(/\s+/g, ' ').trim(), 'what is said is in view').toContain(words.slice(0, 20));
        expect(await finish(page)).toBe(true);
      }
      expect(await atBreak(), 'the reading comes to a break').toBe(true);
      const before = await spoken(page);
      expect(await finish(page), 'nothing is said at a break').toBe(false);
      await page.clock.runFor(5000);
      await expect.poll(() => spoken(page)).not.toBe(before);
    });

  test('pauses, goes on with the same sentence, and by paragraphs', async ({ page }) => {
    await page.addInitScript(voice);
    await page.goto(withBreak);
    await page.getByRole('button', { name: 'Listen', exact: true }).click();
    const first = await paragraph(page, 0).textContent();
    await expect.poll(() => spoken(page)).not.toBe('');
    await bar(page).getByRole('button', { name: 'Pause' }).click();
    expect(await finish(page)).toBe(false);
    await bar(page).getByRole('button', { name: 'Play' }).click();
    expect(await finish(page)).toBe(true);
    const before = await spoken(page);
    await bar(page).getByRole('button', { name: 'Next paragraph' }).click();
    await expect.poll(() => spoken(page)).not.toBe(before);
    expect(first ?? '').not.toContain(await spoken(page));
    await bar(page).getByRole('combobox', { name: 'Pace' }).selectOption('1.5');
    await bar(page).getByRole('button', { name: 'Stop' }).click();
    await expect(bar(page)).toHaveCount(0);
    expect(await painted(page, 'spoken')).toEqual([]);
  });

  test('goes on in the next chapter', async ({ page }) => {
    await page.addInitScript(voice);
    const path = chapters.find((path) => /rel="?next/.test(sourceOf(path))) ?? '';
    await edited(page, path, (html) =>
      html
        .replace(/(<div class="story prose">)[\s\S]*?(<\/div>)/, '$1<p id=p00000000000a>The end.</p>$2')
        .replace(/<aside[\s\S]*?<\/aside>/g, ''),
    );
    await page.goto(path);
    await page.getByRole('button', { name: 'Listen', exact: true }).click();
    await expect.poll(() => spoken(page)).toBe('The end.');
    await finish(page);
    await expect(page).not.toHaveURL(new RegExp(`${path}$`));
    await expect(bar(page)).toBeVisible();
    await expect.poll(() => spoken(page)).not.toBe('');
  });

  test('is not offered where the engine has no voice', async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, 'speechSynthesis', { value: undefined, configurable: true }),
    );
    await page.goto(chapter);
    await expect(page.getByRole('button', { name: 'Marks', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Listen', exact: true })).toBeHidden();
  });
});
