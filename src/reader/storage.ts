/**
 * What the browser keeps for a reader: JSON under versioned keys, believed only after parsing.
 *
 * Storage can be forbidden, full, or hold another program's words: reading a value then gives the default,
 * writing one says that it failed, and nothing throws.
 */

/** The value under a key as `parse` understands it; `parse` gets undefined where there is nothing usable. */
export function read<Value>(key: string, parse: (stored: unknown) => Value): Value {
  try {
    return parse(JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined);
  } catch {
    return parse(undefined);
  }
}

/** Keeps a value, or forgets the key where it is undefined. Says whether the browser let us. */
export function write(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The keys that begin so, in no order. */
export function keys(beginning: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}

/** A stored thing as a record whose values are still unknown. */
export const record = (value: unknown): Record<string, unknown> =>
  value instanceof Object ? (value as Record<string, unknown>) : {};
