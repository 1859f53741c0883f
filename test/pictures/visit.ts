/** A visitor whose page is photographed: opened at an address, and reached through its own console hook. */
import type { Browser, BrowserContextOptions, JSHandle, Page } from '@playwright/test';
import type { Engine } from '../../src/runtime/api.ts';
import type { Clock } from '../../src/ui/clock.ts';
import type { UiStore } from '../../src/ui/state.ts';

/** What the page keeps on its console as `quorumscope`. */
export interface Hook {
  readonly engine: Engine;
  readonly store: UiStore;
  readonly clock: Clock;
}

export interface Visit {
  readonly page: Page;
  readonly hook: JSHandle<Hook>;
  go(hash: string): Promise<void>;
}

export type Scheme = 'light' | 'dark';

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};
const DESIGN: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** @param first the very first visit: only stage, sentence and button */
export async function visit(
  browser: Browser,
  address: string,
  { scheme, phone = false, first = false }: { scheme: Scheme; phone?: boolean; first?: boolean },
): Promise<Visit> {
  const context = await browser.newContext({
    ...(phone ? PHONE : DESIGN),
    colorScheme: scheme,
    serviceWorkers: 'block',
  });
  if (!first)
    await context.addInitScript(() =>
      localStorage.setItem('quorumscope.preferences.1', JSON.stringify({ fewControls: false })),
    );
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
  let hook: JSHandle<Hook> | null = null;
  const go = async (hash: string): Promise<void> => {
    await page.goto(`${address}${hash}`);
    await page.locator('.stage-foot').waitFor();
    await page.waitForTimeout(1_200);
    hook = (await page.evaluateHandle('quorumscope')) as JSHandle<Hook>;
  };
  return {
    page,
    get hook() {
      if (hook === null) throw new Error('an address must have been opened before');
      return hook;
    },
    go,
  };
}

export async function toEvent({ hook }: Visit, target: number): Promise<void> {
  await hook.evaluate(
    ({ store }, cursor) => store.getState().actions.move({ kind: 'event', target: cursor }),
    target,
  );
}

export async function rounds({ hook }: Visit, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1)
    await hook.evaluate(({ store }) => store.getState().actions.move({ kind: 'round' }));
}

/** What is on its way is drawn in the middle of it, and stays there. */
export async function inMidFlight({ page, hook }: Visit): Promise<void> {
  await page.waitForTimeout(400);
  await hook.evaluate(({ store, clock }) => {
    const next = store.getState().frame?.inFlight.find(({ dueAt, sentAt }) => dueAt > sentAt);
    if (next !== undefined) clock.set((next.sentAt + next.dueAt) / 2);
  });
}
