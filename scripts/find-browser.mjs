/**
 * Finds a Chromium for the browser tests, or fetches one: CHROMIUM_PATH, Playwright's own if it was
 * downloaded, a name on the PATH, the usual places, Debian's package (as root), Playwright's download.
 * Ubuntu's package is a stub for a snap, so apt is left to Debian. Prints the path; imports nothing but Node
 * until it asks Playwright.
 */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromRoot, run } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'brave-browser',
  'chrome',
];

const HELP = 'No browser for the tests: install Chrome, Chromium or Edge, or set CHROMIUM_PATH to one.';

/**
 * @param {{ install: boolean }} options whether one may be fetched when none is there
 * @returns {Promise<string | null>} the path of a Chromium, or null
 */
export async function findBrowser({ install }) {
  const present = fromEnvironment() ?? (await playwrightsOwn()) ?? onPath() ?? inUsualPlaces();
  if (present !== null || !install) return present;
  return (await withApt()) ?? (await withPlaywright());
}

function fromEnvironment() {
  const path = process.env.CHROMIUM_PATH;
  if (!path) return null;
  if (isProgram(path)) return path;
  process.stderr.write(`CHROMIUM_PATH is ${path}, which is no program; looking elsewhere.\n`);
  return null;
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    return programOrNull(chromium.executablePath());
  } catch {
    return null;
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const name of NAMES) {
    for (const folder of folders) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        if (isProgram(path)) return path;
      }
    }
  }
  return null;
}

function inUsualPlaces() {
  return usualPlaces().find(isProgram) ?? null;
}

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
    return ['', process.env.HOME ?? ''].flatMap((home) =>
      programs.map((name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  return [
    '/usr/lib/chromium/chromium',
    '/usr/lib64/chromium-browser/chromium-browser',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/opt/brave.com/brave/brave',
    '/snap/bin/chromium',
  ];
}

async function withApt() {
  if (!isDebian() || process.getuid?.() !== 0) return null;
  process.stderr.write('No browser found; installing Debian’s chromium …\n');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 2];
  await run('apt-get', ['update', '-qq'], { env, stdio });
  const packages = ['chromium', 'fonts-dejavu-core'];
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio });
  return onPath();
}

async function withPlaywright() {
  const cli = fromRoot('node_modules/playwright-core/cli.js');
  if (!existsSync(cli)) return null;
  process.stderr.write('No browser found; asking Playwright for its own …\n');
  await run(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
  return playwrightsOwn();
}

function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @param {string} path */
function programOrNull(path) {
  return isProgram(path) ? path : null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = await findBrowser({ install: !process.argv.includes('--no-install') });
  if (path !== null) process.stdout.write(`${path}\n`);
  else process.stderr.write(`${HELP}\n`);
  process.exit(path === null ? 1 : 0);
}

export { HELP as NO_BROWSER };
