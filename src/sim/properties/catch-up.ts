/**
 * CATCH_UP (fact pack §0.1): every correct replica that is up and connected reaches the slot that the others
 * have executed. It holds when nobody is behind. One slot is watched at a time: once the last replica has
 * reached it, the highest slot executed by then is next. A replica that takes longer than the bound over it
 * violates the property.
 */
import type { ReplicaId, Slot, TimeUs } from '../../kernel/ids.ts';
import type { Verdict } from '../../kernel/property.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { connectedReplicas } from '../connected.ts';
import { sign } from '../sign.ts';
import type { TraceWorld } from '../trace-world.ts';
import { boundNow, explanation, type Patience } from './patience.ts';
import { type Explain, type SharedProperty, type Violation, verdictOf } from './shared.ts';
import { milliseconds, replicaNames } from './words.ts';

interface Memory {
  violation: Violation | null;
  /** The world's version when the members were last looked at; −1 before that. */
  version: number;
  members: readonly ReplicaId[];
  /** By replica: how far it has executed, and whether it is a member. */
  readonly executed: Slot[];
  isMember: readonly boolean[];
  /** The slot watched, how many members have not reached it, since when and how long they may take. */
  target: Slot;
  behind: number;
  since: TimeUs;
  until: TimeUs;
}

const id = 'catch-up';
const promise = 'Every correct replica that is up and connected has executed as far as the others.';

export function catchUp(replicas: number, patience: Patience): SharedProperty {
  return catchUpFrom(patience, {
    violation: null,
    version: -1,
    members: [],
    executed: new Array<Slot>(replicas).fill(0),
    isMember: new Array<boolean>(replicas).fill(false),
    target: 0,
    behind: 0,
    since: 0,
    until: Number.POSITIVE_INFINITY,
  });
}

function catchUpFrom(patience: Patience, memory: Memory): SharedProperty {
  return {
    id,
    kind: 'eventually',
    wants: sign.decided | sign.moved | sign.command | sign.due,
    get wakesAfter() {
      return memory.violation === null ? memory.until : Number.POSITIVE_INFINITY;
    },
    get violation() {
      return memory.violation;
    },
    observe(event, world) {
      if (memory.violation !== null) return;
      if (event.at > memory.until) memory.violation = tooLate(patience, memory, event);
      if (memory.version !== world.version) look(patience, memory, event.at, world);
      if (event.kind === 'replica') move(patience, memory, event.replica, event.at, world);
    },
    verdict: (explain = () => null) => verdict(memory, explain),
    clone: () => catchUpFrom(patience, { ...memory, executed: memory.executed.slice() }),
  };
}

function tooLate(patience: Patience, memory: Memory, event: TraceEvent): Violation {
  const late = laggards(memory, memory.target);
  const reason = explanation(late, patience.explain);
  const verb = late.length === 1 ? 'has' : 'have';
  const waited = `${replicaNames(late)} ${verb} not executed slot ${memory.target}`;
  const others = `which another replica had executed ${milliseconds(event.at - memory.since)} before`;
  const because = `${waited}, ${others}${reason ? `; ${reason.clause}` : ''}.`;
  return { event: event.index, replicas: late, because };
}

/** Something changed about who is up, correct or connected: the patience begins anew. */
function look(patience: Patience, memory: Memory, at: TimeUs, world: TraceWorld): void {
  memory.version = world.version;
  const everyone = Array.from({ length: world.replicas }, (_, replica) => replica);
  memory.members = connectedReplicas(world, everyone);
  const members = new Set(memory.members);
  memory.isMember = everyone.map((replica) => members.has(replica));
  aim(patience, memory, at, world);
}

/** The replica of this event may have executed, or gone back to a snapshot. */
function move(patience: Patience, memory: Memory, replica: ReplicaId, at: TimeUs, world: TraceWorld): void {
  const before = memory.executed[replica] as Slot; // one entry per replica
  const after = world.executedSlot(replica);
  if (before === after) return;
  memory.executed[replica] = after;
  if (memory.isMember[replica] !== true) return;
  const { target } = memory;
  if (before < target && after >= target) memory.behind--;
  if (before >= target && after < target) memory.behind++;
  if (memory.behind === 0) aim(patience, memory, at, world);
}

/** Watches the highest slot executed by a member, if another member has not reached it. */
function aim(patience: Patience, memory: Memory, at: TimeUs, world: TraceWorld): void {
  const target = highest(memory);
  memory.behind = laggards(memory, target).length;
  memory.target = memory.behind === 0 ? 0 : target;
  memory.since = at;
  const expected = memory.target > 0 && memory.members.length >= patience.enough;
  const from = Math.max(at, world.settledAt);
  memory.until = expected ? from + boundNow(patience, world) : Number.POSITIVE_INFINITY;
}

function highest({ members, executed }: Memory): Slot {
  let slot = 0;
  for (const replica of members) slot = Math.max(slot, executed[replica] as Slot); // one entry per replica
  return slot;
}

function laggards({ members, executed }: Memory, slot: Slot): readonly ReplicaId[] {
  return members.filter((replica) => (executed[replica] as Slot) < slot); // one entry per replica
}

function verdict(memory: Memory, explain: Explain): Verdict {
  const top = highest(memory);
  const late = laggards(memory, top);
  if (memory.violation !== null || late.length === 0) {
    return verdictOf({ id, kind: 'eventually' }, memory.violation, promise);
  }
  const verb = late.length === 1 ? 'has' : 'have';
  const reason = explanation(late, explain);
  const because = `${replicaNames(late)} ${verb} not reached slot ${top}, which others have executed`;
  return {
    property: id,
    kind: 'eventually',
    verdict: 'pending',
    event: null,
    replicas: late,
    because: `${because}${reason === null ? '' : `; ${reason.clause}`}.`,
  };
}
