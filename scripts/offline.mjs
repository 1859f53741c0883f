/**
 * Writes the service worker beside the built page: the code of src/sw with the list of every file of this
 * build and its digest. A plugin of the build, so that whatever builds the page also makes it work offline.
 * Vite's own plugins for this bring a library of strategies; ours is one file, and what it must never do is
 * said in one place.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { fromRoot } from './run.mjs';

/** Not needed to open the page. */
const LEFT_OUT = /(\.map|^sw\.js|^schema\/.*)$/;

/** @returns {import('vite').Plugin} */
export function offline() {
  let folder = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
      if (/^(\/|[A-Za-z]:)/.test(config.build.outDir)) folder = config.build.outDir;
    },
    async closeBundle() {
      await writeServiceWorker(folder);
    },
  };
}

/** @param {string} folder of the built page */
export async function writeServiceWorker(folder) {
  writeFileSync(join(folder, 'sw.js'), await serviceWorker(manifestOf(folder)));
}

/**
 * @param {string} folder of the built page
 * @returns {import('../src/sw/versions.ts').Manifest}
 */
function manifestOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
    .map(
      (path) =>
        /** @type {const} */ ([
          path === 'index.html' ? './' : `./${path}`,
          `sha256-${createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('base64')}`,
        ]),
    );
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { version, files };
}

/**
 * @param {import('../src/sw/versions.ts').Manifest} manifest
 * @returns {Promise<string>} a classic script
 */
async function serviceWorker(manifest) {
  const build = await rolldown({
    input: fromRoot('src/sw/sw.ts'),
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { OFFLINE_MANIFEST: JSON.stringify(manifest) } },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  return output[0].code;
}
