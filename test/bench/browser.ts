/**
 * The page in a real Chromium, measured on the built page: `node scripts/run-ts.mjs test/bench/browser.ts [--root dist]
 * [--quick]`. Prints a table, and JSON with `--json`. Every figure stands beside a fixed piece of arithmetic done by the
 * same browser in the same minute.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  baseline,
  collectGarbage,
  firstVisit,
  flownMeanwhile,
  framesDuring,
  longestTask,
  panAndZoom,
  rendererMemory,
  roundTime,
  secondsOf,
  seeks,
  watchFlights,
  watchTasks,
} from './browser-measures.ts';
import { eventsOf, type Ground, loadRun, MARKER, openFresh, prepareGround, runTo } from './browser-page.ts';
import { measureStage } from './browser-stage.ts';

export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  readonly aim: string;
  /** In units of the baseline; null for what is no time. */
  readonly ratio: number | null;
}

/** Events looked for. */
const SEEKS = 60;
/** Above 32 replicas all of them share the engine's thread. */
const REPLICAS = 33;
/** Of that many replicas, with checkpoints and STATUS. */
const EVENTS_PER_REQUEST = 2_412;

export async function measureBrowser(root: string, isQuick: boolean): Promise<readonly Figure[]> {
  const ground = await prepareGround(root);
  const figures: Figure[] = [];
  try {
    const blank = await openFresh(ground);
    const base = await baseline(blank.page);
    const note = (name: string, value: number | string, unit: string, aim: string) => {
      const ratio =
        typeof value === 'number' && unit === 'ms' ? Math.round((100 * value) / base) / 100 : null;
      const figure = { name, value, unit, aim, ratio };
      figures.push(figure);
      process.stderr.write(`${line(figure)}\n`);
    };
    note('baseline: 20,000,000 square roots', Math.round(base), 'ms', '');
    note('initial JavaScript and page, gzip', firstVisit(), '', '<= 160 kB');
    noteMemory(note, 'memory, page just opened', '');
    await blank.close();
    note('from localhost to a usable page, median of 5', await usable(ground), 'ms', '<= 1000');
    note('link with ten interventions', await linkLength(ground), 'characters', '<= 600');
    for (const clients of [1, 11, 40]) {
      const { interval, scriptPerFrame, flown } = await flying(ground, clients);
      const name = `n = 10, ${clients} clients: ${flown.mean} messages in flight on average, ${flown.most} at most`;
      note(`${name}: frame p95`, interval.p95, 'ms', '16.7');
      note(`${name}: script per frame`, scriptPerFrame, 'ms', flown.mean > 1_000 ? '<= 4' : '<= 2');
    }
    note(
      'a Round of 64 replicas, from press to arrival, with motion',
      await roundOf64(ground),
      'ms',
      '~ 900',
    );
    for (const { messages, replicas, scriptPerFrame } of await measureStage(root)) {
      const aim = messages > 1_000 ? '<= 4' : '<= 2';
      note(`${messages} synthetic messages, n = ${replicas}: script per frame`, scriptPerFrame, 'ms', aim);
    }
    await longRun(ground, isQuick ? 20_000 : 100_000, '<= 50', note);
    if (!isQuick) await longRun(ground, 1_000_000, '<= 150', note);
  } finally {
    await ground.close();
  }
  return figures;
}

type Note = (name: string, value: number | string, unit: string, aim: string) => void;

