/**
 * The same moment from one replica's seat (VISUAL 7): what it holds and has heard, and nothing else. A
 * replica that crashed, one that is cut off and one that is slow look the same from here.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { RingSegment, SlotGlyph } from '../kernel/present.ts';
import type { ClientFrame, ContestedValue, Flight, Frame, Heard, ReplicaFrame } from './frame.ts';

/** What the seat knows of the others, by replica; its own entry is not read. */
export interface SeatKnowledge {
  readonly seat: ReplicaId;
  readonly heard: readonly (Heard | null)[];
  /** What it has sent and may still be under way for all it knows, whether it is or not. */
  readonly sent: readonly Flight[];
  /** Replicas against which it holds evidence itself. */
  readonly convicted: readonly ReplicaId[];
}

export function fromSeat(frame: Frame, { seat, heard, sent, convicted }: SeatKnowledge): Frame {
  const own = frame.replicas[seat];
  // From one seat nobody can judge whether a promise to all was broken.
  const { broken: _, ...seen } = frame;
  return {
    ...seen,
    seat,
    nextAt: null,
    replicas: frame.replicas.map((replica) =>
      replica.id === seat
        ? ownSeat(replica)
        : otherFrom(replica.id, named(heard[replica.id] ?? null, own), convicted),
    ),
    clients: frame.clients.map(unknownClient),
    inFlight: sent,
    // What was lost on its way here never came.
    fates: frame.fates.filter(({ to, fate }) => to === seat && (fate === 'taken' || fate === 'refused')),
    cuts: [],
    links: [],
    groups: [],
    contested: contestedHere(frame.contested, own?.glyph?.slots ?? []),
    faulty: { now: convicted, limit: frame.faulty.limit },
    line: frame.line?.where === seat ? frame.line : null,
    blocked: [],
  };
}

/**
 * Letters of the values that it holds, where it knows of a second one itself: elsewhere a letter alone would
 * say that somebody was told another value.
 */
function contestedHere(contested: Frame['contested'], slots: readonly SlotGlyph[]): Frame['contested'] {
  const holderOf = ({ slot, byView, digest }: ContestedValue): SlotGlyph | undefined =>
    slots.find((held) => held.digest === digest && (byView === true || held.slot === slot));
  const held = contested.filter((value) => holderOf(value) !== undefined);
  return held.filter((value) => {
    const isHeard = holderOf(value)?.rings.some(({ segments }) => segments.some(isOther)) === true;
    return isHeard || held.some(({ slot, digest }) => slot === value.slot && digest !== value.digest);
  });
}

/** Somebody's vote for another value has come here. */
function isOther(segment: RingSegment): boolean {
  return segment === 'other' || segment === 'double';
}

/** In the protocol's own words, as its own glyph has them. */
function named(heard: Heard | null, own: ReplicaFrame | undefined): Heard | null {
  const viewWord = own?.glyph?.viewWord;
  return heard === null || viewWord === undefined ? heard : { ...heard, viewWord };
}

/** What it does not know of itself is left out. */
function ownSeat({ away: _, ...replica }: ReplicaFrame): ReplicaFrame {
  return { ...replica, behaviour: 'honest', corrupted: false, cutOff: false };
}

function otherFrom(id: ReplicaId, heard: Heard | null, convicted: readonly ReplicaId[]): ReplicaFrame {
  return {
    id,
    status: 'up',
    behaviour: convicted.includes(id) ? 'convicted' : 'honest',
    corrupted: false,
    cutOff: false,
    glyph: null,
    root: heard?.root?.digest ?? null,
    timers: [],
    waiting: null,
    heard,
  };
}

/** What a client waits for is its own business. */
function unknownClient({ id }: ClientFrame): ClientFrame {
  return { id, unknown: true, submitted: 0, accepted: 0, rejected: 0, request: null };
}
