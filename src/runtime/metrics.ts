/**
 * Figures over time for the plots: what each decision cost and how long it took, views, accepted requests.
 */
import { fingerprint } from '../kernel/hash.ts';
import type { TimeUs } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { Metrics, SlotMetrics } from './findings.ts';
import type { PageRun } from './page-run.ts';

export function metricsUpTo(run: PageRun, cursor: number): Metrics {
  const { recording, assembly } = run;
  const sums = new Sums();
  for (let index = 0; index < cursor; index++) {
    const event = recording.events[index] as TraceEvent;
    addSent(sums, event, run);
    addExecuted(sums, event, recording.diagram.steps[index] ?? 0);
    if (event.kind === 'client' && event.action.kind === 'received' && event.action.accepted !== null) {
      sums.accepted.push({ at: event.at, latency: event.action.accepted.latency });
    }
  }
  const views = recording.marks.flatMap(({ kind, at, number = 0, cursor: place }) =>
    kind === 'view' && place <= cursor ? [{ at, view: number }] : [],
  );
  const order = assembly.manifest.messages.map(({ type }) => type);
  const byType = [...sums.byType].map(([type, { sent, bytes }]) => ({ type, sent, bytes }));
  byType.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  const slots = [...sums.slots.values()].flatMap((slot) =>
    slot.executedAt === null ? [] : [finished(slot)],
  );
  return { slots: slots.sort((a, b) => a.slot - b.slot), views, accepted: sums.accepted, byType };
}

interface OpenSlot {
  slot: number;
  proposedAt: TimeUs;
  proposedStep: number;
  executedAt: TimeUs | null;
  executedStep: number;
  messages: number;
  bytes: number;
}

class Sums {
  readonly slots = new Map<number, OpenSlot>();
  readonly byType = new Map<string, { sent: number; bytes: number }>();
  readonly accepted: { at: TimeUs; latency: TimeUs }[] = [];
}

function addSent(sums: Sums, event: TraceEvent, run: PageRun): void {
  for (const { message, duplicate } of event.sent) {
    if (duplicate) continue;
    const { bytes } = fingerprint(message);
    const { sent, bytes: before } = sums.byType.get(message.type) ?? { sent: 0, bytes: 0 };
    sums.byType.set(message.type, { sent: sent + 1, bytes: before + bytes });
    const { slot } = run.assembly.manifest.summary(message);
    if (slot === null) continue;
    const open =
      sums.slots.get(slot) ?? newSlot(slot, event.at, run.recording.diagram.steps[event.index] ?? 0);
    open.messages++;
    open.bytes += bytes;
    sums.slots.set(slot, open);
  }
}

function addExecuted(sums: Sums, event: TraceEvent, step: number): void {
  if (event.kind !== 'replica') return;
  for (const effect of event.effects) {
    if (effect.kind !== 'commit') continue;
    const open = sums.slots.get(effect.slot) ?? newSlot(effect.slot, event.at, step);
    if (open.executedAt === null) {
      open.executedAt = event.at;
      open.executedStep = step;
    }
    sums.slots.set(effect.slot, open);
  }
}

function newSlot(slot: number, at: TimeUs, step: number): OpenSlot {
  return {
    slot,
    proposedAt: at,
    proposedStep: step,
    executedAt: null,
    executedStep: step,
    messages: 0,
    bytes: 0,
  };
}

function finished({
  slot,
  proposedAt,
  proposedStep,
  executedAt,
  executedStep,
  messages,
  bytes,
}: OpenSlot): SlotMetrics {
  return {
    slot,
    proposedAt,
    executedAt: executedAt ?? proposedAt,
    steps: executedStep - proposedStep,
    messages,
    bytes,
  };
}
