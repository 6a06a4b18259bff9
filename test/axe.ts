/** What axe finds at fault in a page, in whichever browser has it open. */
import core from 'axe-core';

/** The script that a page needs first. */
export const axe: string = core.source;

interface Axe {
  run(within: string, options: object): Promise<{ violations: Violation[] }>;
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

interface Scope {
  /** Selector of the part to look at. */
  within: string;
  /** The only rules to apply; without them all, and that of WCAG 2.2 on the size of targets. */
  rules?: string[];
}

/** Runs in the page, after axe: each fault with the element that has it. */
export async function faults({ within, rules }: Scope): Promise<string[]> {
  // What is still fading in has not its own colours yet.
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const { axe } = window as unknown as { axe: Axe };
  const { violations } = await axe.run(within, {
    resultTypes: ['violations'],
    ...(rules
      ? { runOnly: { type: 'rule', values: rules } }
      : { rules: { 'target-size': { enabled: true } } }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}
