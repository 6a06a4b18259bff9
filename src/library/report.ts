/** What `npm run dev` says on its pages: what the engine decided in a chapter's file, and what is wrong. */
import type { BookChapter } from './book.ts';
import { native } from './native.ts';
import type { Problem } from './problems.ts';

const { latestProblems } = native('src/library/catalogue.ts') as typeof import('./catalogue.ts');
const { live } = native('src/library/live.ts') as typeof import('./live.ts');
const { cachedManuscript } = native('src/library/manuscripts.ts') as typeof import('./manuscripts.ts');

const weight = { error: 0, warning: 1, info: 2 };

/** On a chapter's page what concerns its file, elsewhere all that is wrong; the worst first. */
export async function reportOn(
  work: string | undefined,
  chapter: BookChapter | undefined,
): Promise<Problem[]> {
  const problems = chapter && work ? reportOnChapter(work, chapter) : [...latestProblems()];
  return problems.sort((a, b) => weight[a.severity] - weight[b.severity]);
}

function reportOnChapter(work: string, { slug, manuscript }: BookChapter): Problem[] {
  const file = live.collections.get('chapters')?.get(`${work}/${slug}`)?.filePath ?? '';
  const decisions = (cachedManuscript(manuscript)?.messages ?? []).filter(
    ({ severity }) => severity === 'info',
  );
  const faults = latestProblems().filter((problem) => problem.file === file);
  return [...faults, ...decisions.map((message) => ({ file, ...message }))];
}
