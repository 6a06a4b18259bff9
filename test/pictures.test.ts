/** Pictures beside a chapter: published under names made of their bytes, or told of. */
import { createHash } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openLibrary, png, problemsOf, readLibrary, writeLibrary } from './library.ts';

// Other tests may keep every core busy.
vi.setConfig({ testTimeout: 60_000 });

const chapter = `# The Map

It had a sea in it, and a second sea for luck.

![The map](img/the%20map.png)

<img src="../../pictures/key.png" alt="A key">

It hangs in the hall now, and visitors ask about the seas.
`;

const nameOf = (path: string, bytes: Uint8Array) =>
  `_astro/${path}.${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;

test('pictures beside a chapter are published in their size', async () => {
  const folder = writeLibrary('pictures', {
    'works/seas/01.md': chapter,
    'works/seas/img/the map.png': png(600, 400),
    'pictures/key.png': png(80, 80),
  });
  const { readCatalogue, cachedManuscript } = await openLibrary(folder);
  const catalogue = await readCatalogue();
  const map = nameOf('the-map', png(600, 400));
  const key = nameOf('key', png(80, 80));
  expect(problemsOf(catalogue, '01.md')).toEqual([]);
  expect(problemsOf(catalogue, 'img')).toEqual([]);
  const entry = catalogue.chapters.values().next().value?.data;
  expect(entry?.['illustrations']).toMatchObject([
    { name: map, format: 'png' },
    { name: key, format: 'png' },
  ]);
  const html = cachedManuscript(String(entry?.['manuscript']))?.chapters[0]?.html;
  expect(html).toContain(`<img src=/${map}.png alt="The map" width=600 height=400 loading=lazy>`);
  expect(html).toContain(`<img src=/${key}.png alt="A key" width=80 height=80 loading=lazy>`);
});

test('a picture that is painted over has a new name, one that comes late is shown', async () => {
  const folder = writeLibrary('pictures-late', {
    'works/seas/01.md': '# Seas\n\nA sea.\n\n![Sea](sea.png)\n',
  });
  const { readCatalogue } = await openLibrary(folder);
  const pictures = async () => (await readCatalogue()).chapters.values().next().value?.data['illustrations'];
  expect(await pictures()).toBeUndefined();
  const file = join(folder, 'works/seas/sea.png');
  for (const [size, day] of [
    [6, 1],
    [7, 2],
  ] as const) {
    writeFileSync(file, png(size, size));
    utimesSync(file, day, day);
    expect(await pictures()).toMatchObject([{ name: nameOf('sea', png(size, size)) }]);
  }
});

test.each([
  [
    'is not there',
    '![](mpa.png)',
    /^3 error picture: “mpa\.png” names a file that is not there\. → Write “map\.png”\.$/,
  ],
  ['is no picture', '![](junk.png)', /^3 error picture: “junk\.png” is no picture.*Save it anew/],
  [
    'has a longer name than there can be',
    `![](${'карта'.repeat(30)}.png)`,
    /^3 error picture: .*This name is longer than the system takes/,
  ],
  [
    'has a sign that no name can have',
    '![](map%00.png)',
    /^3 error picture: .*names a file that is not there/,
  ],
  ['could hold scripts', '![](drawn.svg)', /^3 error picture: “drawn\.svg” is no picture that can be shown/],
  ['lies outside', '![](../../../up.png)', /^3 error picture: .*lies outside .*Put the picture beside/],
  ['is too large', '![](vast.png)', /^3 error picture: “vast\.png” is 8000 × 5000 pixels large/],
  [
    'lies on another site',
    '![](https://example.org/map.png)',
    /^3 warning picture: “https:\/\/example\.org\/map\.png” is a picture on another site.* → Save it beside/,
  ],
  [
    'is written into the text',
    '![A map][1]\n\n[1]: <data:image/png;base64,AAAA>',
    /^3 warning picture: A picture here has no address.* → Save it beside/,
  ],
])('a picture that %s is told of, and the text is kept', async (_, line, told) => {
  const folder = writeLibrary('pictures-faults', {
    'works/seas/01.md': `It had a sea in it.\n\n${line}\n\nAnd a second sea for luck.\n`,
    'works/seas/map.png': png(6, 4),
    'works/seas/junk.png': 'no picture',
    'works/seas/drawn.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    'works/seas/vast.png': png(8000, 5000),
  });
  const catalogue = await readLibrary(folder);
  expect(problemsOf(catalogue, '01.md').join('\n')).toMatch(told);
  expect(catalogue.chapters.size).toBe(1);
});

test('a picture that nothing shows is told of, with how to show it', async () => {
  const folder = writeLibrary('pictures-unnamed', {
    'works/seas/01.md': `${chapter}\n![Sea](sea.png)\n`,
    'works/seas/work.yaml': 'cover: front.png\n',
    'works/seas/sea.png': png(6, 4),
    'works/seas/front.png': png(6, 9),
    'works/seas/cover.jpg': png(6, 9),
    'works/seas/my map.PNG': png(6, 9),
    'works/seas/south/02.md': chapter,
    'works/seas/south/isle.webp': png(6, 9),
    'works/kiln.png': png(6, 9),
  });
  const { problems } = await readLibrary(folder);
  const told = problems.filter(({ rule }) => rule === 'left-alone');
  expect(new Set(told.map(({ reason }) => reason))).toEqual(
    new Set(['No cover and no chapter shows this picture.']),
  );
  expect(told.map(({ file, mend }) => `${file.replace(/.*works./, '')}: ${mend}`)).toEqual([
    'kiln.png: Write “cover: {file: kiln.png, alt: what it shows}” in the settings at the head of its work’s file, or “![what it shows](kiln.png)” in a Markdown chapter; if it is not to be shown, begin its name with “_”.',
    'seas/cover.jpg: Write “cover: {file: cover.jpg, alt: what it shows}” in work.yaml, or “![what it shows](cover.jpg)” in a Markdown chapter; if it is not to be shown, begin its name with “_”.',
    'seas/my map.PNG: Write “cover: {file: "my map.PNG", alt: what it shows}” in work.yaml, or “![what it shows](<my map.PNG>)” in a Markdown chapter; if it is not to be shown, begin its name with “_”.',
    'seas/south/isle.webp: Write “![what it shows](isle.webp)” in a Markdown chapter; if it is not to be shown, begin its name with “_”.',
  ]);
});

test('a build leaves the text of a draft with pictures to the preview that shows it', async () => {
  const folder = writeLibrary('draft-pictures', {
    'works/seas/01.md': `---\ndraft: true\n---\n\n![The map](map.png)\n\n${chapter}`,
    'works/seas/map.png': png(600, 400),
    'works/seas/02.md': chapter,
  });
  const shown = [...(await readLibrary(folder, true)).chapters.values()].map(({ data }) => data);
  await readLibrary(folder);
  const { cachedManuscript } = await import('../src/library/manuscripts.ts');
  expect(shown).toHaveLength(2);
  for (const { manuscript } of shown) expect(cachedManuscript(String(manuscript))).toBeDefined();
});
