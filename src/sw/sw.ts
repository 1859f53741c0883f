/**
 * The service worker: after one visit the page opens without a network. A version is kept whole or not at
 * all: every file must have the digest that the build gave it, or the version is not installed. A page that
 * is open goes on with the files of its own version, whose names hold their digests; the next opening is of
 * the newest one.
 */
import { type Manifest, newestOf } from './versions.ts';

/** Put in by the build (scripts/offline.mjs). */
declare const OFFLINE_MANIFEST: Manifest;
declare const self: ServiceWorkerGlobalScope;

const { version, files } = OFFLINE_MANIFEST;
const home = new URL('./', self.location.href);
/** Several copies of the page may live at one address, each in its folder. */
const prefix = `quorumscope ${home.pathname} `;
const name = `${prefix}${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === home.origin && url.pathname.startsWith(home.pathname);
  if (request.method !== 'GET' || !isOurs) return;
  const isPage = url.pathname === home.pathname || url.pathname === `${home.pathname}index.html`;
  if (request.mode === 'navigate') {
    if (!isPage) return;
    event.waitUntil(endWithThePage());
    event.respondWith(kept(home.href, [name]).then((response) => response ?? fetch(request)));
  } else event.respondWith(fileOf(request));
});

/** All or nothing: one file that is missing or of another version, and this version is not kept. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(name);
  const requests = files.map(
    // What has its digest in its name cannot have changed; the rest is asked for anew.
    ([path, integrity]) =>
      new Request(new URL(path, home), {
        integrity,
        cache: path.startsWith('./assets/') ? 'default' : 'no-cache',
      }),
  );
  try {
    await cache.addAll(requests);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** The versions before this one stay a while, for pages that are still open. */
async function dropOld(): Promise<void> {
  const ours = (await caches.keys()).filter((key) => key.startsWith(prefix));
  const staying = newestOf(ours, name);
  await Promise.all(ours.filter((key) => !staying.includes(key)).map((key) => caches.delete(key)));
}

/** A file by its exact name, of whichever version is kept; else from the network. */
async function fileOf(request: Request): Promise<Response> {
  const ours = (await caches.keys()).filter((key) => key.startsWith(prefix));
  return (await kept(request.url, [name, ...ours])) ?? fetch(request);
}

async function kept(address: string, names: readonly string[]): Promise<Response | null> {
  for (const cacheName of names) {
    const found = await caches.match(address, { cacheName });
    if (found !== undefined) return found;
  }
  return null;
}

/** A page that was taken away must not live on here, above all where something else now has its address. */
async function endWithThePage(): Promise<void> {
  const answer = await fetch(self.location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (answer === null || (answer.status !== 404 && answer.status !== 410)) return;
  await self.registration.unregister();
  const ours = (await caches.keys()).filter((key) => key.startsWith(prefix));
  await Promise.all(ours.map((key) => caches.delete(key)));
}
