/**
 * VALIDITY (fact pack §0.1): what is decided was asked for. Every command of a decided slot was sent by that
 * client earlier in the trace, with that timestamp and that operation; the slot's digest is theirs; and
 * nothing is executed that the slot does not hold.
 */
import type { Commit } from '../../kernel/effect.ts';
import type { ClientId, Digest, Hex } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { ReplicaEvent, TraceEvent } from '../../kernel/trace.ts';
import { sign } from '../sign.ts';
import { lookUp, type Owner, store, type Table } from '../table.ts';
import { alwaysProperty, type Finding, type Rule, type SharedProperty } from './shared.ts';
import { requestName, shortDigest } from './words.ts';

/** Recomputes the digest of a decided value; null where the protocol does not say how. */
export type ValueDigest = ((commands: readonly Request[]) => Digest) | null;

interface Memory {
  owner: Owner;
  /** Client number, then timestamp: the operation sent. */
  submitted: Table<Table<Hex>> | undefined;
}

export function validity(valueDigest: ValueDigest): SharedProperty {
  return alwaysProperty(ruleFor(valueDigest), { owner: {}, submitted: undefined });
}

function ruleFor(valueDigest: ValueDigest): Rule<Memory> {
  return {
    id: 'validity',
    wants: sign.client | sign.decided,
    promise: 'Every executed command had been sent by its client.',
    copy(memory) {
      memory.owner = {};
      return { ...memory, owner: {} };
    },
    judge(memory, event, world) {
      if (event.kind === 'client') remember(memory, event);
      if (event.kind !== 'replica') return null;
      for (const { commit } of world.decided) {
        const because =
          foreignCommand(memory, commit) ?? wrongDigest(valueDigest, commit) ?? strangeExecution(commit);
        if (because !== null) return finding(event, commit, because);
      }
      return null;
    },
  };
}

function finding({ replica }: ReplicaEvent, { slot }: Commit, because: string): Finding {
  return { replicas: [replica], because: `R${replica} executed slot ${slot}, but ${because}.` };
}

function remember(memory: Memory, event: TraceEvent & { readonly kind: 'client' }): void {
  const { client, action } = event;
  if (action.kind !== 'submitted') return;
  const number = clientNumber(client);
  const own = store(lookUp(memory.submitted, number), action.timestamp, action.operation, memory.owner);
  memory.submitted = store(memory.submitted, number, own, memory.owner);
}

function foreignCommand({ submitted }: Memory, { commands }: Commit): string | null {
  for (const command of commands) {
    const sent = lookUp(lookUp(submitted, clientNumber(command.client)), command.timestamp);
    if (sent === command.operation) continue;
    const what = requestName(command);
    return sent === undefined
      ? `${what} in it was never sent by ${command.client}`
      : `${what} in it is not the operation that ${command.client} sent`;
  }
  return null;
}

function wrongDigest(valueDigest: ValueDigest, { digest, commands }: Commit): string | null {
  if (digest === null) return commands.length === 0 ? null : 'a null request holds no commands';
  if (valueDigest === null) return null;
  const found = valueDigest(commands);
  if (found === digest) return null;
  return `its commands have the digest ${shortDigest(found)} and not the decided ${shortDigest(digest)}`;
}

function strangeExecution({ commands, execute }: Commit): string | null {
  for (const command of execute) {
    const held = commands.some((other) => other === command || isSame(other, command));
    if (!held) return `${requestName(command)}, which it executed, is not in it`;
  }
  return null;
}

function isSame(a: Request, b: Request): boolean {
  return a.client === b.client && a.timestamp === b.timestamp && a.operation === b.operation;
}

/** NaN for a name that is no client's: no table holds anything under it. */
function clientNumber(client: ClientId): number {
  return Number(client.slice(1));
}
