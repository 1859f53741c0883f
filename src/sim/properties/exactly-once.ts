/**
 * EXACTLY_ONCE (fact pack §0.1): a request changes a correct replica's state at most once. What a process
 * executes again after it went back to a snapshot is a replay: its state no longer held the first execution.
 * So a request is executed twice iff the slot of its earlier execution lies within what the process has
 * executed already.
 */

import type { ReplicaId, Slot } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { sign } from '../sign.ts';
import { lookUp, type Owner, store, type Table } from '../table.ts';
import type { Decided } from '../timeline.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { requestName } from './words.ts';

interface Memory {
  owner: Owner;
  /** Replica, then client number, then timestamp: the slot in which it last executed that request. */
  executed: Table<Table<Table<Slot>>> | undefined;
}

export function exactlyOnce(): SharedProperty {
  return alwaysProperty(rule, { owner: {}, executed: undefined });
}

const rule: Rule<Memory> = {
  id: 'exactly-once',
  wants: sign.decided,
  promise: 'No correct replica executed a request twice.',
  copy(memory) {
    memory.owner = {};
    return { ...memory, owner: {} };
  },
  judge(memory, event, world) {
    if (event.kind !== 'replica') return null;
    const { replica } = event;
    for (const decided of world.decided) {
      const { slot, execute } = decided.commit;
      for (const [at, request] of execute.entries()) {
        const earlier = enterExecution(memory, replica, request, slot);
        if (!isWithin(earlier, decided, request, at)) continue;
        const name = requestName(request);
        const because = `R${replica} executed ${name} in slot ${earlier} and again in slot ${slot}.`;
        return { replicas: [replica], because };
      }
    }
    return null;
  },
};

/**
 * Was the earlier execution still part of the state? In the same slot it was if it stands earlier in the
 * list.
 */
function isWithin(
  earlier: Slot | undefined,
  { commit, before }: Decided,
  request: Request,
  at: number,
): boolean {
  if (earlier === undefined) return false;
  if (earlier <= before) return true;
  return at > 0 && commit.execute.slice(0, at).some((other) => isSame(other, request));
}

function enterExecution(memory: Memory, replica: ReplicaId, request: Request, slot: Slot): Slot | undefined {
  const { owner } = memory;
  const client = Number(request.client.slice(1));
  if (!Number.isSafeInteger(client) || client < 0) return undefined;
  const clients = lookUp(memory.executed, replica);
  const timestamps = lookUp(clients, client);
  const earlier = lookUp(timestamps, request.timestamp);
  const next = store(timestamps, request.timestamp, slot, owner);
  if (next === timestamps) return earlier;
  memory.executed = store(memory.executed, replica, store(clients, client, next, owner), owner);
  return earlier;
}

function isSame(a: Request, b: Request): boolean {
  return a.client === b.client && a.timestamp === b.timestamp;
}
