/**
 * A hand-written PBFT round of four replicas with equal delays of 20 ms, as frames: what the page is
 * developed and tested against where a real engine would only be in the way. Nothing here is shipped.
 *
 *   event  0        1          2..4           5..13       14..25      26..29
 *          c0 sends REQUEST    PRE-PREPARE    PREPARE     COMMIT      REPLY
 *   ms     0        20         40             60          80          100
 */
import type { Endpoint, ReplicaId } from '../../src/kernel/ids.ts';
import type { MessageSummary, ReplicaGlyph, Ring, RingSegment } from '../../src/kernel/present.ts';
import type { Fate, FeedLine, Flight, Frame, ReplicaFrame } from '../../src/projection/frame.ts';

const MS = 1000;
const DIGEST = '9f2c41d07b3e8a65'.repeat(4);
const GENESIS = '3ab07c55e1d2f498'.repeat(4);
export const REPLICAS: readonly ReplicaId[] = [0, 1, 2, 3];

interface Leg {
  readonly type: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly sent: number;
}

/** Every message of the round, in delivery order. */
export const LEGS: readonly Leg[] = [
  { type: 'REQUEST', from: 'c0', to: 0, sent: 0 },
  ...REPLICAS.slice(1).map((to) => ({ type: 'PRE-PREPARE', from: 0, to, sent: 20 })),
  ...everyPair('PREPARE', [1, 2, 3], 40),
  ...everyPair('COMMIT', REPLICAS, 60),
  ...REPLICAS.map((from) => ({ type: 'REPLY', from, to: 'c0' as const, sent: 80 })),
];

/** The world after `cursor` events; event 0 is the client's sending. */
export function scriptedFrame(cursor: number, down: readonly ReplicaId[] = []): Frame {
  const done = Math.max(0, cursor - 1);
  const last = LEGS[done - 1];
  const at = cursor <= 1 || last === undefined ? 0 : (last.sent + 20) * MS;
  const flying = LEGS.slice(done).filter(
    (leg) => cursor > 0 && leg.sent * MS <= at && stage(leg) <= stageAt(done),
  );
  return {
    cursor,
    at,
    nextAt: cursor === 0 ? 0 : flying[0] === undefined ? null : (flying[0].sent + 20) * MS,
    replicas: REPLICAS.map((id) => replicaAt(id, done, down.includes(id))),
    clients: [clientAt(cursor, done)],
    inFlight: flying.map((leg) => flight(leg)),
    fates: last === undefined ? [] : [{ ...flight(last), fate: 'taken', why: null } satisfies Fate],
    cuts: [],
    groups: [],
    links: [],
    contested: [],
    faulty: { now: down, limit: 1 },
    line: cursor === 0 ? null : lineOf(cursor - 1),
    blocked: [],
  };
}

export function lineOf(event: number): FeedLine {
  const leg = LEGS[event - 1];
  const base = { event, weight: 'normal', rule: null, slot: 1 } as const;
  if (leg === undefined)
    return { ...base, at: 0, where: 'c0', sentence: 'c0 sends its REQUEST to R0.', message: null };
  const sentence = `${name(leg.to)} takes in ${leg.type} of ${name(leg.from)}.`;
  return { ...base, at: (leg.sent + 20) * MS, where: leg.to, sentence, message: idOf(leg) };
}

function everyPair(type: string, senders: readonly ReplicaId[], sent: number): Leg[] {
  return REPLICAS.flatMap((to) =>
    senders.filter((from) => from !== to).map((from) => ({ type, from, to, sent })),
  );
}

const ORDER = ['REQUEST', 'PRE-PREPARE', 'PREPARE', 'COMMIT', 'REPLY'];
const ENDS = [1, 4, 13, 25, 29];

function stage(leg: Leg): number {
  return ORDER.indexOf(leg.type);
}

/** Number of the leg's kind that is on its way once `done` deliveries happened. */
function stageAt(done: number): number {
  return ENDS.findIndex((end) => done < end);
}

