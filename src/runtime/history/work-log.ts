/**
 * What the work of a run came to: messages sent, slots executed, requests accepted, refusals. Plots,
 * receipts, searches and comparisons are read off this, however long ago it was.
 */
import type { ClientId, Digest, Hex, ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { MessageSummary } from '../../kernel/present.ts';
import type { ReplicaEvent, TraceEvent } from '../../kernel/trace.ts';
import { Column } from './column.ts';
import { Names } from './names.ts';
import { SharedList } from './shared-list.ts';

/** One slot at one replica. */
export interface Execution {
  /** Cursor just after the event. */
  readonly cursor: number;
  readonly replica: ReplicaId;
  readonly slot: number;
  /** Of the decision; undefined where none stands behind the receipts. */
  readonly view?: number;
  /** What was decided, null for a null request; undefined where no decision stands behind the receipts. */
  readonly digest: Digest | null | undefined;
  readonly commands: readonly Request[];
  /** Null where the application had nothing to say. */
  readonly receipts: readonly Hex[] | null;
}

export interface Acceptance {
  readonly cursor: number;
  readonly client: ClientId;
  readonly timestamp: number;
  readonly latency: TimeUs;
}

/** Equal copies of one message that one event put on the network, the network's own duplicates left out. */
export interface Sent {
  readonly cursor: number;
  readonly type: string;
  readonly slot: number | null;
  /** Of a value whose slot is known only from where it stands, such as a block's; null for all others. */
  readonly view: number | null;
  readonly copies: number;
  /** Of one copy. */
  readonly bytes: number;
}

const noCommands: readonly Request[] = [];

export class WorkLog {
  executions = new SharedList<Execution>();
  acceptances = new SharedList<Acceptance>();
  private sentCursors = new Column(Uint32Array);
  private sentTypes = new Column(Uint16Array);
  private sentSlots = new Column(Float64Array);
  private sentCopies = new Column(Uint32Array);
  private sentBytes = new Column(Uint32Array);
  private refusedCursors = new Column(Uint32Array);
  private refusedCodes = new Column(Uint16Array);
  private names = new Names();

  add(event: TraceEvent): void {
    if (event.kind === 'replica') this.addStep(event);
    if (event.kind !== 'client' || event.action.kind !== 'received') return;
    const { envelope, refused, accepted } = event.action;
    if (refused !== null) this.addRefusal(event.index + 1, refused);
    if (accepted === null) return;
    const { timestamp } = envelope.message as unknown as { timestamp: number };
    const { client, index } = event;
    this.acceptances.push({ cursor: index + 1, client, timestamp, latency: accepted.latency });
  }

  addSent(
    cursor: number,
    { type }: { readonly type: string },
    { slot, view, digest }: Pick<MessageSummary, 'slot' | 'view' | 'digest'>,
    copies: number,
    bytes: number,
  ): void {
    this.sentCursors.push(cursor);
    this.sentTypes.push(this.names.add(type));
    // A view without a slot stands below zero.
    this.sentSlots.push(slot ?? (view === null || digest === null ? Number.NaN : -1 - view));
    this.sentCopies.push(copies);
    this.sentBytes.push(bytes);
  }

  /** What was sent by the events before `cursor`, in order. */
  *sentUpTo(cursor: number): Generator<Sent> {
    const count = this.sentCursors.countUpTo(cursor);
    for (let row = 0; row < count; row++) {
      const slot = this.sentSlots.at(row) as number;
      yield {
        cursor: this.sentCursors.at(row) as number,
        type: this.names.word(this.sentTypes.at(row) as number),
        slot: slot >= 0 ? slot : null,
        view: slot < 0 ? -1 - slot : null,
        copies: this.sentCopies.at(row) as number,
        bytes: this.sentBytes.at(row) as number,
      };
    }
  }

  /** Cursors of events with this refusal, `*` for any; each once, ascending. */
  refusals(code: string): number[] {
    const wanted = code === '*' ? null : this.names.find(code);
    const found: number[] = [];
    for (let row = 0; row < this.refusedCursors.length; row++) {
      if (wanted !== null && this.refusedCodes.at(row) !== wanted) continue;
      const cursor = this.refusedCursors.at(row) as number;
      if (found.at(-1) !== cursor) found.push(cursor);
    }
    return found;
  }

  /** Where in `executions` those after `cursor` begin. */
  executionsUpTo(cursor: number): number {
    return this.executions.countUpTo((execution) => execution.cursor, cursor);
  }

  acceptancesUpTo(cursor: number): number {
    return this.acceptances.countUpTo((acceptance) => acceptance.cursor, cursor);
  }

  /** The log of the events before `cursor`. */
  upTo(cursor: number): WorkLog {
    const copy = new WorkLog();
    copy.executions = this.executions.upTo(this.executionsUpTo(cursor));
    copy.acceptances = this.acceptances.upTo(this.acceptancesUpTo(cursor));
    const sent = this.sentCursors.countUpTo(cursor);
    copy.sentCursors = this.sentCursors.upTo(sent);
    copy.sentTypes = this.sentTypes.upTo(sent);
    copy.sentSlots = this.sentSlots.upTo(sent);
    copy.sentCopies = this.sentCopies.upTo(sent);
    copy.sentBytes = this.sentBytes.upTo(sent);
    const refused = this.refusedCursors.countUpTo(cursor);
    copy.refusedCursors = this.refusedCursors.upTo(refused);
    copy.refusedCodes = this.refusedCodes.upTo(refused);
    copy.names = this.names;
    return copy;
  }

  private addStep({ index, replica, effects, applied }: ReplicaEvent): void {
    const cursor = index + 1;
    for (const effect of effects) {
      if (effect.kind === 'refuse') this.addRefusal(cursor, effect.why);
      if (effect.kind !== 'commit') continue;
      const { slot, view, digest, execute: commands } = effect;
      const made = applied.find((answer) => answer.slot === slot && answer.cause !== 'execute');
      const receipts = made?.receipts ?? null;
      this.executions.push({ cursor, replica, slot, view, digest, commands, receipts });
    }
    for (const { slot, cause, receipts } of applied) {
      const isDecided = effects.some((effect) => effect.kind === 'commit' && effect.slot === slot);
      if (cause === 'execute' || isDecided) continue;
      this.executions.push({ cursor, replica, slot, digest: undefined, commands: noCommands, receipts });
    }
  }

  private addRefusal(cursor: number, code: string): void {
    this.refusedCursors.push(cursor);
    this.refusedCodes.push(this.names.add(code));
  }
}
