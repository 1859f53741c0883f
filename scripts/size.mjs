/**
 * What a first visit has to load: the page, the scripts it names with all their static imports, and the
 * styles, each compressed on its own as a server would. Fails above the budget; lists what is loaded later
 * for information.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'rolldown/utils';
import { fromRoot } from './run.mjs';

const BUDGET_BYTES = 160_000;
const DIST = fromRoot('dist');

if (!existsSync(join(DIST, 'index.html'))) {
  process.stderr.write('size: there is no dist/index.html; run `npm run build` first.\n');
  process.exit(1);
}

const initial = initialFiles();
const later = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(js|css)$/.test(path) && !initial.includes(path))
  .sort();
const total = sum(initial);
process.stdout.write(`Loaded at first (gzip):\n${initial.map(line).join('')}`);
if (later.length > 0) process.stdout.write(`Loaded later (gzip):\n${later.map(line).join('')}`);
process.stdout.write(`First visit: ${kilobytes(total)} of ${kilobytes(BUDGET_BYTES)}\n`);
if (total > BUDGET_BYTES) {
  process.stderr.write('size: the first visit is over its budget; load something later (`import()`).\n');
  process.exit(1);
}

/** @returns {string[]} paths below dist/ */
function initialFiles() {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const found = new Set(['index.html']);
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const isLoaded = tag.startsWith('<script') || /rel="(?:modulepreload|stylesheet)"/.test(tag);
    const address = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    if (isLoaded && address) follow(posix.normalize(address.replace(/^\//, '')), found);
  }
  return [...found];
}

/**
 * @param {string} path
 * @param {Set<string>} found
 */
function follow(path, found) {
  if (found.has(path)) return;
  found.add(path);
  if (!path.endsWith('.js')) return;
  const { module } = parseSync(path, readFileSync(join(DIST, path), 'utf8'));
  const reExports = module.staticExports.flatMap((part) => part.entries.map((entry) => entry.moduleRequest));
  for (const request of [...module.staticImports.map((part) => part.moduleRequest), ...reExports]) {
    if (request?.value.startsWith('.')) follow(posix.join(dirname(path), request.value), found);
  }
}

/** @param {readonly string[]} paths */
function sum(paths) {
  return paths.reduce((bytes, path) => bytes + compressed(path), 0);
}

/** @param {string} path */
function compressed(path) {
  return gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length;
}

/** @param {string} path */
function line(path) {
  return `  ${kilobytes(compressed(path)).padStart(9)}  ${path}\n`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
