/**
 * Figures over time for the plots: what each decision cost and how long it took, views, accepted requests.
 */
import type { Metrics, SlotMetrics } from './findings.ts';
import type { RunLog } from './history/run-log.ts';
import type { Execution } from './history/work-log.ts';
import type { PageRun } from './page-run.ts';

export function metricsUpTo(run: PageRun, cursor: number): Metrics {
  const { recording, assembly } = run;
  const { log } = recording;
  const slots = slotsUpTo(log, cursor);
  const accepted = log.work.acceptances
    .slice(0, log.work.acceptancesUpTo(cursor))
    .map(({ cursor: place, latency }) => ({ at: log.index.timeOf(place - 1), latency }));
  const views = log.marks.flatMap(({ kind, at, number = 0, cursor: place }) =>
    kind === 'view' && place <= cursor ? [{ at, view: number }] : [],
  );
  const order = assembly.manifest.messages.map(({ type }) => type);
  const byType = [...sentByType(log, cursor)].map(([type, { sent, bytes }]) => ({ type, sent, bytes }));
  byType.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  const finished = slots.flatMap((slot) =>
    slot.executed === null ? [] : [figuresOf(slot, slot.executed, log)],
  );
  return { slots: finished.sort((a, b) => a.slot - b.slot), views, accepted, byType };
}

interface OpenSlot {
  readonly slot: number;
  /** Cursors just after the first event that has to do with it, and after its first execution. */
  readonly proposed: number;
  executed: number | null;
  messages: number;
  bytes: number;
}

function slotsUpTo({ work }: RunLog, cursor: number): OpenSlot[] {
  const slots = new Map<number, OpenSlot>();
  const open = (slot: number, proposed: number): OpenSlot => {
    const known = slots.get(slot) ?? { slot, proposed, executed: null, messages: 0, bytes: 0 };
    slots.set(slot, known);
    return known;
  };
  const executions = work.executions.slice(0, work.executionsUpTo(cursor));
  // The slot of a block is known once it is final: what was sent for it came long before.
  const slotOfView = new Map(
    executions.flatMap(({ view, slot }) => (view === undefined ? [] : [[view, slot]])),
  );
  let next = 0;
  const executeBefore = (end: number): void => {
    for (; (executions[next]?.cursor ?? end) < end; next++) execute(executions[next] as Execution);
  };
  const execute = ({ slot, digest, cursor: place }: Execution): void => {
    if (digest !== undefined) open(slot, place).executed ??= place;
  };
  for (const { cursor: place, slot: named, view, copies, bytes } of work.sentUpTo(cursor)) {
    executeBefore(place);
    const slot = named ?? (view === null ? undefined : slotOfView.get(view));
    if (slot === undefined) continue;
    const known = open(slot, place);
    known.messages += copies;
    known.bytes += copies * bytes;
  }
  executeBefore(Number.POSITIVE_INFINITY);
  return [...slots.values()];
}

function sentByType({ work }: RunLog, cursor: number): Map<string, { sent: number; bytes: number }> {
  const byType = new Map<string, { sent: number; bytes: number }>();
  for (const { type, copies, bytes } of work.sentUpTo(cursor)) {
    const before = byType.get(type) ?? { sent: 0, bytes: 0 };
    byType.set(type, { sent: before.sent + copies, bytes: before.bytes + copies * bytes });
  }
  return byType;
}

function figuresOf(
  { slot, proposed, messages, bytes }: OpenSlot,
  executed: number,
  { index }: RunLog,
): SlotMetrics {
  return {
    slot,
    proposedAt: index.timeOf(proposed - 1),
    executedAt: index.timeOf(executed - 1),
    steps: index.stepOf(executed - 1) - index.stepOf(proposed - 1),
    messages,
    bytes,
  };
}
