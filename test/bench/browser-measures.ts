/** What is measured inside the page: frames, script, long tasks, seeks, memory. Times in ms. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { type Summary, summary } from './summary.ts';

/** A fixed piece of arithmetic in the page: how fast this machine is just now. */
export function baseline(page: Page): Promise<number> {
  return page.evaluate(() => {
    const times = [0, 1, 2].map(() => {
      const begun = performance.now();
      let sum = 0;
      for (let index = 1; index < 20_000_000; index += 1) sum += Math.sqrt(index);
      return sum > 0 ? performance.now() - begun : 0;
    });
    return Math.min(...times);
  });
}

export interface Frames {
  /** From one frame to the next. */
  readonly interval: Summary;
  /** Script of the page's thread per frame, all of it. */
  readonly scriptPerFrame: number;
  readonly frames: number;
}

/** Frames while something goes on in the page; `during` begins it and comes back when it is over. */
export async function framesDuring(
  page: Page,
  cdp: CDPSession,
  during: () => Promise<unknown>,
): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { benchFrames: times, benchOn: true });
    const tick = (now: number): void => {
      times.push(now);
      if ((globalThis as unknown as { benchOn: boolean }).benchOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const before = await scriptSeconds(cdp);
  await during();
  const after = await scriptSeconds(cdp);
  const times = await page.evaluate(() => {
    const bench = globalThis as unknown as { benchFrames: number[]; benchOn: boolean };
    bench.benchOn = false;
    return bench.benchFrames;
  });
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const frames = Math.max(1, intervals.length);
  const scriptPerFrame = Math.round((1e5 * (after - before)) / frames) / 100;
  return { interval: summary(intervals), scriptPerFrame, frames };
}

function scriptSeconds(cdp: CDPSession): Promise<number> {
  return secondsOf(cdp, 'ScriptDuration');
}

/** Time of the page's thread so far, in s: script alone, or tasks with layout and painting. */
export async function secondsOf(cdp: CDPSession, what: 'ScriptDuration' | 'TaskDuration'): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === what)?.value ?? 0;
}

interface BenchPage {
  readonly quorumscope: {
    readonly store: {
      getState(): {
        readonly frame: { readonly inFlight: readonly unknown[] };
        readonly actions: { move(move: { readonly kind: string }): Promise<boolean> };
      };
    };
  };
  benchFlown: number[];
}

/** Notes in every frame from now on how many messages are on their way on the stage. */
export function watchFlights(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bench = globalThis as unknown as BenchPage;
    const counts: number[] = [];
    bench.benchFlown = counts;
    const tick = (): void => {
      counts.push(bench.quorumscope.store.getState().frame.inFlight.length);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

export function flownMeanwhile(page: Page): Promise<{ readonly mean: number; readonly most: number }> {
  return page.evaluate(() => {
    const { benchFlown } = globalThis as unknown as BenchPage;
    const sum = benchFlown.reduce((total, count) => total + count, 0);
    return { mean: Math.round(sum / Math.max(1, benchFlown.length)), most: Math.max(0, ...benchFlown) };
  });
}

/** One Round, from the press until the playhead has arrived, ms. */
export function roundTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { store } = (globalThis as unknown as BenchPage).quorumscope;
    const begun = performance.now();
    await store.getState().actions.move({ kind: 'round' });
    return performance.now() - begun;
  });
}

