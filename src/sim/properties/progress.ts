/**
 * PROGRESS (DESIGN 6): holds while every request sent was accepted. It is violated when a request waits
 * longer than the protocol's bound although n − f correct replicas were up and connected with each other and
 * the client, without loss, all that time; otherwise a waiting request leaves it pending. The bound is fixed
 * when that time begins.
 */
import type { ClientId, ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Verdict } from '../../kernel/property.ts';
import type { ClientEvent, CommandEvent, TraceEvent } from '../../kernel/trace.ts';
import { connectedReplicas } from '../connected.ts';
import { sign } from '../sign.ts';
import type { TraceWorld } from '../trace-world.ts';
import { boundNow, explanation, type Patience } from './patience.ts';
import { type Explain, type SharedProperty, type Violation, verdictOf } from './shared.ts';
import { milliseconds, replicaNames, requestName } from './words.ts';

/** A request sent and not yet accepted; immutable. */
interface Waiting {
  readonly client: ClientId;
  readonly timestamp: number;
  readonly sentAt: TimeUs;
  /** Replicas that have been up and connected since the patience began; too few of them expect nothing. */
  readonly members: readonly ReplicaId[];
  /** When the patience ends; infinite while too few are connected. */
  readonly until: TimeUs;
}

interface Memory {
  waiting: ReadonlyMap<string, Waiting>;
  violation: Violation | null;
  /** The world's version when the members were last looked at. */
  version: number;
  /** Who is connected with each client, as of that version. */
  connected: Map<ClientId, readonly ReplicaId[]>;
}

const id = 'progress';
const promise = 'Every request that was sent has been accepted.';

export function progress(patience: Patience): SharedProperty {
  return progressFrom(patience, {
    waiting: new Map(),
    violation: null,
    version: 0,
    connected: new Map(),
  });
}

function progressFrom(patience: Patience, memory: Memory): SharedProperty {
  return {
    id,
    kind: 'eventually',
    wants: sign.client | sign.command | sign.due,
    get wakesAfter() {
      let earliest = Number.POSITIVE_INFINITY;
      if (memory.violation === null)
        for (const { until } of memory.waiting.values()) earliest = Math.min(earliest, until);
      return earliest;
    },
    get violation() {
      return memory.violation;
    },
    observe(event, world) {
      if (memory.violation !== null) return;
      memory.violation = overdue(patience, memory, event);
      if (event.kind === 'command' && disturbs(event)) memory.waiting = disturbed(memory);
      if (memory.version !== world.version) reconsider(patience, memory, event.at, world);
      if (event.kind === 'client') onClient(patience, memory, event, world);
    },
    verdict: (explain = () => null) => verdict(patience, memory, explain),
    clone: () => progressFrom(patience, { ...memory }),
  };
}

/** The sentence names who was there all the time, and what one of them is still missing. */
function overdue(patience: Patience, { waiting }: Memory, event: TraceEvent): Violation | null {
  for (const request of waiting.values()) {
    if (event.at <= request.until) continue;
    const waited = milliseconds(event.at - request.sentAt);
    const there = `${replicaNames(request.members)} were up and connected long enough`;
    const reason = explanation(request.members, patience.explain);
    const because =
      `${requestName(request)} has waited ${waited} although ` +
      `${there}${reason ? `; ${reason.clause}` : ''}.`;
    return { event: event.index, replicas: request.members, because };
  }
  return null;
}

/** A message lost or held up by hand, or a link that changed, is nobody's fault: the patience begins anew. */
function disturbed({ waiting }: Memory): Memory['waiting'] {
  return new Map([...waiting].map(([key, request]) => [key, { ...request, members: [] }]));
}

function disturbs({ command }: CommandEvent): boolean {
  return command.do === 'drop' || command.do === 'delay' || command.do === 'link';
}

/** Members that dropped out leave the patience running while enough are left; else it begins anew. */
function reconsider(patience: Patience, memory: Memory, at: TimeUs, world: TraceWorld): void {
  memory.version = world.version;
  memory.connected = new Map();
  const waiting = new Map<string, Waiting>();
  for (const [key, request] of memory.waiting) {
    const members = connectedReplicas(world, request.members, request.client);
    const goesOn = members.length >= patience.enough;
    waiting.set(key, goesOn ? { ...request, members } : begun(patience, memory, request, at, world));
  }
  memory.waiting = waiting;
}

function onClient(patience: Patience, memory: Memory, event: ClientEvent, world: TraceWorld): void {
  const { client, action, at } = event;
  const waiting = new Map(memory.waiting);
  if (action.kind === 'submitted') {
    const { timestamp } = action;
    const request = { client, timestamp, sentAt: at };
    waiting.set(requestName(request), begun(patience, memory, request, at, world));
  } else if (action.kind === 'received' && action.accepted !== null) {
    const { message } = action.envelope;
    // The client accepts replies of one shape only, so an accepted one has a timestamp.
    if ('timestamp' in message)
      waiting.delete(requestName({ client, timestamp: message.timestamp as number }));
  }
  memory.waiting = waiting;
}

function begun(
  patience: Patience,
  memory: Memory,
  { client, timestamp, sentAt }: Pick<Waiting, 'client' | 'timestamp' | 'sentAt'>,
  at: TimeUs,
  world: TraceWorld,
): Waiting {
  const members = connectedWith(client, memory, world);
  const enough = members.length >= patience.enough;
  const from = Math.max(at, world.settledAt);
  const until = enough ? from + boundNow(patience, world) : Number.POSITIVE_INFINITY;
  return { client, timestamp, sentAt, members, until };
}

function connectedWith(client: ClientId, { connected }: Memory, world: TraceWorld): readonly ReplicaId[] {
  let members = connected.get(client);
  if (members === undefined) {
    const everyone = Array.from({ length: world.replicas }, (_, replica) => replica);
    members = connectedReplicas(world, everyone, client);
    connected.set(client, members);
  }
  return members;
}

function verdict(patience: Patience, { waiting, violation }: Memory, explain: Explain): Verdict {
  const [oldest] = waiting.values();
  if (violation !== null || oldest === undefined)
    return verdictOf({ id, kind: 'eventually' }, violation, promise);
  const since = `${requestName(oldest)} has waited since ${milliseconds(oldest.sentAt)}`;
  const few =
    `fewer than ${patience.enough} correct replicas are up and connected with each other ` + `and the client`;
  const cause = oldest.until === Number.POSITIVE_INFINITY ? `: ${few}` : '';
  const reason = explanation(oldest.members, explain);
  return {
    property: id,
    kind: 'eventually',
    verdict: 'pending',
    event: null,
    replicas: reason === null ? [] : [reason.replica],
    because: `${since}${cause}${reason === null ? '' : `; ${reason.clause}`}.`,
  };
}
