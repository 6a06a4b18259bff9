import { readFileSync } from 'node:fs';
import type { APIRoute, GetStaticPaths } from 'astro';
import { books } from '../../library/book.ts';

export const getStaticPaths = (async () =>
  (await books()).flatMap(({ slug, cover }) =>
    cover ? [{ params: { work: slug, format: cover.format }, props: { file: cover.file } }] : [],
  )) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: string }, { format: string }> = ({ props, params }) =>
  new Response(readFileSync(props.file), {
    headers: { 'content-type': `image/${params.format.replace(/^jpg$/, 'jpeg')}` },
  });
