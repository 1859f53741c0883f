/** CLIENT_SOUND (fact pack §1.10): what a client accepts is what its request gave in the decided order. */
import type { AlwaysRule, Violation } from '../../../kernel/always.ts';
import type { ClientId, ReplicaId } from '../../../kernel/ids.ts';
import type { Reply } from '../../../kernel/message.ts';
import type { ClientEvent, ReplicaEvent } from '../../../kernel/trace.ts';

interface Result {
  readonly timestamp: number;
  readonly result: string;
  readonly replica: ReplicaId | null;
}

interface ClientMemory {
  /** The latest request of each client that a replica with a sound state executed, and its receipt. */
  readonly executed: Map<ClientId, Result>;
  /** The latest result that each client accepted. */
  readonly accepted: Map<ClientId, Result>;
}

/** What a client accepts is what its request gave in the decided order, whichever comes first. */
export const clientSound: AlwaysRule<ClientMemory> = {
  id: 'pbft/client-sound',
  promise: 'Every accepted result is the one that the decided order gave.',
  judge(memory, event, world) {
    if (event.kind === 'client') return acceptedNow(memory, event);
    if (event.kind !== 'replica' || event.applied.length === 0) return null;
    return world.isStateCorrect(event.replica) ? executedNow(memory, event) : null;
  },
};

function acceptedNow(memory: ClientMemory, { client, action }: ClientEvent): Violation | null {
  if (action.kind !== 'received' || action.accepted === null) return null;
  const { timestamp } = action.envelope.message as Reply;
  const accepted = { timestamp, result: action.accepted.result, replica: null };
  memory.accepted.set(client, accepted);
  return differ(client, accepted, memory.executed.get(client));
}

function executedNow(memory: ClientMemory, { effects, applied, replica }: ReplicaEvent): Violation | null {
  for (const effect of effects) {
    if (effect.kind !== 'commit') continue;
    const done = applied.find((one) => one.cause === 'commit' && one.slot === effect.slot);
    for (const [i, { client, timestamp }] of effect.execute.entries()) {
      const executed = { timestamp, result: done?.receipts[i] ?? '', replica };
      if ((memory.executed.get(client)?.timestamp ?? 0) < timestamp) memory.executed.set(client, executed);
      const wrong = differ(client, memory.accepted.get(client), executed);
      if (wrong) return wrong;
    }
  }
  return null;
}

function differ(
  client: ClientId,
  accepted: Result | undefined,
  executed: Result | undefined,
): Violation | null {
  if (!accepted || !executed || accepted.timestamp !== executed.timestamp) return null;
  if (accepted.result === executed.result) return null;
  const request = `Request ${accepted.timestamp} of ${client}`;
  const [gave, took] = [excerpt(executed.result, accepted.result), excerpt(accepted.result, executed.result)];
  const because = `${request} gave ${gave} at R${executed.replica}, the client accepted ${took}.`;
  return { replicas: executed.replica === null ? [] : [executed.replica], because };
}

/** Eight digits from where a receipt begins to differ from another: they often begin alike. */
function excerpt(receipt: string, other: string): string {
  let from = 0;
  while (from < receipt.length && receipt[from] === other[from]) from++;
  from -= from % 2;
  return `${from > 0 ? '…' : ''}${receipt.slice(from, from + 8)}`;
}
