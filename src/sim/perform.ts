/**
 * The part of a replica's effects that the world carries out: copies go on the network, timers are armed and
 * disarmed. Everything else in an effect list is for the application, the disk, the verdicts and the reader.
 */
import type { Effect, Send, SendReply } from '../kernel/effect.ts';
import type { Endpoint, ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import type { Envelope } from '../kernel/trace.ts';
import { limits } from './limits.ts';
import type { Sending } from './network.ts';
import type { ArmedTimer, Core, ReplicaWorld } from './state.ts';

const nothing: readonly Envelope[] = [];

/** Carries out the effects of one event and returns what it put on the network. */
export function perform(
  core: Core,
  replica: ReplicaId,
  effects: readonly Effect[],
  cause: number,
): readonly Envelope[] {
  let sent: Envelope[] | null = null;
  const at = core.state.now;
  for (const effect of effects) {
    switch (effect.kind) {
      case 'send':
      case 'reply': {
        const { to, message, resend = false, late, held } = effect;
        sent ??= [];
        const sending = { from: replica, message, at, cause, resend };
        const honest = late === undefined && held === undefined;
        if (to !== replica) send(core, honest ? sending : { ...sending, ...waits(effect) }, to, sent);
        break;
      }
      case 'broadcast': {
        const { message, resend = false } = effect;
        const sending = { from: replica, message, at, cause, resend };
        sent ??= [];
        for (let to = 0; to < core.setup.plan.replicas; to++) {
          if (to !== replica) send(core, sending, to, sent);
        }
        break;
      }
      case 'arm':
        arm(core, replica, effect.timer, effect.after, cause);
        break;
      case 'disarm':
        setTimers(core, replica, (timers) => timers.delete(effect.timer));
        break;
      default:
    }
  }
  // A list that has grown has room for some 17 members, and a trace is kept: one copy costs less.
  return sent?.slice() ?? nothing;
}

/** A liar may name any number: whole microseconds within the limit count, others mean at once. */
function waits({ late = 0, held }: Send | SendReply): Pick<Sending, 'late' | 'held'> {
  const wait = Number.isSafeInteger(late) && late > 0 ? Math.min(late, limits.lateMost) : 0;
  return { late: wait, ...(held && { held }) };
}

/**
 * Puts one copy, and the network's duplicate of it, on its way; a recipient that does not exist gets nothing.
 */
export function send(core: Core, sending: Sending, to: Endpoint, sent: Envelope[]): void {
  if (!exists(core, to)) return;
  const before = sent.length;
  core.state.network.send(sending, to, sent);
  for (let i = before; i < sent.length; i++) {
    const envelope = sent[i] as Envelope;
    if (envelope.lost !== null) continue;
    if (envelope.held) {
      core.state.held.push(envelope);
      continue;
    }
    count(core, envelope, 1);
    core.state.agenda.put(envelope.dueAt, envelope);
  }
}

/** A copy is no longer on the network: taken in, or gone. */
export function leave(core: Core, envelope: Envelope): void {
  count(core, envelope, -1);
}

/** One copy more or less on the network. */
export function count(core: Core, envelope: Envelope, change: 1 | -1): void {
  core.state.inFlight += change;
  if (!core.setup.idleTypes.has(envelope.message.type)) core.state.busyInFlight += change;
}

export function setTimers(
  core: Core,
  replica: ReplicaId,
  change: (timers: Map<TimerName, ArmedTimer>) => void,
): void {
  const world = core.state.replicas[replica] as ReplicaWorld;
  const timers = new Map(world.timers);
  change(timers);
  core.state.replicas[replica] = { ...world, timers };
}

/** Every delay is at least 1 µs, so nothing an instant causes falls into it again. */
function arm(core: Core, replica: ReplicaId, timer: TimerName, after: TimeUs, cause: number): void {
  const { state } = core;
  const generation = ++state.generation;
  const dueAt = state.now + Math.max(1, Math.round(after));
  setTimers(core, replica, (timers) => timers.set(timer, { generation, dueAt, cause }));
  state.agenda.put(dueAt, { kind: 'timer', replica, timer, generation });
}

function exists(core: Core, to: Endpoint): boolean {
  const { replicas, clients } = core.setup.plan;
  if (typeof to === 'number') return Number.isInteger(to) && to >= 0 && to < replicas;
  return clients.some((client) => client.id === to);
}
