/**
 * Starting other programs from the scripts: the tools of this project by their entry files, so that no
 * command prompts, depends on the shell or needs anything on the PATH but Node. Imports nothing but Node,
 * because it must work before anything is installed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a trailing separator. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Tool name to the arguments that run it with Node. */
const TOOLS = {
  types: ['node_modules/@typescript/native/bin/tsc', '--build'],
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=warn'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--linter-enabled=false'],
  rules: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'src',
  ],
  vitest: ['node_modules/vitest/vitest.mjs', 'run'],
  vite: ['node_modules/vite/bin/vite.js'],
  playwright: ['node_modules/@playwright/test/cli.js', 'test'],
};

/** @typedef {keyof typeof TOOLS} Tool */

/**
 * Runs a tool of this project to its end, with its output where ours goes and nothing on its standard input.
 * @param {Tool} tool
 * @param {readonly string[]} [args]
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<number>} the exit code
 */
export function runTool(tool, args = [], env = {}) {
  return run(process.execPath, [...TOOLS[tool], ...args], { env });
}

/**
 * @param {string} name
 * @returns {name is Tool}
 */
export function isTool(name) {
  return Object.hasOwn(TOOLS, name);
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, stdio?: import('node:child_process').StdioOptions, shell?: boolean
 * }} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it; 127 when it could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: options.stdio ?? ['ignore', 'inherit', 'inherit'],
      shell: options.shell ?? false,
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * @param {string} path below the project's folder
 * @returns {string}
 */
export function fromRoot(path) {
  return join(ROOT, path);
}
