/**
 * Everything that happens at one simulated time, in the order of DESIGN 3: session commands in list order;
 * then, per replica in id order, its deliveries (by sender, clients after replicas, then order of sending)
 * and its timers; then clients. A command with `after: k` waits until k events of the instant are done, so
 * such an instant goes one by one.
 */
import { invariant } from '../kernel/assert.ts';
import type { ClientId, Endpoint, ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import type { Envelope, SimCommand } from '../kernel/trace.ts';
import type { HostInput } from './host.ts';

export interface TimerItem {
  readonly kind: 'timer';
  readonly replica: ReplicaId;
  readonly timer: TimerName;
  /** Which arming of this name it belongs to: an older one is stale. */
  readonly generation: number;
}

export interface ClientItem {
  readonly kind: 'retry' | 'due';
  readonly client: ClientId;
  /** Timestamp of the request that a retry is about. */
  readonly timestamp: number;
}

/** A replica begins: for the first time, or again after a crash. */
export interface StartItem {
  readonly kind: 'start' | 'recover';
  readonly replica: ReplicaId;
  readonly cause: number;
}

/** What waits at one replica. */
export type Pending = Envelope | TimerItem | StartItem;

/** What the agenda holds. Envelopes stand for themselves: there are too many of them to wrap each. */
export type Item = Pending | ClientItem;

export function isEnvelope(item: Item): item is Envelope {
  return (item as Envelope).message !== undefined;
}

/** What waits at a replica as its host gets it. */
export function toInput(pending: Pending): HostInput {
  if (isEnvelope(pending)) return { kind: 'message', from: pending.from, message: pending.message };
  return bare(pending);
}

export function bare(pending: Exclude<Pending, Envelope>) {
  return pending.kind === 'timer' ? { kind: pending.kind, timer: pending.timer } : { kind: pending.kind };
}

export class Instant {
  /** Events of this instant done so far: more than none when a branch begins where an instant had been. */
  done: number;
  readonly replicas = new Map<ReplicaId, Pending[]>();
  readonly clients = new Map<ClientId, (Envelope | ClientItem)[]>();

  readonly at: TimeUs;
  /** Those at this time not yet run, in list order. */
  private readonly commands: SimCommand[];

  constructor(at: TimeUs, commands: SimCommand[], items: readonly Item[], done = 0) {
    this.at = at;
    this.commands = commands;
    this.done = done;
    for (const item of items) this.append(item);
    for (const queue of this.replicas.values()) sortBySender(queue);
    for (const queue of this.clients.values()) sortBySender(queue);
  }

  /** True while some command waits for an exact number of events. */
  get oneByOne(): boolean {
    return this.commands.some((command) => command.after !== undefined && command.after > this.done);
  }

  /** The next command whose turn it is; all of them once nothing else is left. */
  takeCommand(): SimCommand | undefined {
    const left = this.replicas.size > 0 || this.clients.size > 0;
    const index = this.commands.findIndex((command) => !left || (command.after ?? 0) <= this.done);
    return index < 0 ? undefined : this.commands.splice(index, 1)[0];
  }

  /** Replicas with something pending, ascending. */
  replicaIds(): readonly ReplicaId[] {
    return [...this.replicas.keys()].sort((a, b) => a - b);
  }

  /** The lowest of them; there must be one. */
  firstReplica(): ReplicaId {
    const first = lowest(this.replicas.keys(), (a, b) => a - b);
    invariant(first !== undefined, 'a replica with something pending expected, found none');
    return first;
  }

  firstClient(): ClientId | undefined {
    return lowest(this.clients.keys(), (a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }

  /** Next item of a client; a client with none left is forgotten. */
  takeFromClient(client: ClientId): Envelope | ClientItem | undefined {
    const queue = this.clients.get(client);
    const item = queue?.shift();
    if (queue?.length === 0) this.clients.delete(client);
    return item;
  }

  /** Puts in what a command brings into this instant, at its place among what waits there. */
  add(item: Item): void {
    sortBySender(this.append(item));
  }

  /** The first envelope that `wanted` accepts, wherever it waits. */
  find(wanted: (item: object) => boolean): Envelope | undefined {
    for (const queues of [this.replicas, this.clients] as Map<unknown, object[]>[]) {
      for (const queue of queues.values()) {
        const found = queue.find(wanted);
        if (found !== undefined) return found as Envelope;
      }
    }
    return undefined;
  }

  /** Takes out the first envelope that `wanted` accepts, wherever it waits. */
  remove(wanted: (item: object) => boolean): Envelope | null {
    for (const queues of [this.replicas, this.clients] as Map<unknown, object[]>[]) {
      for (const [key, queue] of queues) {
        const index = queue.findIndex(wanted);
        if (index < 0) continue;
        const [found] = queue.splice(index, 1);
        if (queue.length === 0) queues.delete(key);
        return found as Envelope;
      }
    }
    return null;
  }

  private append(item: Item): (Pending | ClientItem)[] {
    if (isEnvelope(item)) {
      return typeof item.to === 'number'
        ? append(this.replicas, item.to, item)
        : append(this.clients, item.to, item);
    }
    return 'replica' in item
      ? append(this.replicas, item.replica, item)
      : append(this.clients, item.client, item);
  }
}

/** Returns the queue that the value is in now. */
function append<K, V>(queues: Map<K, V[]>, key: K, value: V): V[] {
  let queue = queues.get(key);
  if (queue === undefined) {
    queue = [];
    queues.set(key, queue);
  }
  queue.push(value);
  return queue;
}

function lowest<K>(keys: Iterable<K>, compare: (a: K, b: K) => number): K | undefined {
  let least: K | undefined;
  for (const key of keys) if (least === undefined || compare(key, least) < 0) least = key;
  return least;
}

/**
 * Stable, and free when the agenda's order is right already, as it is for a broadcast round with equal
 * delays.
 */
function sortBySender(queue: (Pending | ClientItem)[]): void {
  for (let i = 1; i < queue.length; i++) {
    if (compare(queue[i - 1] as Pending, queue[i] as Pending) > 0) {
      queue.sort(compare);
      return;
    }
  }
}

/** By sender, then by order of sending: copies on one link are numbered in that order. */
function compare(a: Pending | ClientItem, b: Pending | ClientItem): number {
  const difference = rank(a) - rank(b);
  return difference !== 0 || !('message' in a) || !('message' in b) ? difference : a.number - b.number;
}

const clientRank = 0x1_0000;
const timerRank = 0x8000_0000;

function rank(item: Pending | ClientItem): number {
  if ('message' in item) return senderRank(item.from);
  return item.kind === 'start' || item.kind === 'recover' ? -1 : timerRank + (item.kind === 'due' ? 1 : 0);
}

function senderRank(from: Endpoint): number {
  return typeof from === 'number' ? from : clientRank + Number(from.slice(1));
}
