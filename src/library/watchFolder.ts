import { type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** What editors leave beside a file while it is saved. */
const passing = /^\.|~$/;

/**
 * Tells of every path in a folder, itself included, that is made, changed or removed; of some more than once. Folders
 * are watched and not the files in them: ten thousand watches take seconds, and are more than many systems allow.
 * Where a path is a link, what it leads to is watched, too.
 */
export function watchFolder(root: string, tell: (path: string) => void): { close: () => void } {
  const watched = new Map<string, FSWatcher>();
  const drop = (path: string) => {
    for (const [each, watcher] of watched)
      if (each === path || each.startsWith(path + sep)) {
        watcher.close();
        watched.delete(each);
      }
  };
  const add = (path: string, above: string[] = []) => {
    drop(path);
    try {
      const real = realpathSync(path);
      // A link that leads back up.
      if (above.includes(real)) return;
      const folder = statSync(path).isDirectory();
      const watcher = watch(path, { persistent: false }, (kind, name) =>
        told(folder && name ? join(path, name) : path, kind),
      );
      watcher.on('error', () => drop(path));
      watched.set(path, watcher);
      if (!folder) return;
      for (const entry of readdirSync(path, { withFileTypes: true }))
        if ((entry.isDirectory() || entry.isSymbolicLink()) && !passing.test(entry.name))
          add(join(path, entry.name), [...above, real]);
    } catch {
      // Gone again, or nothing that can be watched: the reading of the library tells of it.
    }
  };
  const told = (path: string, kind: string) => {
    if (passing.test(basename(path))) return;
    // A folder that came or went has other folders in it.
    if (kind === 'rename' && (watched.has(path) || isFolder(path))) add(path);
    tell(path);
  };
  add(root);
  const outside = isFolder(dirname(root)) ? watch(dirname(root), { persistent: false }) : undefined;
  outside?.on('change', (kind, name) => {
    if (name === basename(root) && kind === 'rename') told(root, kind);
  });
  return {
    close: () => {
      outside?.close();
      for (const watcher of watched.values()) watcher.close();
    },
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
