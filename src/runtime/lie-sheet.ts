/**
 * What a liar could say differently: the next message of a type that a replica is going to send, or one on
 * its way, with its fields as the protocol's lie kit has them. Looking ahead may simulate more of the run; it
 * changes nothing of it.
 */
import type { Effect } from '../kernel/effect.ts';
import type { Endpoint, ReplicaId } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import type { ReplicaEvent } from '../kernel/trace.ts';
import type { LieSheet, Problem } from './court-api.ts';
import { findEnvelope } from './find-envelope.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

/** Null for `type`: the next message of any type. */
export async function lieSheet(
  run: PageRun,
  cursor: number,
  replica: ReplicaId,
  type: string | null,
): Promise<LieSheet | Problem> {
  const { plan } = run.assembly;
  if (!Number.isInteger(replica) || replica < 0 || replica >= plan.replicas)
    return { problem: `expected a replica from 0 to ${plan.replicas - 1}, found ${replica}` };
  const state = run.recording.pictureAt(cursor).seats[replica];
  if (state?.status === 'crashed') return { problem: `R${replica} is down: it sends nothing to lie with` };
  await run.extend(() => run.length >= cursor + limits.lieAhead);
  const sent = saidFrom(run, cursor, replica);
  const types = [...new Set(sent.map(({ message }) => message.type))];
  const next = sent.find(({ message }) => type === null || message.type === type);
  if (next === undefined)
    return { problem: `R${replica} sends ${type === null ? 'nothing' : `no ${type}`} in what comes next` };
  return sheetOf(run, replica, next.message, next.to, next.cursor, types);
}

/** Of a message that is on its way: what its sender could have said instead. */
export function alterSheet(run: PageRun, cursor: number, id: string): LieSheet | Problem {
  const found = findEnvelope(run.recording, cursor, id);
  if (found === null) return { problem: `expected a message on its way, found ${id.slice(0, 40)}` };
  const { from, to, message } = found.envelope;
  if (typeof from !== 'number') return { problem: `${from} is a client: clients do not lie here` };
  return sheetOf(run, from, message, [to], cursor, [message.type]);
}

interface Said {
  readonly message: Message;
  readonly to: readonly Endpoint[];
  /** Just after it was said: what it may say is read off what its sender knew by then. */
  readonly cursor: number;
}

function saidFrom(run: PageRun, cursor: number, replica: ReplicaId): readonly Said[] {
  const said: Said[] = [];
  const idle = new Set(run.assembly.manifest.idleTypes);
  const end = Math.min(run.length, cursor + limits.lieAhead);
  for (let index = cursor; index < end; index++) {
    const event = run.recording.glance(index);
    if (event?.kind !== 'replica' || event.replica !== replica) continue;
    for (const one of saidIn(event, run.assembly.plan.replicas))
      if (!idle.has(one.message.type)) said.push(one);
  }
  return said;
}

function saidIn({ effects, index, replica }: ReplicaEvent, replicas: number): readonly Said[] {
  return effects.flatMap((effect: Effect): readonly Said[] => {
    if (effect.kind === 'broadcast') {
      const others = Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== replica);
      return [{ message: effect.message, to: others, cursor: index + 1 }];
    }
    if (effect.kind !== 'send' && effect.kind !== 'reply') return [];
    return [{ message: effect.message, to: [effect.to], cursor: index + 1 }];
  });
}

function sheetOf(
  run: PageRun,
  replica: ReplicaId,
  message: Message,
  to: readonly Endpoint[],
  cursor: number,
  types: readonly string[],
): LieSheet | Problem {
  const { manifest, plan } = run.assembly;
  const state = run.recording.stateAt(replica, cursor);
  if (state === null || manifest.lies === undefined)
    return { problem: `R${replica} has nothing to lie with at this moment` };
  const { replicas, faults, options } = plan;
  const { view, slot, text } = manifest.summary(message);
  const fields = manifest.lies.fields(message, state.protocol, { self: replica, replicas, faults, options });
  return { replica, types, type: message.type, view, slot, text, to, fields };
}
