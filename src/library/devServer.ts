import { relative, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import type { ViteDevServer } from 'vite';
import { live } from './live.ts';
import { contentDir } from './places.ts';
import { siteFile } from './site.ts';
import { watchFolder } from './watchFolder.ts';

/** Milliseconds without a change after which a burst of them has ended: an editor saves in several steps. */
const pause = 30;

let watching: { close: () => void } | undefined;

/** Under `npm run dev`, whatever is saved in the author's folder is on the open pages at once. */
export const devServer: AstroIntegration = {
  name: 'fleuron-dev',
  hooks: {
    'astro:server:setup': ({ server, logger }) => {
      const changed = new Set<string>();
      let waiting: NodeJS.Timeout | undefined;
      const renew = async () => {
        const paths = new Set(changed);
        changed.clear();
        await live.renew?.(paths);
        if (paths.has(siteFile)) await renewModule(server, 'src/library/site.ts');
        reload(server);
      };
      // A server that starts anew, as with another configuration, sets up a second time.
      watching?.close();
      watching = watchFolder(contentDir, (path) => {
        changed.add(relative(process.cwd(), path));
        clearTimeout(waiting);
        waiting = setTimeout(() => renew().catch((error) => logger.error(String(error?.stack))), pause);
      });
    },
  },
};

/** Has the pages' paths and props asked for again, as Astro does after a change in its store, and the open pages load. */
function reload({ environments }: ViteDevServer): void {
  for (const name of ['ssr', 'prerender']) environments[name]?.hot.send('astro:content-changed', {});
  environments.client.hot.send({ type: 'full-reload', path: '*' });
}

/** Has the pages' copy of a module of the project made again, and those that use it. */
async function renewModule({ environments }: ViteDevServer, path: string): Promise<void> {
  for (const environment of Object.values(environments))
    for (const module of environment.moduleGraph.getModulesByFile(resolve(path)) ?? [])
      await environment.reloadModule(module);
}
