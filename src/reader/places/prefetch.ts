/** Fetches the next chapter ahead. */

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/**
 * Minutes of reading before the end at which the next chapter is fetched. Chromium keeps what it prefetched for five
 * minutes, whatever a host says of caching; asked for earlier, it would be fetched twice.
 */
export const prefetchWithin = 4;

/** Once a page, and never where the reader or the line asks to be spared. */
export function prefetchNext(): void {
  const next = document.querySelector<HTMLAnchorElement>('a[rel="next"]');
  const { saveData, effectiveType } = (navigator as { connection?: Connection }).connection ?? {};
  if (!next || saveData || effectiveType?.endsWith('2g')) return;
  const link = document.createElement('link');
  if (!link.relList.supports('prefetch')) {
    fetch(next.href, { priority: 'low' }).catch(() => undefined);
    return;
  }
  link.rel = 'prefetch';
  link.href = next.href;
  document.head.append(link);
}
