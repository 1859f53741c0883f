/** What one Streamlet replica knows (fact pack §5.3): plain immutable data, shared between versions. */
import type { Digest, Hex, ReplicaId, Slot } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import type { ChartState } from '../../replica/chart-runner.ts';
import { type Chunked, emptyList } from '../shared/chunked.ts';
import { emptyMask, type Mask, withReplica } from '../shared/mask.ts';
import type { Waiting } from '../shared/requests.ts';
import type { Chain } from '../shared/tally.ts';
import { blockChart } from './chart-block.ts';
import { type ModeVariables, modeChart } from './chart-mode.ts';
import { timeLeft } from './settings.ts';
import { type Epoch, genesisDigest, type Propose, type ReplyTable, type Vote } from './types.ts';

export interface StreamletState {
  /** The epoch that its clock is in; 0 before the start. */
  readonly epoch: Epoch;
  readonly mode: ChartState<ModeVariables>;
  /** The block tree, by epoch: index 0 is epoch 1. Nearly every epoch has at most one block. */
  readonly epochs: Chunked<readonly BlockState[]>;
  /** Blocks whose ancestors are not all here. */
  readonly orphans: readonly Orphan[];
  /** Last block of the longest notarised chain; of several the latest. */
  readonly tip: Place;
  /** The last vote: its epoch, and the length of the chain that its block extended. On disk. */
  readonly voted: { readonly epoch: Epoch; readonly length: number };
  /** Last block of the final chain. On disk, with all blocks before it. */
  readonly final: Place;
  /** The final chain: index 0 is slot 1. */
  readonly chain: Chunked<Place>;
  /** Epoch in which the final chain last grew. */
  readonly grewAt: Epoch;
  readonly lastExec: Slot;
  /** The highest slot known to be executed by an earlier process: below it, executing is a replay. */
  readonly replayTo: Slot;
  /** What the application was asked to do and has not answered; null between inputs. */
  readonly pending: { readonly slot: Slot; readonly execute: readonly Request[] } | null;
  readonly replies: ReplyTable;
  /** Requests not executed, in order of arrival, one per client. */
  readonly waiting: readonly Waiting[];
  readonly evidence: readonly Evidence[];
}

/** Where a block stands. */
export interface Place {
  readonly epoch: Epoch;
  readonly digest: Digest;
  /** Blocks from genesis to here, this one included. */
  readonly length: number;
}

export interface BlockState {
  readonly digest: Digest;
  readonly epoch: Epoch;
  /** Null while only votes for it are here. */
  readonly proposal: Propose | null;
  /** Epoch of its parent; −1 while the parent is not here. */
  readonly parentEpoch: Epoch;
  /** Blocks from genesis to here; 0 while an ancestor is missing. */
  readonly length: number;
  /** It and all its ancestors are notarised. */
  readonly chained: boolean;
  readonly voters: Mask;
  readonly count: number;
  /** Newest first. */
  readonly votes: Chain<Vote> | null;
  readonly chart: ChartState<object>;
}

export interface Orphan {
  readonly epoch: Epoch;
  readonly digest: Digest;
  readonly parent: Digest;
  readonly leader: ReplicaId;
}

/** Two signed statements of one replica that no honest one makes both. */
export interface Evidence {
  readonly replica: ReplicaId;
  readonly first: Signed;
  readonly second: Signed;
}

export interface Signed {
  readonly type: string;
  readonly epoch: Epoch;
  readonly replica: ReplicaId;
  readonly signature: Hex;
}

export const genesis: BlockState = {
  digest: genesisDigest,
  epoch: 0,
  proposal: null,
  parentEpoch: -1,
  length: 0,
  chained: true,
  voters: emptyMask,
  count: 0,
  votes: null,
  chart: blockChart.start({}).state,
};

const genesisPlace: Place = { epoch: 0, digest: genesisDigest, length: 0 };

export function initialState(ctx: StepContext): StreamletState {
  return {
    epoch: 0,
    mode: modeChart.start({ left: timeLeft(ctx) }).state,
    epochs: emptyList,
    orphans: [],
    tip: genesisPlace,
    voted: { epoch: 0, length: 0 },
    final: genesisPlace,
    chain: emptyList,
    grewAt: 0,
    lastExec: 0,
    replayTo: 0,
    pending: null,
    replies: {},
    waiting: [],
    evidence: [],
  };
}

export function newBlock(epoch: Epoch, digest: Digest): BlockState {
  return { ...genesis, digest, epoch, chained: false };
}

/** The block with one more vote; the caller has asked whether its signer voted for it before. */
export function withVote(block: BlockState, vote: Vote): BlockState {
  const voters = withReplica(block.voters, vote.replica);
  return { ...block, voters, count: block.count + 1, votes: { vote, rest: block.votes } };
}
