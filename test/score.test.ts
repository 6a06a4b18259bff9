/** The corpus as a gate: what the engine finds may get better, never worse. */
import { expect, test } from 'vitest';
import { readCases } from './corpus.ts';
import { formatScore, score } from './score.ts';

test('the labelled corpus is read as well as it was', async () => {
  const cases = readCases('test/corpus');
  const found = await score(cases);
  const told = formatScore(found, cases.length);
  expect(cases.length, told).toBeGreaterThanOrEqual(150);
  expect(found.breaks.f1, told).toBeGreaterThan(0.96);
  expect(found.notes.f1, told).toBeGreaterThan(0.97);
  expect(found.chapters.f1, told).toBeGreaterThan(0.97);
  expect(found.accidents.taken, told).toBeLessThanOrEqual(1);
  expect(found.story.hidden / found.story.words, told).toBeLessThan(0.001);
  expect(found.lossy, told).toBe(0);
});
