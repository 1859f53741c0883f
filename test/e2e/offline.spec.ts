/**
 * Offline after the first visit, and how one version follows another: each test serves a copy of the built
 * page below a sub-path of its own server, which it may change or stop.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { writeServiceWorker } from '../../scripts/offline.mjs';
import { fromRoot } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { cursor, replica, round } from './support.ts';

interface Site {
  readonly folder: string;
  readonly address: string;
  stop(): Promise<void>;
}

const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads here which fixtures are needed.
  site: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'quorumscope-site-'));
    cpSync(fromRoot('dist'), folder, { recursive: true });
    const served = await serve({ root: folder, base: '/a/b/', port: 0 });
    let stopped = false;
    const stop = async () => {
      if (!stopped) await served.close();
      stopped = true;
    };
    await use({ folder, address: served.address, stop });
    await stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

test.use({ serviceWorkers: 'allow', reducedMotion: 'reduce' } as object);

/** Visits and waits until the page is kept. */
async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(replica(page, 0)).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test('after one visit the page opens and works without a network', async ({ page, site }) => {
  await visit(page, `${site.address}#/pbft/primary-crash?at=40`);
  await site.stop();
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
  expect(await cursor(page)).toBe(40);
  await round(page);
  // Everything that loads later is there too: panels, menus, links, figures.
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeVisible();
  await page.getByRole('button', { name: 'Share this session as a link' }).click();
  await expect(page.getByRole('button', { name: 'SVG' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(replica(page, 1)).toHaveAccessibleName(/crashed/);
  await expect.poll(() => page.url()).toContain('#3.');
  await page.reload();
  await expect(replica(page, 1)).toHaveAccessibleName(/crashed/);
});

test('no request leaves the origin, whatever is opened', async ({ page, context, site }) => {
  const elsewhere: string[] = [];
  const { origin } = new URL(site.address);
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol.startsWith('http')) elsewhere.push(request.url());
  });
  await visit(page, `${site.address}#/pbft/equivocating-primary?open=feed,inspector,timeline,table`);
  for (let count = 0; count < 3; count += 1) await round(page);
  await page.getByRole('button', { name: 'Share this session as a link' }).click();
  await page.getByRole('button', { name: 'PNG' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Recent sessions' }).click();
  await page.waitForLoadState('networkidle');
  expect(elsewhere).toEqual([]);
});

test('a new version comes whole with the next reload, and the open page says so', async ({ page, site }) => {
  await visit(page, site.address);
  await round(page);
  const at = await cursor(page);
  await publish(site, 'Second edition');
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
  await expect(page).toHaveTitle('Quorumscope');
  await expect(page.getByText('A newer version of this page is ready')).toBeVisible();
  // The first version still finds its own files, which the server no longer has.
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeVisible();
  await page.reload();
  await expect(page).toHaveTitle('Second edition');
  await expect(replica(page, 0)).toBeVisible();
  expect(await cursor(page)).toBe(at);
  await site.stop();
  await page.reload();
  await expect(page).toHaveTitle('Second edition');
  await expect(replica(page, 0)).toBeVisible();
});

test('half a version is never kept', async ({ page, site }) => {
  await visit(page, site.address);
  await publish(site, 'Second edition');
  // One file is of yet another version, as in the middle of an upload.
  const asset = readdirSync(join(site.folder, 'assets')).find((file) => file.startsWith('inspector')) ?? '';
  const path = join(site.folder, 'assets', asset);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n// changed`);
  await page.reload();
  expect(await page.evaluate(endOfUpdate)).toBe('redundant');
  await page.reload();
  await expect(page).toHaveTitle('Quorumscope');
  await expect(replica(page, 0)).toBeVisible();
  await site.stop();
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
});

test('a page that was taken away does not live on', async ({ page, site }) => {
  await visit(page, site.address);
  for (const file of readdirSync(site.folder)) rmSync(join(site.folder, file), { recursive: true });
  await page.reload();
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
    .toBe(0);
  const response = await page.reload();
  expect(response?.status()).toBe(404);
});

/** Another version at the same address: every hashed file has another name, and the old ones are gone. */
async function publish({ folder }: Site, title: string): Promise<void> {
  const assets = join(folder, 'assets');
  const texts = readdirSync(assets).map((name) => [name, readFileSync(join(assets, name), 'utf8')] as const);
  const other = (name: string) =>
    name.replace(/([\w-]{8})(\.\w+)$/, (_, hash: string, end) => `${[...hash].reverse().join('')}${end}`);
  const rewritten = (text: string) =>
    texts.reduce((changed, [name]) => changed.replaceAll(name, other(name)), text);
  for (const [name, text] of texts) {
    rmSync(join(assets, name));
    writeFileSync(join(assets, other(name)), rewritten(text));
  }
  const page = join(folder, 'index.html');
  const html = rewritten(readFileSync(page, 'utf8')).replace(/<title>.*<\/title>/, `<title>${title}</title>`);
  writeFileSync(page, html);
  await writeServiceWorker(folder);
}

/** In the page: what becomes of the version that the server has now. */
async function endOfUpdate(): Promise<string> {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update().catch(() => undefined);
  const worker = registration?.installing;
  if (!worker) return 'redundant';
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'installed') resolve(worker.state);
    });
  });
}
