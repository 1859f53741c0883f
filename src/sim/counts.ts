/**
 * What a run adds up to while it runs: message counts, slots, latencies. Folded from the trace, event by
 * event.
 */

import { fingerprint } from '../kernel/hash.ts';
import type { Digest, ReplicaId, Slot, TimeUs } from '../kernel/ids.ts';
import type { World } from '../kernel/property.ts';
import type { Envelope, TraceEvent } from '../kernel/trace.ts';
import { lookUp, type Owner, store, type Table, valuesOf } from './table.ts';

export interface CommitCount {
  readonly slot: Slot;
  readonly digest: Digest | null;
  readonly replicas: readonly ReplicaId[];
  readonly firstAt: TimeUs;
  readonly lastAt: TimeUs;
}

export class Counts {
  sent = 0;
  delivered = 0;
  dropped = 0;
  refused = 0;
  resent = 0;
  bytes = 0;
  byType = new Map<string, number>();
  /** Slots with a request in them that some correct replica executed. */
  decided = 0;
  submitted = 0;
  accepted = 0;
  rejected = 0;

  /** By slot, and by number of the accepted result: copies share what neither writes again. */
  private slots: Table<CommitCount> | undefined;
  private accepts: Table<TimeUs> | undefined;
  private owner: Owner = {};
  private readonly isRefusal: (receipt: string) => boolean;

  constructor(isRefusal: (receipt: string) => boolean) {
    this.isRefusal = isRefusal;
  }

  /** Every decided slot, in order. */
  get commits(): readonly CommitCount[] {
    return valuesOf(this.slots);
  }

  /** How long each accepted request took, in the order of acceptance. */
  get latencies(): readonly TimeUs[] {
    return valuesOf(this.accepts);
  }

  observe(event: TraceEvent, world: World): void {
    const isSaidAnew = event.kind === 'command' && event.command.do === 'alter';
    if (event.sent.length > 0 && !isSaidAnew) this.observeSent(event.sent);
    switch (event.kind) {
      case 'replica':
        if (event.input.kind === 'message') this.delivered++;
        if (event.effects.length > 0) this.observeEffects(event, world);
        return;
      case 'lost':
        this.dropped++;
        return;
      case 'command':
        if (event.command.do === 'drop' && event.refused === null) this.dropped++;
        return;
      case 'client':
        this.observeClient(event);
    }
  }

  clone(): Counts {
    const copy = Object.assign(Object.create(Counts.prototype) as Counts, this);
    copy.byType = new Map(this.byType);
    this.owner = {};
    copy.owner = {};
    return copy;
  }

  /** All copies of one broadcast share one message object, so its size is looked up once per event. */
  private observeSent(sent: readonly Envelope[]): void {
    let last: Envelope['message'] | null = null;
    let bytes = 0;
    for (const envelope of sent) {
      if (envelope.lost !== null) this.dropped++;
      if (envelope.duplicate) continue;
      if (envelope.message !== last) {
        last = envelope.message;
        bytes = fingerprint(last).bytes;
      }
      this.sent++;
      this.bytes += bytes;
      if (envelope.resend) this.resent++;
      this.byType.set(last.type, (this.byType.get(last.type) ?? 0) + 1);
    }
  }

  private observeEffects(event: TraceEvent & { kind: 'replica' }, world: World): void {
    for (const effect of event.effects) {
      if (effect.kind === 'refuse') this.refused++;
      else if (effect.kind === 'commit' && world.isCorrect(event.replica)) {
        this.observeCommit(effect.slot, effect.digest, event.replica, event.at);
      }
    }
  }

  private observeCommit(slot: Slot, digest: Digest | null, replica: ReplicaId, at: TimeUs): void {
    const known = lookUp(this.slots, slot);
    if (known === undefined) {
      if (digest !== null) this.decided++;
      this.note({ slot, digest, replicas: [replica], firstAt: at, lastAt: at });
    } else if (!known.replicas.includes(replica)) {
      this.note({ ...known, replicas: [...known.replicas, replica], lastAt: at });
    }
  }

  private note(commit: CommitCount): void {
    this.slots = store(this.slots, commit.slot, commit, this.owner);
  }

  private observeClient(event: TraceEvent & { kind: 'client' }): void {
    const { action } = event;
    if (action.kind === 'submitted') this.submitted++;
    if (action.kind !== 'received') return;
    this.delivered++;
    // A reply that comes after the result is late, not wrong.
    if (action.refused !== null && action.refused !== 'not-waiting') this.refused++;
    if (action.accepted === null) return;
    this.accepts = store(this.accepts, this.accepted, action.accepted.latency, this.owner);
    this.accepted++;
    if (this.isRefusal(action.accepted.result)) this.rejected++;
  }
}
