/**
 * Makes sure that the dependencies are there before anything needs them, so that `npm start` and `npm test`
 * are the only command a fresh clone needs. Speaks on standard error only, because `npm run sim` owns
 * standard output. Imports nothing but Node.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fromRoot, run } from './run.mjs';

/** Left in node_modules after an installation: the digest of the lock file it was made from. */
const STAMP = 'node_modules/.quorumscope-lock';
/** npm writes this file last, so its presence also says that an installation was not interrupted. */
const NPM_RECORD = 'node_modules/.package-lock.json';
/** `npm install` writes the lock file a moment after its record; only a later change means "older". */
const SAME_INSTALL_MS = 10_000;

/**
 * Installs the dependencies when they are missing or older than the lock file; ends the process when it
 * cannot.
 */
export async function ensure() {
  requireNode();
  const lock = createHash('sha256')
    .update(readFileSync(fromRoot('package-lock.json')))
    .digest('hex');
  if (isInstalled(lock)) return;
  process.stderr.write('Installing the dependencies (npm ci) …\n');
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    process.stderr.write('npm ci failed; see above. Is the package registry reachable?\n');
    process.exit(1);
  }
  writeFileSync(fromRoot(STAMP), lock);
}

/** @param {string} lock */
function isInstalled(lock) {
  if (!existsSync(fromRoot(NPM_RECORD))) return false;
  if (existsSync(fromRoot(STAMP)) && readFileSync(fromRoot(STAMP), 'utf8') === lock) return true;
  const isNewer = modified(NPM_RECORD) + SAME_INSTALL_MS >= modified('package-lock.json');
  if (isNewer) writeFileSync(fromRoot(STAMP), lock);
  return isNewer;
}

/** @param {string} path */
function modified(path) {
  return statSync(fromRoot(path)).mtimeMs;
}

/**
 * npm tells its scripts where it lives; outside of one, the command on the PATH has to do (on Windows a .cmd
 * file, which only a shell can start). Its output goes to standard error.
 * @param {string[]} args
 */
function npm(args) {
  const cli = process.env.npm_execpath;
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 2, 2];
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], { stdio });
  return run('npm', args, { stdio, shell: process.platform === 'win32' });
}

/** The oldest Node that every tool here accepts. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isEnough) return;
  process.stderr.write(`Node 20.19, 22.12 or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await ensure();
