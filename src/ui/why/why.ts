/**
 * "Why is nothing happening?", answered from one frame: what comes next, which guard waits for whose vote and
 * what keeps that one, whom each client waits for, and which timer fires when. Pure; every word follows from
 * the frame.
 */
import type { Endpoint, ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Ring } from '../../kernel/present.ts';
import type { Flight, Frame, ReplicaFrame } from '../../projection/frame.ts';
import { counted, inMs, namedSeats, seatName, seatNames } from '../panels/words.ts';
import { listed } from '../speech.ts';
import { currentRing, focusSlot, ringsOf } from '../stage/focus.ts';

export interface Why {
  /** What happens next, or why nothing does: one or two sentences. */
  readonly headline: string;
  readonly waits: readonly Wait[];
  /** Soonest first; idle ones last. */
  readonly timers: readonly WhyTimer[];
}

/** Somebody who cannot go on, and the reason. */
export interface Wait {
  readonly who: Endpoint;
  /** "slot 1 needs 3 COMMITs, has 2: from R1 and R3" */
  readonly guard: string;
  /** Each one whose vote is missing, and what keeps it: "R2 is crashed". */
  readonly missing: readonly string[];
}

export interface WhyTimer {
  /** A replica's timer, or a client that will send its request again. */
  readonly who: Endpoint;
  /** The protocol's name of the timer; `retry` for a client. */
  readonly name: string;
  readonly dueAt: TimeUs;
  readonly left: TimeUs;
  readonly idle: boolean;
  /** It is the next one to fire. */
  readonly next: boolean;
}

/** @param now the time on the clock; @param ended why the run cannot go on, null while it can */
export function whyAt(frame: Frame, now: TimeUs, ended: string | null): Why {
  const timers = timersOf(frame, now);
  const waits = [...frame.replicas.flatMap((replica) => waitOf(replica, frame)), ...clientWaits(frame)];
  return { headline: headline(frame, now, { ended, timers, waits }), waits, timers };
}

interface Known {
  readonly ended: string | null;
  readonly timers: readonly WhyTimer[];
  readonly waits: readonly Wait[];
}

function headline(frame: Frame, now: TimeUs, { ended, timers, waits }: Known): string {
  if (ended !== null) return `The run has ended: ${ended}.`;
  if (frame.seat !== undefined) return fromSeat(frame.seat, frame, { timers, waits });
  const busy = frame.inFlight.filter((flight) => !flight.idle);
  if (busy.length > 0) return onTheWay(busy, frame, now);
  const timer = timers.find(({ idle }) => !idle) ?? timers[0];
  const next = timer === undefined ? 'No timer is armed.' : timerSentence(timer, frame.inFlight.length > 0);
  if (waits.length === 0) return `Everybody is answered and nobody waits. ${next}`;
  const stuck = waits.flatMap(({ who }) =>
    typeof who === 'number' && frame.replicas[who]?.status === 'up' ? [who] : [],
  );
  const who = stuck.length === 0 ? 'no replica is stuck' : `${seatNames(stuck)} cannot go on`;
  const { now: faulty, limit } = frame.faulty;
  const over =
    faulty.length > limit ? ` ${faulty.length} are faulty (${seatNames(faulty)}), f = ${limit}.` : '';
  return `Nothing that matters is on its way: ${who}.${over} ${next}`;
}

/** What one replica can say: of itself alone, and of its messages that they were sent. */
function fromSeat(seat: ReplicaId, { inFlight }: Frame, { timers, waits }: Omit<Known, 'ended'>): string {
  const sent = inFlight.filter(({ idle }) => !idle);
  const told = sent.length === 0 ? '' : ` It sent ${listed(sent)}; what became of that is not known there.`;
  const [timer] = timers;
  const next = timer === undefined ? 'No timer of its own is armed.' : timerSentence(timer, false);
  const stands = waits.length === 0 ? 'waits for nothing that it knows of' : 'cannot go on';
  return `R${seat} ${stands}.${told} ${next}`;
}

