/**
 * The engine's figures as series to plot: what each decision cost and took, how requests fared, which view it
 * was. Pure; D3 only counts into bins.
 */
import { bin } from 'd3';
import type { Metrics } from '../../runtime/api.ts';
import { counted, grouped, inMs } from '../panels/words.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** "slot 3: 24 messages" */
  readonly words: string;
}

export interface Series {
  readonly id: string;
  readonly title: string;
  /** `stems` stand on the axis, `dots` stand for themselves, `steps` hold until the next one. */
  readonly kind: 'stems' | 'dots' | 'steps';
  /** "slot", or "ms" for simulated time. */
  readonly xName: string;
  readonly yName: string;
  /** Values come in whole numbers: so do the ticks. */
  readonly whole: boolean;
  readonly points: readonly Point[];
}

/** Bins of the throughput over the whole time, about: few for few requests, so that a bin says something. */
const BINS = { least: 4, most: 24, requestsEach: 3 } as const;

/**
 * @param endMs the time of the playhead, ms
 * @param viewWord what the protocol calls a view
 */
export function seriesOf(metrics: Metrics, endMs: number, viewWord = 'view'): readonly Series[] {
  return [...perDecision(metrics), ...overTime(metrics, endMs, viewWord)];
}

function perDecision({ slots }: Metrics): readonly Series[] {
  const stems = { kind: 'stems', xName: 'slot' } as const;
  return [
    {
      ...stems,
      id: 'messages',
      title: 'Messages per decision',
      yName: 'messages',
      whole: true,
      points: slots.map(({ slot, messages }) => point(slot, messages, counted(messages, 'message'))),
    },
    {
      ...stems,
      id: 'bytes',
      title: 'Size per decision, kB',
      yName: 'kB',
      whole: false,
      points: slots.map(({ slot, bytes }) => point(slot, bytes / 1000, `${grouped(bytes)} bytes`)),
    },
    {
      ...stems,
      id: 'steps',
      title: 'Message delays per decision',
      yName: 'delays',
      whole: true,
      points: slots.map(({ slot, steps }) => point(slot, steps, counted(steps, 'message delay'))),
    },
    {
      ...stems,
      id: 'decided',
      title: 'Time per decision, ms',
      yName: 'ms',
      whole: false,
      points: slots.map(({ slot, proposedAt, executedAt }) =>
        point(slot, (executedAt - proposedAt) / 1000, inMs(executedAt - proposedAt)),
      ),
    },
  ];
}

function point(slot: number, y: number, words: string): Point {
  return { x: slot, y, words: `slot ${slot}: ${words}` };
}

function overTime({ accepted, views }: Metrics, endMs: number, viewWord: string): readonly Series[] {
  const time = { xName: 'ms' } as const;
  return [
    {
      ...time,
      kind: 'dots',
      id: 'latency',
      title: 'Latency of accepted requests, ms',
      yName: 'ms',
      whole: false,
      points: accepted.map(({ at, latency }) => ({
        x: at / 1000,
        y: latency / 1000,
        words: `${inMs(at)}: answered after ${inMs(latency)}`,
      })),
    },
    {
      ...time,
      kind: 'steps',
      id: 'throughput',
      title: 'Throughput, requests per s',
      yName: 'per s',
      whole: false,
      points: throughput(accepted, endMs),
    },
    {
      ...time,
      kind: 'steps',
      id: 'view',
      title: `Highest ${viewWord} entered`,
      yName: viewWord,
      whole: true,
      points: viewPoints(views, endMs, viewWord),
    },
  ];
}

/** Accepted requests per second, bin by bin; the last bin ends where the playhead stands. */
function throughput(accepted: Metrics['accepted'], endMs: number): readonly Point[] {
  if (accepted.length === 0 || endMs <= 0) return [];
  const bins = bin<Metrics['accepted'][number], number>()
    .value(({ at }) => at / 1000)
    .domain([0, endMs])
    .thresholds(binsFor(accepted.length))(accepted);
  const points = bins.flatMap((each) => {
    const [from = 0, to = endMs] = [each.x0, Math.min(each.x1 ?? endMs, endMs)];
    if (to <= from) return [];
    const rate = (1000 * each.length) / (to - from);
    const words =
      `${inMs(from * 1000)} to ${inMs(to * 1000)}: ${counted(each.length, 'request')}, ` +
      `${short(rate)} per s`;
    return [{ x: from, y: rate, words }];
  });
  return closed(points, endMs);
}

function binsFor(requests: number): number {
  return Math.max(BINS.least, Math.min(BINS.most, Math.round(requests / BINS.requestsEach)));
}

function viewPoints(views: Metrics['views'], endMs: number, viewWord: string): readonly Point[] {
  const entered = views.map(({ at, view }) => ({
    x: at / 1000,
    y: view,
    words: `${viewWord} ${view} from ${inMs(at)} on`,
  }));
  return closed([{ x: 0, y: 0, words: `${viewWord} 0 from the start` }, ...entered], endMs);
}

/** Steps hold until the end; that point says what the last one says. */
function closed(points: readonly Point[], endMs: number): readonly Point[] {
  const last = points.at(-1);
  return last === undefined || last.x >= endMs ? points : [...points, { ...last, x: endMs }];
}

/** "12.5": at most one decimal. */
export function short(value: number): string {
  return Number.isInteger(value) ? grouped(value) : value.toFixed(1);
}
