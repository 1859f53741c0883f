/**
 * What one PBFT replica knows (fact pack §1.3): plain immutable data, shared structurally between versions.
 */
import type { Snapshot } from '../../kernel/application.ts';
import { invariant } from '../../kernel/assert.ts';
import type { Digest, Hex, ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import type { ChartState } from '../../replica/chart-runner.ts';
import { at, type Chunked, emptyList, membersOf, withMember } from '../shared/chunked.ts';
import type { Waiting } from '../shared/requests.ts';
import { emptyTally, type Tally } from '../shared/tally.ts';
import { type ModeVariables, modeChart } from './chart-mode.ts';
import { slotChart } from './chart-slot.ts';
import type {
  Checkpoint,
  Commit,
  CommitCertificate,
  NewView,
  Prepare,
  PreparedCertificate,
  Proposal,
  ReplyTable,
  ViewChange,
} from './types.ts';

export interface PbftState {
  readonly view: View;
  /** False from sending a VIEW-CHANGE until a NEW-VIEW is installed. */
  readonly active: boolean;
  readonly mode: ChartState<ModeVariables>;
  /** View changes in a row without anything new executed: doubles T. */
  readonly failures: number;
  /** Highest slot this primary has assigned, or that its NEW-VIEW did. */
  readonly seqNo: Slot;
  /** The last stable checkpoint; its slot is the low watermark h. */
  readonly stable: StableCheckpoint;
  /** Last executed slot. */
  readonly lastExec: Slot;
  /** The highest it ever was: below it, executing is a replay after a state transfer. */
  readonly executedMost: Slot;
  /** The log above h, dense: index 0 is slot h + 1. */
  readonly slots: Chunked<SlotState>;
  /** What the application was asked to do and has not answered; null between inputs. */
  readonly pending: Pending | null;
  /** The slot executed on a copy (OSDI'99 §5.1), or null. */
  readonly tentative: { readonly slot: Slot; readonly digest: Digest } | null;
  readonly replies: ReplyTable;
  /** Requests not executed, in order of arrival, one per client. */
  readonly waiting: readonly Waiting[];
  /** Own checkpoints above h, ascending. */
  readonly ownCheckpoints: readonly OwnCheckpoint[];
  /** CHECKPOINTs of slots in the window, ascending. */
  readonly checkpoints: readonly CheckpointTally[];
  /** The highest CHECKPOINT of each replica above the window. */
  readonly ahead: readonly (Checkpoint | null)[];
  readonly transfer: Transfer | null;
  /** The latest VIEW-CHANGE of each replica, my own included. */
  readonly changes: readonly (ViewChange | null)[];
  /** Tick at which my last view change began. */
  readonly changeTick: number;
  /** The NEW-VIEW that opened this view; null in view 0 and during a view change. */
  readonly newView: NewView | null;
  readonly newViewTick: number;
  /** Per signer, what came too early: for a later view, or for a window about to open. */
  readonly aside: readonly (readonly Aside[])[];
  /** Firings of the status timer since the process began. */
  readonly tick: number;
  readonly evidence: readonly Evidence[];
}

/** One slot of the log, for one view at a time. */
export interface SlotState {
  readonly slot: Slot;
  /** The view that proposal and votes belong to. */
  readonly view: View;
  readonly chart: ChartState<object>;
  readonly proposal: Proposal | null;
  /** The body of `proposal`; null while unknown, and for a null request. */
  readonly request: Request | null;
  /** Of backups only. */
  readonly prepares: Tally<Prepare>;
  readonly commits: Tally<Commit>;
  /** The prepared certificate of the highest view: survives view changes until the slot is stable. */
  readonly prepared: PreparedCertificate | null;
  readonly preparedRequest: Request | null;
  /** Proof that the slot is decided, whatever the view. */
  readonly certificate: CommitCertificate | null;
  /** Tick at which anything of this slot was first seen in this view. */
  readonly since: number;
}

export type Pending =
  | { readonly cause: 'commit' | 'execute'; readonly slot: Slot; readonly execute: readonly Request[] }
  | { readonly cause: 'restore'; readonly slot: Slot; readonly replies: ReplyTable };

export interface StableCheckpoint {
  readonly slot: Slot;
  readonly digest: Digest;
  readonly proof: readonly Checkpoint[];
  /** Null at slot 0: the genesis state needs no transfer. */
  readonly content: CheckpointContent | null;
  readonly since: number;
}

/** What a checkpoint digest covers, and what STATE carries. */
export interface CheckpointContent {
  readonly root: Digest;
  readonly snapshot: Snapshot;
  readonly replies: ReplyTable;
}

export interface OwnCheckpoint {
  readonly slot: Slot;
  readonly digest: Digest;
  readonly content: CheckpointContent;
  readonly message: Checkpoint;
  readonly since: number;
}

export interface CheckpointTally {
  readonly slot: Slot;
  readonly votes: Tally<Checkpoint>;
}

/**
 * A certified checkpoint whose state I lack. `asked` counts the FETCHes sent; 0 while it may still come by
 * itself.
 */
export interface Transfer {
  readonly slot: Slot;
  readonly digest: Digest;
  readonly proof: readonly Checkpoint[];
  readonly since: number;
  readonly asked: number;
}

export interface Aside {
  readonly from: ReplicaId;
  readonly message: SlotMessage;
}

export type SlotMessage = Prepare | Commit | (Proposal & { readonly request: Request | null });

/** Two signed statements of one replica that no honest one makes both. */
export interface Evidence {
  readonly replica: ReplicaId;
  readonly first: Signed;
  readonly second: Signed;
}

export interface Signed {
  readonly type: string;
  readonly replica: ReplicaId;
  readonly digest: Digest;
  readonly signature: Hex;
}

export function initialState(ctx: StepContext): PbftState {
  const nobody = Array.from({ length: ctx.replicas }, () => null);
  return {
    view: 0,
    active: true,
    mode: modeChart.start({ timeout: ctx.options.requestTimeout }).state,
    failures: 0,
    seqNo: 0,
    stable: { slot: 0, digest: '', proof: [], content: null, since: 0 },
    lastExec: 0,
    executedMost: 0,
    slots: emptyList,
    pending: null,
    tentative: null,
    replies: {},
    waiting: [],
    ownCheckpoints: [],
    checkpoints: [],
    ahead: nobody,
    transfer: null,
    changes: nobody,
    changeTick: 0,
    newView: null,
    newViewTick: 0,
    aside: nobody.map(() => []),
    tick: 0,
    evidence: [],
  };
}

const freshSlot = slotChart.start({}).state;

export function emptySlot(slot: Slot, view: View, since: number): SlotState {
  return {
    slot,
    view,
    chart: freshSlot,
    proposal: null,
    request: null,
    prepares: emptyTally,
    commits: emptyTally,
    prepared: null,
    preparedRequest: null,
    certificate: null,
    since,
  };
}

/** The log entry of a slot, or null when nothing of it was seen. */
export function slotOf(state: PbftState, slot: Slot): SlotState | null {
  return at(state.slots, slot - state.stable.slot - 1) ?? null;
}

/** The whole log, ascending. */
export function entriesOf(state: PbftState): readonly SlotState[] {
  return membersOf(state.slots);
}

/** The state with one entry replaced; slots in between come into being empty. */
export function withSlot(state: PbftState, entry: SlotState): PbftState {
  const index = entry.slot - state.stable.slot - 1;
  invariant(index >= 0, `slot expected above h = ${state.stable.slot}, found ${entry.slot}`);
  let { slots } = state;
  for (let i = slots.length; i < index; i++) {
    slots = withMember(slots, i, emptySlot(state.stable.slot + 1 + i, state.view, state.tick));
  }
  return { ...state, slots: withMember(slots, index, entry) };
}
