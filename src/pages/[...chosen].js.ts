import type { APIRoute, GetStaticPaths } from 'astro';
import { bootScript } from '../library/bootScripts.ts';
import { chosenSheet } from '../library/sheet.ts';

export const getStaticPaths = (() => [{ params: { chosen: chosenSheet().name } }]) satisfies GetStaticPaths;

export const GET: APIRoute = () =>
  new Response(bootScript, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
