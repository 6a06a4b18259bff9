/** Covers and the pictures of chapters. Its routes are in library/pictureRoutes.ts. */

import { getCollection } from 'astro:content';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { books } from '../library/book.ts';
import { siteImage } from '../library/siteImage.ts';

export const getStaticPaths = (async ({ routePattern }) => {
  const covers = (await books()).flatMap(({ slug, cover }) =>
    cover ? [{ ...cover, name: `${slug}/cover` }] : [],
  );
  const inside = (await getCollection('chapters')).flatMap(({ data }) => data.illustrations ?? []);
  const image = await siteImage();
  const all = [...covers, ...inside, ...(image ? [image] : [])];
  const pictures = new Map(all.map((picture) => [picture.name, picture]));
  return [...pictures.values()]
    .filter(({ format }) => `.${format}` === extname(routePattern))
    .map(({ name, ...props }) => ({ params: { picture: name }, props }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: string; format: string }> = ({ props: { file, format } }) =>
  new Response(readFileSync(file), {
    headers: { 'content-type': `image/${format.replace(/^jpg$/, 'jpeg')}` },
  });
