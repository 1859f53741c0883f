/**
 * The same moment from one replica's seat (VISUAL 7): what it holds and has heard, and nothing else. A
 * replica that crashed, one that is cut off and one that is slow look the same from here.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { ClientFrame, Flight, Frame, Heard, ReplicaFrame } from './frame.ts';

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
  const values = new Set(own?.glyph?.slots.map(({ digest }) => digest));
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
    contested: frame.contested.filter(({ digest }) => values.has(digest)),
    faulty: { now: convicted, limit: frame.faulty.limit },
    line: frame.line?.where === seat ? frame.line : null,
    blocked: [],
  };
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
  return { id, submitted: 0, accepted: 0, rejected: 0, request: null };
}
