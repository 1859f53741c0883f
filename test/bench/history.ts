/**
 * What keeping a whole run costs and gives: bytes per event, time to find the state of a random moment for
 * display, and time to go on from one with another command.
 */
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import { placed } from '../../src/runtime/intervention.ts';
import { PageRun } from '../../src/runtime/page-run.ts';
import type { PageSession } from '../../src/runtime/page-session.ts';
import { loadOf } from './load.ts';
import { type Summary, summary } from './summary.ts';

export interface History {
  readonly replicas: number;
  readonly events: number;
  /** Of the heap and of arrays of numbers, with all that is not history subtracted. */
  readonly bytesPerEvent: number;
  /** Of heap and arrays, everything included. */
  readonly heapMb: number;
  readonly display: Timed;
  readonly resume: Timed;
}

/** Milliseconds by the clock, and of processor time: what a machine with nothing else to do would need. */
export interface Timed {
  readonly wall: Summary;
  readonly cpu: Summary;
}

const samples = { display: 400, resume: 60 };
/** Of a run that is mostly forgotten: each look simulates a stretch again. */
const longSamples = { display: 60, resume: 20 };
const long = 500_000;

/** Needs `--expose-gc`. */
export async function measureHistory(replicas: number, wanted: number): Promise<History> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('expected node --expose-gc, found no gc()');
  const perSlot = 2 * replicas * replicas - replicas + 1;
  const { scenario, rows } = loadOf({
    replicas,
    requests: Math.ceil((1.1 * wanted) / perSlot),
    clients: 2,
    delayMs: { min: 10, max: 20 },
  });
  const session: PageSession = {
    scenario,
    fromCatalogue: false,
    rows,
    seed: scenario.seed,
    interventions: [],
    notes: [],
  };
  const run = await PageRun.begin(session, null, null);
  await run.extend(() => run.length >= 200);
  const before = { bytes: usedBytes(collect), events: run.length };
  await run.extend(() => run.length >= wanted);
  const used = usedBytes(collect);
  const count = wanted >= long ? longSamples : samples;
  const display = await timed(count.display, 'display', run, async (cursor) => void run.frame(cursor));
  const resume = await timed(count.resume, 'resume', run, async (cursor) => {
    const command = placed(run.recording, cursor, { do: 'crash', replica: 1 });
    const branch = await PageRun.begin({ ...session, interventions: [command] }, null, { run, cursor });
    await branch.extend(() => branch.length > cursor);
    branch.frame(cursor + 1);
  });
  return {
    replicas,
    events: run.length,
    bytesPerEvent: Math.round((used - before.bytes) / (run.length - before.events)),
    heapMb: Math.round(used / 1e6),
    display,
    resume,
  };
}

function usedBytes(collect: () => void): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** `work` at `count` random cursors. */
async function timed(
  count: number,
  purpose: string,
  { length }: PageRun,
  work: (cursor: number) => Promise<void>,
): Promise<Timed> {
  const wall: number[] = [];
  const cpu: number[] = [];
  const key = streamKey(1, purpose);
  for (let i = 0; i < count; i++) {
    const cursor = integerBetween(drawAt(key, i), 1, length - 1);
    const start = performance.now();
    const used = process.cpuUsage();
    await work(cursor);
    const { user, system } = process.cpuUsage(used);
    wall.push(performance.now() - start);
    cpu.push((user + system) / 1000);
  }
  return { wall: summary(wall), cpu: summary(cpu) };
}