function onTheWay(busy: readonly Flight[], frame: Frame, now: TimeUs): string {
  const [first] = busy as readonly [Flight, ...Flight[]];
  const held = frame.replicas[typeof first.to === 'number' ? first.to : -1]?.status === 'paused';
  const left = first.dueAt - now;
  const when = left <= 0 ? 'now' : `in ${inMs(left)}`;
  const next = `${seatName(first.from)}’s ${first.summary.type} reaches ${seatName(first.to)} ${when}`;
  return `${listed(busy)} on the way: ${next}${held ? ', which is paused' : ''}.`;
}

function timerSentence({ who, name, left, idle }: WhyTimer, routine: boolean): string {
  if (typeof who !== 'number') {
    return `Next that matters: ${who} sends its request again, to every replica, in ${inMs(left)}.`;
  }
  if (!idle) return `Next that matters: R${who}’s ${name} timer fires in ${inMs(left)}.`;
  const next = routine ? 'Besides routine messages, next' : 'Next';
  return `${next}: R${who}’s ${name} timer, which is routine, in ${inMs(left)}.`;
}

function timersOf(frame: Frame, now: TimeUs): readonly WhyTimer[] {
  const armed = frame.replicas.flatMap(({ id, timers, status }) =>
    status === 'crashed' ? [] : timers.map((timer) => ({ ...timer, who: id as Endpoint })),
  );
  const all = [...armed, ...retriesOf(frame)];
  const soonest = all.sort((a, b) => Number(a.idle) - Number(b.idle) || a.dueAt - b.dueAt);
  const next = Math.min(...all.map(({ dueAt }) => dueAt));
  return soonest.map(({ who, name, dueAt, idle }) => ({
    who,
    name,
    dueAt,
    left: Math.max(0, dueAt - now),
    idle,
    next: dueAt === next,
  }));
}

/** A client that waits sends its request once more after a while: what moves a stuck run on. */
function retriesOf({ clients }: Frame) {
  return clients.flatMap(({ id, request }) =>
    request?.retryAt === undefined ? [] : [{ who: id, name: 'retry', dueAt: request.retryAt, idle: false }],
  );
}

function waitOf(replica: ReplicaFrame, frame: Frame): readonly Wait[] {
  if (replica.status !== 'up') return [{ who: replica.id, guard: `is ${replica.status}`, missing: [] }];
  if (replica.waiting === null) return [];
  const [ring] = currentRing(ringsOf(replica.glyph, focusSlot(frame, null)));
  const missing = ring === undefined ? [] : missingOf(ring, replica.id, frame);
  return [{ who: replica.id, guard: namedSeats(replica.waiting), missing }];
}

function missingOf(ring: Ring, self: ReplicaId, frame: Frame): readonly string[] {
  if (ring.count >= ring.threshold) return [];
  return ring.segments.flatMap((segment, seat) =>
    segment === 'none' && seat !== self ? [keptBy(seat, self, ring, frame)] : [],
  );
}

/** What keeps a vote: the first of these that is so. */
function keptBy(seat: ReplicaId, self: ReplicaId, ring: Ring, frame: Frame): string {
  if (frame.seat !== undefined) return `R${seat}’s has not come here`;
  const other = frame.replicas[seat];
  const coming = frame.inFlight.find(
    ({ from, to, summary }) => from === seat && to === self && summary.type === ring.label,
  );
  if (coming !== undefined) return `R${seat}’s is on its way`;
  if (other === undefined || other.status !== 'up') return `R${seat} is ${other?.status ?? 'unknown'}`;
  if (frame.cuts.some(([from, to]) => from === seat && to === self)) return `R${seat} is cut off from it`;
  if (other.behaviour !== 'honest') return `R${seat} lies (${other.behaviour})`;
  return `R${seat} has not voted`;
}

function clientWaits({ clients }: Frame): readonly Wait[] {
  return clients.flatMap(({ id, request }) => {
    if (request === null || request.state !== 'waiting') return [];
    const { equal, threshold, asked } = request;
    const has = equal.length === 0 ? 'has none' : `has ${equal.length}: from ${seatNames(equal)}`;
    const needed = asked === true ? '? equal replies' : counted(threshold, 'equal reply', 'equal replies');
    return [{ who: id, guard: `needs ${needed}, ${has}`, missing: [] }];
  });
}