/** Longest tasks of the page's thread from now on; ask with {@link longestTask}. */
export function watchTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { benchTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** 0: none took 50 ms. `count`: tasks of 50 ms and more. */
export function longestTask(page: Page): Promise<{ readonly longest: number; readonly count: number }> {
  return page.evaluate(() => {
    const tasks = (globalThis as unknown as { benchTasks: number[] }).benchTasks.splice(0);
    return { longest: Math.round(Math.max(0, ...tasks)), count: tasks.length };
  });
}

/** From the slider's change to the frame in which the sought moment is drawn. */
export async function seeks(page: Page, length: number, tries: number): Promise<Summary> {
  const times = await page.evaluate(
    async ({ length: most, tries: count }) => {
      const slider = document.querySelector<HTMLInputElement>('.scrubber-range');
      if (slider === null) throw new Error('expected the scrubber, found none');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const found: number[] = [];
      let seed = 42;
      for (let turn = 0; turn < count; turn += 1) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        const target = 1 + Math.floor((seed / 2_147_483_648) * (most - 2));
        const begun = performance.now();
        set?.call(slider, String(target));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        const words = `event ${target} of`;
        while (!slider.getAttribute('aria-valuetext')?.startsWith(words)) {
          if (performance.now() - begun > 20_000) throw new Error(`event ${target} was not reached`);
          await new Promise((done) => requestAnimationFrame(done));
        }
        // The frame that follows has painted it.
        await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        found.push(performance.now() - begun);
        await new Promise((done) => setTimeout(done, 60));
      }
      return found;
    },
    { length, tries },
  );
  return summary(times);
}

/** Wheel events on the diagram, one per frame: panning and zooming in turns. */
export function panAndZoom(page: Page, frames: number): Promise<void> {
  return page.evaluate(async (count) => {
    const strip = document.querySelector('.timeline-strip');
    if (strip === null) throw new Error('expected the diagram, found none');
    const { left, top, width } = strip.getBoundingClientRect();
    for (let frame = 0; frame < count; frame += 1) {
      const zooms = frame % 60 >= 30;
      const back = frame % 30 >= 15 ? -1 : 1;
      const at = { clientX: left + width / 2, clientY: top + 40, bubbles: true, cancelable: true };
      const by = zooms ? { deltaY: back * 12 } : { deltaX: back * 24, deltaY: 0 };
      strip.dispatchEvent(new WheelEvent('wheel', { ...at, ...by }));
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, frames);
}

/** In the page and in its workers; the browser gives the pages back within the wait. */
export async function collectGarbage(page: Page): Promise<void> {
  const collect = (): void => (globalThis as { gc?: () => void }).gc?.();
  for (let time = 0; time < 3; time += 1) {
    await Promise.all([page.evaluate(collect), ...page.workers().map((worker) => worker.evaluate(collect))]);
    await page.waitForTimeout(1_000);
  }
  // V8 keeps the pages that it has emptied for some seconds before the system gets them back.
  await page.waitForTimeout(10_000);
}

/** Of the browser's largest renderer process, in MB: page, engine and replicas together. */
export interface Renderer {
  /** All that is resident, the browser's own code among it, which every page shares: 127 MB of Chromium 156. */
  readonly resident: number;
  /** What is this page's alone, as Chromium's task manager counts it: anonymous pages, swapped ones too. */
  readonly footprint: number;
}

export function rendererMemory(marker: string): Renderer {
  const renderers = readdirSync('/proc').flatMap((name) => rendererOf(name, marker));
  return renderers.sort((a, b) => b.resident - a.resident)[0] ?? { resident: 0, footprint: 0 };
}

function rendererOf(process: string, marker: string): readonly Renderer[] {
  if (!/^\d+$/.test(process)) return [];
  try {
    const command = readFileSync(`/proc/${process}/cmdline`, 'utf8');
    if (!command.includes('--type=renderer') || !command.includes(marker)) return [];
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    const mb = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
    return [{ resident: Math.round(mb('VmRSS')), footprint: Math.round(mb('RssAnon') + mb('VmSwap')) }];
  } catch {
    // It ended meanwhile.
    return [];
  }
}

/** "First visit: 120.1 kB of 160.0 kB", of the page in `dist`. */
export function firstVisit(): string {
  try {
    const words = execFileSync(process.execPath, ['scripts/size.mjs'], { encoding: 'utf8' });
    return /First visit: (.*)/.exec(words)?.[1] ?? '';
  } catch {
    return 'over its budget, or there is no dist';
  }
}
