/**
 * The channel: one-way links with delay, loss, duplication and cuts, plus replica groups. Every draw is a
 * function of the link, the purpose and the copy's number on that link, so the twelfth message of a link has
 * the same fate whatever happens elsewhere. A cut takes what is sent while it lasts; what is in flight
 * arrives (DESIGN 7).
 */
import { type Endpoint, endpointName, type ReplicaId, type TimeUs } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import { drawAt, integerBetween, streamKey } from '../kernel/random.ts';
import type { DelayUs, Envelope } from '../kernel/trace.ts';
import type { NetworkConfig } from './network-config.ts';

/** What a link is like now. */
interface Link {
  readonly delay: DelayUs;
  readonly lossRate: number;
  readonly duplicateRate: number;
  readonly cut: boolean;
}

/** What is sent, whoever it goes to. */
export interface Sending {
  readonly from: Endpoint;
  readonly message: Message;
  readonly at: TimeUs;
  readonly cause: number;
  readonly resend: boolean;
  /** How long a liar waits before it sends; absent: not at all. */
  readonly late?: TimeUs;
  /** The copy stays with its sender. */
  readonly held?: true;
}

export class Network {
  private readonly size: number;
  private links: readonly Link[];
  private groups: readonly (readonly ReplicaId[])[] = [];
  /** Group of each replica, −1 − r for a replica in no group; empty without a partition. */
  private groupOf: readonly number[] = [];
  private numbers: Uint32Array;
  private readonly keys: LinkKeys;

  private readonly replicas: number;

  constructor(replicas: number, clients: number, seed: number, config: NetworkConfig) {
    this.replicas = replicas;
    this.size = replicas + clients;
    const usual: Link = {
      delay: config.delay,
      lossRate: config.lossRate,
      duplicateRate: config.duplicateRate,
      cut: false,
    };
    const links: Link[] = new Array<Link>(this.size * this.size).fill(usual);
    for (const { from, to, ...changes } of config.links)
      links[this.index(from, to)] = { ...usual, ...changes };
    this.links = links;
    this.numbers = new Uint32Array(this.size * this.size);
    this.keys = new LinkKeys(seed, this.size, replicas);
  }

  /**
   * Numbers the copy, decides its fate, and appends the envelope and the network's own duplicate, if any, to
   * `out`.
   */
  send({ from, message, at, cause, resend, late = 0, held }: Sending, to: Endpoint, out: Envelope[]): void {
    const index = this.index(from, to);
    const link = this.links[index] as Link;
    const number = (this.numbers[index] as number) + 1;
    this.numbers[index] = number;
    const lost = this.fate(from, to, link, index, number);
    const dueAt = at + late + this.delay(link, 'delay', index, number);
    const envelope: Envelope = {
      from,
      to,
      number,
      message,
      sentAt: at,
      dueAt,
      cause,
      resend,
      duplicate: false,
      lost,
    };
    if (held && lost === null) {
      out.push({ ...envelope, dueAt: at, held });
      return;
    }
    out.push(envelope);
    if (lost !== null || link.duplicateRate === 0) return;
    if (drawAt(this.keys.of('duplicate', index), number) >= link.duplicateRate) return;
    out.push({ ...envelope, dueAt: at + late + this.delay(link, 'again', index, number), duplicate: true });
  }

  /** Copies that this link has carried or lost so far. */
  sentOn(from: Endpoint, to: Endpoint): number {
    return this.numbers[this.index(from, to)] ?? 0;
  }

  partition(groups: readonly (readonly ReplicaId[])[]): void {
    this.groups = groups;
    const groupOf = Array.from({ length: this.replicas }, (_, replica) => -1 - replica);
    for (const [number, group] of groups.entries()) for (const replica of group) groupOf[replica] = number;
    this.groupOf = groupOf;
  }

  /** Ends the partition and mends every cut link. */
  heal(): void {
    this.groups = [];
    this.groupOf = [];
    this.links = this.links.map((link) => (link.cut ? { ...link, cut: false } : link));
  }

  change(from: Endpoint, to: Endpoint, changes: Partial<Link>): void {
    const links = this.links.slice();
    const index = this.index(from, to);
    links[index] = { ...(links[index] as Link), ...changes };
    this.links = links;
  }

  clone(): Network {
    const copy = Object.assign(Object.create(Network.prototype) as Network, this);
    copy.numbers = this.numbers.slice();
    return copy;
  }

  private isCut(from: Endpoint, to: Endpoint, link: Link): boolean {
    if (link.cut) return true;
    if (this.groups.length === 0 || typeof from !== 'number' || typeof to !== 'number') return false;
    return this.groupOf[from] !== this.groupOf[to];
  }

  private fate(from: Endpoint, to: Endpoint, link: Link, index: number, number: number): Envelope['lost'] {
    if (this.isCut(from, to, link)) return 'cut';
    if (link.lossRate === 0) return null;
    return drawAt(this.keys.of('loss', index), number) < link.lossRate ? 'loss' : null;
  }

  /** Draws are numbered, so one that would change nothing need not be made. */
  private delay(link: Link, purpose: Purpose, index: number, number: number): TimeUs {
    const { min, max } = link.delay;
    return min === max ? min : integerBetween(drawAt(this.keys.of(purpose, index), number), min, max);
  }

  private index(from: Endpoint, to: Endpoint): number {
    return this.place(from) * this.size + this.place(to);
  }

  private place(endpoint: Endpoint): number {
    return typeof endpoint === 'number' ? endpoint : this.replicas + Number(endpoint.slice(1));
  }
}

type Purpose = 'delay' | 'loss' | 'duplicate' | 'again';

/** Stream keys per purpose and link, made when first needed. */
class LinkKeys {
  private readonly made = new Map<Purpose, Float64Array>();

  private readonly seed: number;
  private readonly size: number;
  private readonly replicas: number;

  constructor(seed: number, size: number, replicas: number) {
    this.seed = seed;
    this.size = size;
    this.replicas = replicas;
  }

  of(purpose: Purpose, index: number): number {
    let keys = this.made.get(purpose);
    if (keys === undefined) {
      keys = new Float64Array(this.size * this.size).fill(-1);
      this.made.set(purpose, keys);
    }
    let key = keys[index] as number;
    if (key < 0) {
      const from = this.name(Math.floor(index / this.size));
      key = streamKey(this.seed, `${purpose}/${from}>${this.name(index % this.size)}`);
      keys[index] = key;
    }
    return key;
  }

  private name(place: number): string {
    return place < this.replicas ? endpointName(place) : `c${place - this.replicas}`;
  }
}