async function longRun(ground: Ground, events: number, aim: string, note: Note): Promise<void> {
  const { page, cdp, close } = await openFresh(ground);
  // No more events than were asked for: of longer runs part is forgotten, and simulated again when looked for.
  const requests = Math.max(1, Math.floor(events / EVENTS_PER_REQUEST));
  await loadRun(page, { replicas: REPLICAS, requests, clients: 1 });
  await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
  await watchTasks(page);
  const begun = performance.now();
  await runTo(page, events);
  const seconds = (performance.now() - begun) / 1000;
  const { of } = await eventsOf(page);
  const name = `${of.toLocaleString('en')} events`;
  const { longest, count } = await longestTask(page);
  note(`${name}: seconds to get there`, Math.round(seconds), 's', '');
  note(`${name}: longest task of the page on the way (${count} over 50)`, longest, 'ms', '<= 50');
  noteMemory(note, `${name}: memory of page and engine`, '<= 500');
  await collectGarbage(page);
  noteMemory(note, `${name}: memory that they hold, garbage collected`, '<= 500');
  const before = await secondsOf(cdp, 'TaskDuration');
  const sought = await seeks(page, of, SEEKS);
  const busy = (1000 * ((await secondsOf(cdp, 'TaskDuration')) - before)) / SEEKS;
  note(`${name}: sought event drawn, p50`, sought.p50, 'ms', '');
  note(`${name}: sought event drawn, p95`, sought.p95, 'ms', aim);
  note(`${name}: time of the page's thread per sought event`, Math.round(10 * busy) / 10, 'ms', '');
  const opened = await page.evaluate(() => document.querySelector('.timeline-chip')?.textContent ?? '');
  await page.getByRole('button', { name: 'Whole run' }).click();
  for (let turn = 0; turn < 60 && (await levelOf(page)) !== 'fans'; turn += 1)
    await page.getByRole('button', { name: 'Wider' }).click();
  const { interval, scriptPerFrame } = await framesDuring(page, cdp, () => panAndZoom(page, 240));
  note(`${name}: pan and zoom, fans (opened: ${opened}), frame p95`, interval.p95, 'ms', '16.7');
  note(`${name}: pan and zoom, script per frame`, scriptPerFrame, 'ms', '<= 0.6');
  await close();
}

function noteMemory(note: Note, name: string, aim: string): void {
  const { footprint, resident } = rendererMemory(MARKER);
  note(name, footprint, 'MB', aim);
  note(`${name}, with the browser's own code`, resident, 'MB', '');
}

async function levelOf(page: Parameters<typeof eventsOf>[0]): Promise<string> {
  const words = await page.evaluate(() => document.querySelector('.timeline-chip')?.textContent ?? '');
  if (words.includes('fan')) return 'fans';
  return words === '' ? 'single' : 'columns';
}

/** Until the first replica can be seen and the guide's button pressed. */
async function usable({ browser, address }: Ground): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(address);
    await page.getByRole('button', { name: /^R0, / }).waitFor();
    times.push(performance.now() - begun);
    await context.close();
  }
  return Math.round(times.sort((a, b) => a - b)[2] ?? 0);
}

/** Ten crashes and recoveries by keyboard, at ten different moments. */
async function linkLength(ground: Ground): Promise<number> {
  const { page, close } = await openFresh(ground, '#/fault-free');
  for (let turn = 0; turn < 10; turn += 1) {
    await page.keyboard.press(String(1 + (Math.floor(turn / 2) % 3)));
    await page.keyboard.press('x');
    await page.waitForTimeout(400);
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(400);
  }
  await page.waitForTimeout(800);
  const length = await page.evaluate(() => location.hash.length);
  await close();
  return length;
}

/** n = 10: one COMMIT round is 90 messages, and each client has a request of its own on the way. */
async function flying(ground: Ground, clients: number) {
  const { page, cdp, close } = await openFresh(ground, '', true);
  await loadRun(page, { replicas: 10, requests: 40 * clients, clients });
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(1_500);
  await watchFlights(page);
  const frames = await framesDuring(page, cdp, () => page.waitForTimeout(5_000));
  const flown = await flownMeanwhile(page);
  await close();
  return { ...frames, flown };
}

/** PREPAREs of everybody to everybody: 3,969 messages. The median of three runs. */
async function roundOf64(ground: Ground): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { page, close } = await openFresh(ground, '', true);
    await loadRun(page, { replicas: 64, requests: 1, clients: 1 });
    for (let round = 0; round < 2; round += 1) await roundTime(page);
    times.push(await roundTime(page));
    await close();
  }
  return Math.round(times.sort((a, b) => a - b)[1] ?? 0);
}

function line({ name, value, unit, aim, ratio }: Figure): string {
  const relative = ratio === null ? '' : `${ratio} x baseline`;
  return `${name.padEnd(72)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${aim.padEnd(9)} ${relative}`;
}

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: 'dist' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    browser: { type: 'boolean', default: false },
  },
  strict: false,
});

if (process.argv[1]?.includes('browser') === true) {
  const figures = await measureBrowser(String(values.root), values.quick === true);
  if (typeof values.json === 'string') writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