function idOf(leg: Leg): string {
  return `${typeof leg.from === 'number' ? `r${leg.from}` : leg.from}>${leg.to}#${stage(leg) + 1}`;
}

function flight(leg: Leg): Flight {
  const { from, to, sent } = leg;
  const summary: MessageSummary = {
    type: leg.type,
    view: leg.type === 'REQUEST' ? null : 0,
    slot: leg.type === 'REQUEST' ? null : 1,
    digest: DIGEST,
    hollow: false,
    pips: 0,
    text: `${leg.type} view 0, slot 1, value 9f2c`,
  };
  return {
    id: idOf(leg),
    from,
    to,
    summary,
    sentAt: sent * MS,
    dueAt: (sent + 20) * MS,
    resend: false,
    duplicate: false,
    held: false,
    idle: false,
  };
}

function replicaAt(id: ReplicaId, done: number, down: boolean): ReplicaFrame {
  const taken = LEGS.slice(0, done).filter((leg) => leg.to === id);
  const proposed = id === 0 ? done >= 1 : taken.some((leg) => leg.type === 'PRE-PREPARE');
  const first = ring('PREPARE', 'vote1', id, proposed ? [0, id, ...votersOf(taken, 'PREPARE')] : []);
  const prepared = first.count >= 3;
  const second = ring(
    'COMMIT',
    'vote2',
    id,
    prepared ? [id, ...votersOf(taken, 'COMMIT')] : votersOf(taken, 'COMMIT'),
  );
  const executed = second.count >= 3 ? 1 : 0;
  const phase = executed === 1 ? 'executed' : prepared ? 'prepared' : proposed ? 'pre-prepared' : 'waiting';
  const glyph: ReplicaGlyph = {
    view: 0,
    leader: 0,
    mode: 'normal',
    executedSlot: executed,
    stableSlot: 0,
    armed: [],
    slots: [
      {
        slot: 1,
        phase,
        level: executed === 1 ? 4 : prepared ? 2 : proposed ? 1 : 0,
        digest: DIGEST,
        rings: [first, second],
      },
    ],
    change: null,
  };
  return {
    id,
    status: down ? 'crashed' : 'up',
    behaviour: 'honest',
    corrupted: false,
    cutOff: false,
    glyph: down ? null : glyph,
    root: down ? null : executed === 1 ? DIGEST : GENESIS,
    timers: [],
    waiting: proposed && !prepared ? `needs 3 PREPAREs, has ${first.count} with R0` : null,
  };
}

function votersOf(taken: readonly Leg[], type: string): ReplicaId[] {
  return taken.filter((leg) => leg.type === type).map((leg) => leg.from as ReplicaId);
}

function ring(label: string, hue: 'vote1' | 'vote2', self: ReplicaId, voters: readonly ReplicaId[]): Ring {
  const segments: RingSegment[] = REPLICAS.map((id) =>
    !voters.includes(id) ? 'none' : id === self ? 'own' : 'heard',
  );
  const count = segments.filter((segment) => segment !== 'none').length;
  return { label, hue, segments, proposer: label === 'PREPARE' ? 0 : null, count, threshold: 3 };
}

function clientAt(cursor: number, done: number): Frame['clients'][number] {
  const equal = LEGS.slice(0, done)
    .filter((leg) => leg.type === 'REPLY')
    .map((leg) => leg.from as ReplicaId);
  const paid = equal.length >= 2;
  return {
    id: 'c0',
    submitted: cursor > 0 ? 1 : 0,
    accepted: paid ? 1 : 0,
    rejected: 0,
    request:
      cursor === 0
        ? null
        : {
            timestamp: 1,
            text: 'account 1 pays account 2 25.00 USD',
            state: paid ? 'accepted' : 'waiting',
            equal,
            threshold: 2,
            outcome: paid ? 'paid: 2 equal replies' : null,
          },
  };
}

function name(endpoint: Endpoint): string {
  return typeof endpoint === 'number' ? `R${endpoint}` : endpoint;
}
