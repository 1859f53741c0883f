/** What one replica has heard of the others up to a moment, read off the trace of its own deliveries. */
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import { type Envelope, envelopeId } from '../kernel/trace.ts';
import type { Flight, Heard } from '../projection/frame.ts';
import type { SeatKnowledge } from '../projection/from-seat.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

/** The search back is bounded: who was not heard for so long counts as never heard. */
export function seatKnowledge(run: PageRun, cursor: number, seat: ReplicaId): SeatKnowledge {
  const { manifest, plan } = run.assembly;
  const heard = new Array<Heard | null>(plan.replicas).fill(null);
  const state = run.recording.stateAt(seat, cursor);
  const now = run.recording.pictureAt(cursor).at;
  const first = Math.max(0, cursor - limits.heardSearch);
  for (let index = cursor - 1; index >= first; index--) {
    if (!run.recording.log.index.isAt(index, seat)) continue;
    const event = run.recording.glance(index);
    if (event?.kind !== 'replica' || event.replica !== seat || event.input.kind !== 'message') continue;
    const { envelope } = event.input;
    if (typeof envelope.from === 'number') hear(run, heard, envelope, { at: event.at, now });
    if (isComplete(heard, seat)) break;
  }
  const convicted = (state && manifest.convicted?.(state.protocol)) ?? [];
  return { seat, heard, sent: sentLately(run, cursor, seat, now), convicted };
}

/**
 * Its messages for as long as the network may take: a sender hears nothing of what is lost, and nothing of
 * what has arrived either.
 */
function sentLately(run: PageRun, cursor: number, seat: ReplicaId, now: TimeUs): readonly Flight[] {
  const { manifest, plan } = run.assembly;
  const { index } = run.recording.log;
  const idle = new Set(manifest.idleTypes);
  const slowest = plan.network.delay.max;
  const first = Math.max(0, cursor - limits.heardSearch);
  const sent: Flight[] = [];
  for (let at = cursor - 1; at >= first && index.timeOf(at) + slowest > now; at--) {
    if (!index.isAt(at, seat)) continue;
    for (const { duplicate, ...envelope } of run.recording.glance(at)?.sent ?? []) {
      const { from, to, sentAt, resend, message } = envelope;
      // A second copy is the network's doing.
      if (duplicate) continue;
      const summary = manifest.summary(message);
      const seen = { id: envelopeId({ ...envelope, duplicate }), from, to, summary, sentAt, resend };
      const guess = { dueAt: sentAt + slowest, unsure: true } as const;
      sent.push({ ...seen, ...guess, duplicate: false, held: false, idle: idle.has(message.type) });
    }
  }
  return sent.reverse();
}

/** Newest first: what is known stays. */
function hear(
  run: PageRun,
  heard: (Heard | null)[],
  { from, message }: Envelope,
  { at, now }: { readonly at: TimeUs; readonly now: TimeUs },
): void {
  const { manifest, plan } = run.assembly;
  const sender = from as ReplicaId;
  const ago = now - at;
  const silent = ago > plan.options.requestTimeout / 2;
  const before = heard[sender] ?? { at, ago, silent, view: null, root: null };
  const { view, slot, digest } = manifest.summary(message);
  const isState = message.type === manifest.checkpoint?.phase && slot !== null && digest !== null;
  heard[sender] = {
    ...before,
    view: before.view ?? view,
    root: before.root ?? (isState ? { slot, digest } : null),
  };
}

/** A root may never come: view and time are enough to stop. */
function isComplete(heard: readonly (Heard | null)[], seat: ReplicaId): boolean {
  return heard.every((one, id) => id === seat || (one !== null && one.view !== null && one.root !== null));
}
