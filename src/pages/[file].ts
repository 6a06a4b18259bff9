import type { APIRoute, GetStaticPaths } from 'astro';
import { rootFiles } from '../library/rootFiles.ts';

export const getStaticPaths = (async () =>
  (await rootFiles()).map(({ name, text }) => ({
    params: { file: name },
    props: { text },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props, params }) =>
  new Response(props.text, {
    headers: {
      'content-type': `${params['file']?.endsWith('.xml') ? 'application/xml' : 'text/plain'}; charset=utf-8`,
    },
  });
