/**
 * Events as a space-time diagram needs them: which lane, which arrow ended here, what was executed, in which view the
 * replica stands. One entry per event, from the trace alone.
 */
import { unreachable } from '../kernel/assert.ts';
import type { Endpoint, Slot, TimeUs, View } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import type { MessageSummary } from '../kernel/present.ts';
import { type Envelope, envelopeId, type TraceEvent } from '../kernel/trace.ts';

export interface StripEvent {
  /** The playhead position just after the event. */
  readonly cursor: number;
  readonly at: TimeUs;
  /** Whose lane; null for what concerns all (a partition, a heal). */
  readonly lane: Endpoint | null;
  /** Arrows that ended with this event: taken in here, refused here, or lost when they were sent. */
  readonly arrows: readonly StripArrow[];
  /** Slots executed here. */
  readonly executed: readonly Slot[];
  /** View of the replica after the event; null where it is not known. */
  readonly view: View | null;
  /** The replica is down from here on, or up again. */
  readonly status: 'down' | 'up' | null;
  readonly kind: 'message' | 'timer' | 'command' | 'start' | 'client';
}

export interface StripArrow {
  readonly id: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly type: string;
  readonly slot: Slot | null;
  readonly sentAt: TimeUs;
  readonly endsAt: TimeUs;
  readonly fate: 'taken' | 'refused' | 'dropped' | 'crashed';
}

/** What the event alone does not say. */
export interface StripSource {
  summary(message: Message): MessageSummary;
  /** View of a replica after this event. */
  viewAfter(event: TraceEvent): View | null;
}

export function stripEvent(event: TraceEvent, source: StripSource): StripEvent {
  const lost = event.sent.filter((envelope) => envelope.lost !== null);
  const arrows = lost.map((envelope) => arrowOf(envelope, event.at, 'dropped', source));
  const base = { cursor: event.index + 1, at: event.at, view: source.viewAfter(event), status: null };
  switch (event.kind) {
    case 'replica': {
      const { input, effects, replica } = event;
      const executed = effects.flatMap((effect) => (effect.kind === 'commit' ? [effect.slot] : []));
      const lane = { ...base, lane: replica, executed };
      if (input.kind === 'recover') return { ...lane, arrows, status: 'up', kind: 'command' };
      if (input.kind !== 'message') return { ...lane, arrows, kind: input.kind };
      const fate = effects.some((effect) => effect.kind === 'refuse') ? 'refused' : 'taken';
      return {
        ...lane,
        arrows: [arrowOf(input.envelope, event.at, fate, source), ...arrows],
        kind: 'message',
      };
    }
    case 'client': {
      const { action, client } = event;
      const ended = action.kind === 'received' ? [arrowOf(action.envelope, event.at, 'taken', source)] : [];
      return { ...base, lane: client, arrows: [...ended, ...arrows], executed: [], kind: 'client' };
    }
    case 'lost': {
      const arrow = arrowOf(event.envelope, event.at, 'crashed', source);
      return { ...base, lane: event.envelope.to, arrows: [arrow, ...arrows], executed: [], kind: 'message' };
    }
    case 'command':
      return { ...base, ...commandLane(event), arrows, executed: [], kind: 'command' };
    default:
      return unreachable(event);
  }
}

function commandLane({
  command,
  refused,
}: TraceEvent & { kind: 'command' }): Pick<StripEvent, 'lane' | 'status'> {
  const lane = 'replica' in command ? command.replica : null;
  const down = refused === null && (command.do === 'crash' || command.do === 'lose-disk');
  return { lane, status: down ? 'down' : null };
}

function arrowOf(
  envelope: Envelope,
  endsAt: TimeUs,
  fate: StripArrow['fate'],
  source: StripSource,
): StripArrow {
  const { from, to, sentAt, message } = envelope;
  const { type, slot } = source.summary(message);
  return { id: envelopeId(envelope), from, to, type, slot, sentAt, endsAt, fate };
}
