/**
 * Script per frame while very many messages fly: synthetic frames put on the stage of the built page in a
 * real Chromium, because no run of this size keeps exactly 1,000 or 5,000 on their way. `node
 * scripts/run-ts.mjs test/bench/browser-stage.ts [--root dist]` prints one line per count.
 */
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { framesDuring } from './browser-measures.ts';
import { openFresh, prepareGround } from './browser-page.ts';

const SECONDS = 4;

export interface StageFigure {
  readonly messages: number;
  readonly replicas: number;
  /** ms of script per animation frame, and the 95th percentile of the time from frame to frame. */
  readonly scriptPerFrame: number;
  readonly interval: number;
}

/** @param root folder of the built page */
export async function measureStage(root: string): Promise<readonly StageFigure[]> {
  const ground = await prepareGround(root);
  const figures: StageFigure[] = [];
  try {
    for (const [replicas, messages] of [
      [4, 1_000],
      [10, 1_000],
      [10, 5_000],
      [16, 5_000],
    ] as const) {
      const { page, cdp, close } = await openFresh(ground, '', true);
      await fill(page, replicas, messages);
      const { scriptPerFrame, interval } = await framesDuring(page, cdp, () => fly(page));
      figures.push({ messages, replicas, scriptPerFrame, interval: interval.p95 });
      await close();
    }
  } finally {
    await ground.close();
  }
  return figures;
}

/** Puts so many messages between the replicas, sent at times spread over one delay. */
async function fill(page: Page, replicas: number, messages: number): Promise<void> {
  await page.evaluate(
    async ([count, most]) => {
      const { store } = (globalThis as unknown as BenchHook).quorumscope;
      const { actions } = store.getState();
      if (count !== 4) await actions.restart({ replicas: count });
      await actions.move({ kind: 'round' });
      await actions.move({ kind: 'round' });
      const { frame } = store.getState();
      const [pattern] = frame.inFlight;
      if (pattern === undefined) throw new Error('expected a message in flight, found none');
      const inFlight = Array.from({ length: most }, (_, index) => {
        const from = index % count;
        const to = (from + 1 + (Math.floor(index / count) % (count - 1))) % count;
        // Copies of one broadcast leave together: eight broadcasts of each replica are on their way at n = 16.
        const sentAt = frame.at - (count > 10 ? Math.floor(index / count) % 8 : index % 97) * 200;
        return { ...pattern, id: `r${from}>${to}#${index + 1}`, from, to, sentAt, dueAt: sentAt + 40_000 };
      });
      store.setState({ frame: { ...frame, inFlight } });
    },
    [replicas, messages] as const,
  );
}

/** Moves the clock by one animation frame's worth of time, frame by frame. */
async function fly(page: Page): Promise<void> {
  await page.evaluate(async (seconds) => {
    const { store, clock } = (globalThis as unknown as BenchHook).quorumscope;
    const { at } = store.getState().frame;
    const begun = performance.now();
    for (;;) {
      const now = await new Promise<number>((done) => requestAnimationFrame(done));
      const passed = now - begun;
      if (passed > seconds * 1000) return;
      clock.set(at - 10_000 + ((passed * 10) % 40_000));
    }
  }, SECONDS);
}

interface BenchFlight {
  readonly id: string;
  readonly from: unknown;
  readonly to: unknown;
}

interface BenchHook {
  readonly quorumscope: {
    readonly clock: { set(time: number): void };
    readonly store: {
      getState(): {
        readonly frame: { readonly at: number; readonly inFlight: readonly BenchFlight[] };
        readonly actions: {
          restart(changes: { readonly replicas: number }): Promise<boolean>;
          move(move: { readonly kind: string }): Promise<boolean>;
        };
      };
      setState(changes: object): void;
    };
  };
}

if (process.argv[1]?.includes('browser-stage') === true) {
  const { values } = parseArgs({ options: { root: { type: 'string', default: 'dist' } }, strict: false });
  for (const { messages, replicas, scriptPerFrame, interval } of await measureStage(String(values.root))) {
    const figures = `script per frame ${scriptPerFrame} ms, frame p95 ${interval} ms`;
    process.stdout.write(`${messages} messages, n = ${replicas}: ${figures}\n`);
  }
}
