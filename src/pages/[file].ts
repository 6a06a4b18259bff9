import type { APIRoute, GetStaticPaths } from 'astro';
import { hostFiles } from '../library/hosting.ts';

export const getStaticPaths = (async () =>
  (await hostFiles()).map(({ name, text }) => ({
    params: { file: name },
    props: { text },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
