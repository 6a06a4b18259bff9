import type { APIRoute, GetStaticPaths } from 'astro';
import { books } from '../library/book.ts';
import { allSheets } from '../library/sheet.ts';

export const getStaticPaths = (async () => {
  const accents = [undefined, ...(await books()).map(({ accent }) => accent)];
  const sheets = new Map(allSheets(accents).map(({ name, css }) => [name, css]));
  return [...sheets].map(([sheet, css]) => ({ params: { sheet }, props: { css } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ css: string }> = ({ props }) =>
  new Response(props.css, { headers: { 'content-type': 'text/css; charset=utf-8' } });
