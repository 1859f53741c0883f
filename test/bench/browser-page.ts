/** The built page in a real Chromium, as the browser benches use it: served from a folder, opened, loaded with a run. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { serve } from '../../scripts/serve.mjs';

export interface Opened {
  readonly page: Page;
  readonly cdp: CDPSession;
  close(): Promise<void>;
}

export interface Ground {
  readonly browser: Browser;
  readonly address: string;
  close(): Promise<void>;
}

// Loaded as it is: a bundle of it would not find its own files.
const { chromium } = createRequire(join(process.cwd(), 'package.json'))(
  '@playwright/test',
) as typeof import('@playwright/test');

/** Handed down to the browser's own processes, so that no other browser on this machine is counted. */
export const MARKER = `--stack-trace-limit=${100_000 + process.pid}`;

const ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--js-flags=${MARKER} --expose-gc`,
];

/** @param root folder of the built page */
export async function prepareGround(root: string): Promise<Ground> {
  const executablePath = await findBrowser({ install: false });
  if (executablePath === null)
    throw new Error('expected a Chromium, found none; see scripts/find-browser.mjs');
  const served = await serve({ root, base: '/', port: 0 });
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return {
    browser,
    address: served.address,
    async close() {
      await browser.close();
      await served.close();
    },
  };
}

/** A visitor without motion, at the design size; all controls are out, as after a first run. */
export async function openFresh({ browser, address }: Ground, hash = '', motion = false): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
  await context.addInitScript(() =>
    localStorage.setItem('quorumscope.preferences.1', JSON.stringify({ fewControls: false })),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(`${address}${hash}`);
  await page
    .getByRole('button', { name: /^(R0, |Client c0)/ })
    .first()
    .waitFor();
  const cdp = await context.newCDPSession(page);
  // Time of the thread and not of the clock: what else this machine does is not the page's script.
  await cdp.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await cdp.send('Performance.enable');
  return { page, cdp, close: () => context.close() };
}

export interface RunLoad {
  readonly replicas: number;
  readonly requests: number;
  readonly clients: number;
}

/** Opens a run of transfers without faults, as a visitor does with a scenario file. */
export async function loadRun(page: Page, load: RunLoad): Promise<void> {
  const title = `Bench, ${load.replicas} replicas, ${load.requests} requests`;
  const buffer = Buffer.from(JSON.stringify(scenarioOf(load, title)));
  const file = { name: 'bench.json', mimeType: 'application/json', buffer };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByText(title).first().waitFor();
  await page.waitForTimeout(300);
}

function scenarioOf({ replicas, requests, clients }: RunLoad, title: string) {
  const accounts = Array.from({ length: 10 }, (_, index) => index + 1);
  return {
    version: 1,
    id: 'bench',
    title,
    story: ['Transfers without faults, as many as are asked for.'],
    protocol: { id: 'pbft', replicas, options: { requestTimeoutMs: 10_000, clientRetryMs: 8_000 } },
    network: { delayMs: { min: 20, max: 20 } },
    workload: {
      source: 'inline',
      opening: accounts.map((account) => ({ account, asset: 'USD', amount: '1000000' })),
      commands: Array.from({ length: requests }, (_, index) => ({
        kind: 'transfer',
        account: (index % 10) + 1,
        to: ((index + 1) % 10) + 1,
        asset: 'USD',
        amount: '1.25',
      })),
      clients,
      everyMs: 0,
    },
  };
}

/** Events simulated so far, as the page says it. */
export async function eventsOf(page: Page): Promise<{ readonly at: number; readonly of: number }> {
  const words = await page.locator('.area-transport').innerText();
  const [, at = '0', of = '0'] = /event ([\d,]+) \/ ([\d,]+)/.exec(words) ?? [];
  return { at: Number(at.replaceAll(',', '')), of: Number(of.replaceAll(',', '')) };
}

/** Goes on by `until quiet` until so many events are done, or nothing is left to happen. */
export async function runTo(page: Page, events: number): Promise<void> {
  await page.getByLabel('Goal of until').selectOption('quiet');
  for (let before = -1, now = (await eventsOf(page)).of; now < events && now > before; ) {
    before = now;
    // A goal that was not reached leaves the playhead where it was; the next look begins at the end.
    await toEnd(page);
    await page.getByRole('button', { name: 'On until quiet' }).click();
    do {
      await page.waitForTimeout(500);
      now = (await eventsOf(page)).of;
    } while (now < events && (await isBusy(page, now)));
  }
  await toEnd(page);
}

function toEnd(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    interface Hook {
      readonly quorumscope: {
        readonly store: {
          getState(): { readonly actions: { move(move: { kind: string }): Promise<boolean> } };
        };
      };
    }
    return (globalThis as unknown as Hook).quorumscope.store.getState().actions.move({ kind: 'end' });
  });
}

/** Still looking, or just arrived. */
async function isBusy(page: Page, before: number): Promise<boolean> {
  await page.waitForTimeout(1_500);
  if ((await eventsOf(page)).of !== before) return true;
  return (await page.getByRole('button', { name: /^Stop/ }).count()) > 0;
}
