/** Counts messages of a window: sent, taken in, refused. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Envelope } from '../../kernel/trace.ts';
import type { Amount, MessageFilter } from '../../scenarios/lessons/conditions.ts';
import { takenIn } from '../taken-in.ts';
import { eventsIn, isRefused, summaryOf, type Window } from './window.ts';

export type Fits = (envelope: Envelope) => boolean;

export function fitting(filter: MessageFilter, window: Window, amount: (given: Amount) => number): Fits {
  const { types, from, to } = filter;
  const slot = filter.slot === undefined ? null : amount(filter.slot);
  const view = filter.view === undefined ? null : amount(filter.view);
  return (envelope) => {
    if (!types.includes(envelope.message.type)) return false;
    if ((from !== undefined && envelope.from !== from) || (to !== undefined && envelope.to !== to))
      return false;
    if (slot === null && view === null) return true;
    const summary = summaryOf(window.run, envelope);
    return (slot === null || summary.slot === slot) && (view === null || summary.view === view);
  };
}

export function sentIn(window: Window, fits: Fits): readonly Envelope[] {
  return eventsIn(window).flatMap((event) => event.sent.filter(fits));
}

export function takenInto(window: Window, fits: Fits, refused: boolean): number {
  return eventsIn(window).filter((event) => {
    const envelope = event.kind === 'lost' ? null : takenIn(event);
    return envelope !== null && fits(envelope) && isRefused(event) === refused;
  }).length;
}

/** The replicas among the ends, each once, ascending. */
export function replicasOf(ends: readonly Envelope['from'][]): readonly ReplicaId[] {
  const ids = ends.filter((end): end is ReplicaId => typeof end === 'number');
  return [...new Set(ids)].sort((a, b) => a - b);
}
