/**
 * What a liar could say differently: the next message of a type that a replica is going to send, or one on
 * its way, with its fields as the protocol's lie kit has them. Looking ahead may simulate more of the run; it
 * changes nothing of it.
 */
import type { Effect } from '../kernel/effect.ts';
import type { Endpoint, ReplicaId } from '../kernel/ids.ts';
import type { LieField } from '../kernel/lie.ts';
import type { Message } from '../kernel/message.ts';
import type { ReplicaEvent } from '../kernel/trace.ts';
import type { LieSheet, LieVote, Problem } from './court-api.ts';
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
  const sheet = sheetOf(run, replica, next.message, next.to, next.cursor, types);
  return 'problem' in sheet ? sheet : { ...sheet, votes: votesAfter(run, next) };
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

/** Who goes on to vote for what this message says, with what; each type once. */
function votesAfter(run: PageRun, { message, cursor }: Said): readonly LieVote[] {
  const { assembly } = run;
  const value = assembly.manifest.summary(message);
  const votes: LieVote[] = [];
  if (value.digest === null) return votes;
  for (let replica = 0; replica < assembly.plan.replicas; replica++) {
    for (const said of saidFrom(run, cursor, replica)) {
      const { type, view, slot, digest } = assembly.manifest.summary(said.message);
      const isSame = view === value.view && slot === value.slot && digest === value.digest;
      if (!isSame || votes.some((vote) => vote.replica === replica && vote.type === type)) continue;
      const fields = fieldsOf(run, replica, said.message, said.cursor);
      if (fields !== null) votes.push({ replica, type, view, slot, fields });
    }
  }
  return votes;
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
  const fields = fieldsOf(run, replica, message, cursor);
  if (fields === null) return { problem: `R${replica} has nothing to lie with at this moment` };
  const { view, slot, text } = run.assembly.manifest.summary(message);
  return { replica, types, type: message.type, view, slot, text, to, fields, votes: [] };
}

/** Null where the protocol knows no lies, or the replica is no more. */
function fieldsOf(
  run: PageRun,
  replica: ReplicaId,
  message: Message,
  cursor: number,
): readonly LieField[] | null {
  const { manifest, plan } = run.assembly;
  const state = run.recording.stateAt(replica, cursor);
  if (state === null || manifest.lies === undefined) return null;
  const { replicas, faults, options } = plan;
  return manifest.lies.fields(message, state.protocol, { self: replica, replicas, faults, options });
}
