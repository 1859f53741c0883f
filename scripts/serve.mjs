/**
 * A small static file server for the built page, on this machine only. `npm start` and the browser tests use
 * it; the tests serve the page below a sub-path, as a static host might. Imports nothing but Node.
 *
 *   node scripts/serve.mjs [--root dist] [--base /some/where/] [--port 4173]      (port 0: any free one)
 */
import { createReadStream, readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fromRoot } from './run.mjs';

const HOST = '127.0.0.1';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} Served
 * @property {string} address where the page is
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder.
 * @param {{ root: string, base?: string, port: number, tries?: number }} options `tries`: how many ports from
 * `port` on
 *   may be tried when one is taken
 * @returns {Promise<Served>}
 */
export async function serve({ root, base = '/', port, tries = 1 }) {
  const folder = await realpath(resolve(root));
  const policy = policyOf(join(folder, 'index.html'));
  const server = createServer((request, response) => {
    answer(request, response, { folder, base, policy }).catch(() => refuse(response, 500, 'Internal error'));
  });
  const bound = await listen(server, port, tries);
  return {
    address: `http://${HOST}:${bound}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} tries
 * @returns {Promise<number>} the port it listens on
 */
async function listen(server, port, tries) {
  for (let attempt = 0; ; attempt++) {
    try {
      await new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(port + attempt, HOST, () => done(server.off('error', fail)));
      });
      const bound = server.address();
      return typeof bound === 'object' && bound !== null ? bound.port : port;
    } catch (error) {
      const isTaken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
      if (!isTaken || attempt + 1 >= tries) throw error;
    }
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ folder: string, base: string, policy: string | null }} site
 */
async function answer(request, response, { folder, base, policy }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered');
  }
  const path = pathOf(request.url ?? '/');
  if (path === null) return refuse(response, 400, 'Malformed address');
  if (`${path}/` === base) return redirect(response, base);
  if (!path.startsWith(base)) return refuse(response, 404, 'Not found');
  const file = await fileOf(folder, path.slice(base.length));
  if (file === null) return refuse(response, 404, 'Not found');
  const isHashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+$/.test(file.path);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...(policy === null ? {} : { 'Content-Security-Policy': policy }),
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * The decoded path of an address, or null when it cannot be one.
 * @param {string} url
 */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}

/**
 * The file below `folder` that a path names; null when there is none or when it leads out, links included.
 * @param {string} folder
 * @param {string} path
 */
async function fileOf(folder, path) {
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  try {
    const real = await realpath(join(folder, wanted));
    if (!real.startsWith(folder + sep) || wanted.split('/').includes('..')) return null;
    const found = await stat(real);
    return found.isFile() ? { path: real, size: found.size } : null;
  } catch {
    return null;
  }
}

/**
 * The page states its Content-Security-Policy itself, but a worker takes its own from the response it comes
 * in. Sending the page's policy with every file holds the workers to it as well.
 * @param {string} page
 * @returns {string | null}
 */
function policyOf(page) {
  try {
    const html = readFileSync(page, 'utf8');
    return /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function refuse(response, status, text) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${text}\n`);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} location
 */
function redirect(response, location) {
  response.writeHead(301, { Location: location });
  response.end();
}

/** The command line. */
async function main() {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: fromRoot('dist') },
      base: { type: 'string', default: '/' },
      port: { type: 'string', default: '4173' },
    },
  });
  const port = Number(values.port);
  const isBase = /^\/(.*\/)?$/.test(values.base);
  if (!Number.isInteger(port) || port < 0 || port > 65535 || !isBase) {
    process.stderr.write('serve: expected --port 0..65535 and a --base that starts and ends with a slash.\n');
    process.exit(2);
  }
  const served = await serve({ root: values.root, base: values.base, port });
  process.stdout.write(`Serving ${values.root} at ${served.address}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => served.close().then(() => process.exit(0)));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    process.stderr.write(`serve: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  });
}
