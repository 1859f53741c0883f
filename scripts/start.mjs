/**
 * `npm start`: the one command that shows the page. Installs what is missing, builds when the sources are
 * newer than the page, serves it on this machine and opens a browser where there is a desktop. `--dev` starts
 * Vite's development server instead; `--no-open` leaves the browser alone; `--port N` asks for another port.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from './ensure.mjs';
import { fromRoot, runTool } from './run.mjs';
import { serve } from './serve.mjs';

/** What the built page is made from. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
const PORTS_TO_TRY = 50;

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string', default: '4173' },
  },
});

await ensure();
if (values.dev) process.exit(await runTool('vite', ['--port', values.port]));
if (isStale()) {
  process.stdout.write('Building the page …\n');
  const code = await runTool('vite', ['build', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}
const served = await serve({ root: fromRoot('dist'), port: Number(values.port), tries: PORTS_TO_TRY });
process.stdout.write(`Quorumscope is at ${served.address} (Ctrl+C stops it).\n`);
if (!values['no-open']) open(served.address);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => served.close().then(() => process.exit(0)));
}

/** True when there is no built page, or something it is made from has changed since. */
function isStale() {
  const page = fromRoot('dist/index.html');
  if (!existsSync(page)) return true;
  return SOURCES.some((source) => newest(fromRoot(source)) > statSync(page).mtimeMs);
}

/**
 * When a file, or anything in a folder, last changed; a folder's own time tells of files that are gone.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), entry.mtimeMs);
}

/**
 * Opens the default browser; without a desktop, or when it fails, nothing happens: the address has been
 * printed.
 * @param {string} address
 */
function open(address) {
  const command = openCommand();
  if (command === null) return;
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** @returns {string[] | null} */
function openCommand() {
  if (process.env.CI || process.env.BROWSER === 'none') return null;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
