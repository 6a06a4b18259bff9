import type { APIRoute } from 'astro';
import { browseIndex } from '../library/browseIndex.ts';
import { listing } from '../library/facets.ts';

export const GET: APIRoute = async () => Response.json(browseIndex(await listing()));
