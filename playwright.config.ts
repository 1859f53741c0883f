/**
 * Browser tests, on the built page and below a sub-path: that is how a static host serves it. `npm test`
 * builds first; by hand, run `npm run build` before.
 */
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.mjs';

const BASE = '/some/where/';
// The configuration is read again by every worker process; the first reading settles these for all.
process.env.QUORUMSCOPE_E2E_PORT ??= String(await freePort());
process.env.CHROMIUM_PATH ??= (await findBrowser({ install: false })) ?? '';
const port = process.env.QUORUMSCOPE_E2E_PORT;
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'node_modules/.cache/e2e',
  workers: 2,
  // A second try tells a test that hangs on the moment from one that fails; `npm test` names the former.
  retries: 1,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  use: {
    baseURL: `http://127.0.0.1:${port}${BASE}`,
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    // What keeps the page offline has tests of its own; the others need not wait for it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // Chromium refuses to run its sandbox as root, and only then may it be switched off.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --base ${BASE} --port ${port}`,
    url: `http://127.0.0.1:${port}${BASE}`,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});

/** A port that was free a moment ago: several checkouts may run their tests at once. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
