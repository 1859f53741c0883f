/** The stretch of a run that a lesson's step is about, and small readings of its events and states. */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { MessageSummary, ReplicaGlyph } from '../../kernel/present.ts';
import type { Envelope, TraceEvent } from '../../kernel/trace.ts';
import type { PageRun } from '../page-run.ts';

/** Events `from` … `to` − 1 of a run; `start` is where the step begins: amounts are measured there. */
export interface Window {
  readonly run: PageRun;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

export function eventsIn({ run, from, to }: Window): readonly TraceEvent[] {
  return run.recording.slice(from, to);
}

/** Null at the start of the run. */
export function lastEvent({ run, to }: Window): TraceEvent | null {
  return run.recording.event(to - 1) ?? null;
}

/** The replica as the stage shows it; null while it is down. */
export function glyphAt(run: PageRun, replica: ReplicaId, cursor: number): ReplicaGlyph | null {
  const state = stateAt(run, replica, cursor);
  if (state === null) return null;
  const { manifest, plan } = run.assembly;
  const { replicas, faults, options } = plan;
  return manifest.glyph(state.protocol, { replicas, faults, options, self: replica });
}

export function rootAt(run: PageRun, replica: ReplicaId, cursor: number): Digest | null {
  const state = stateAt(run, replica, cursor);
  return state && run.assembly.application.root(state.application);
}

/** Null while it is down, also for a replica that does not exist. */
export function stateAt(run: PageRun, replica: ReplicaId, cursor: number) {
  return replica < run.assembly.plan.replicas ? run.recording.stateAt(replica, cursor) : null;
}

export function replicaIds(run: PageRun): readonly ReplicaId[] {
  return Array.from({ length: run.assembly.plan.replicas }, (_, id) => id);
}

/**
 * Another root than the replica's own at the slot that it has executed, or null when those that have executed
 * as much agree with it. `known` is false when nobody has executed as much.
 */
export function otherRoot(
  run: PageRun,
  replica: ReplicaId,
  cursor: number,
): { readonly known: boolean; readonly root: Digest | null; readonly slot: number } {
  const own = glyphAt(run, replica, cursor);
  const root = rootAt(run, replica, cursor);
  if (own === null) return { known: false, root: null, slot: 0 };
  const peers = replicaIds(run).filter(
    (id) => id !== replica && glyphAt(run, id, cursor)?.executedSlot === own.executedSlot,
  );
  const other = peers.map((id) => rootAt(run, id, cursor)).find((theirs) => theirs !== root) ?? null;
  return { known: peers.length > 0, root: other, slot: own.executedSlot };
}

/** The view that a replica is active in; null while it is down or between views. */
export function activeView(run: PageRun, replica: ReplicaId, cursor: number): number | null {
  const glyph = glyphAt(run, replica, cursor);
  return glyph === null || glyph.change !== null ? null : glyph.view;
}

export function summaryOf(run: PageRun, envelope: Envelope): MessageSummary {
  return run.assembly.manifest.summary(envelope.message);
}

export function isRefused(event: TraceEvent): boolean {
  if (event.kind === 'replica') return event.effects.some((effect) => effect.kind === 'refuse');
  return event.kind === 'client' && event.action.kind === 'received' && event.action.refused !== null;
}
