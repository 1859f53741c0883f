/** The block tree: finding blocks, putting them back changed, and walking along chains. */
import type { Digest } from '../../kernel/ids.ts';
import { at, membersOf, withMember } from '../shared/chunked.ts';
import { type BlockSignal, blockChart } from './chart-block.ts';
import { type BlockState, genesis, type Place, type StreamletState } from './state.ts';
import type { Epoch } from './types.ts';

const noBlocks: readonly BlockState[] = [];

export function blocksOf(state: StreamletState, epoch: Epoch): readonly BlockState[] {
  return at(state.epochs, epoch - 1) ?? noBlocks;
}

/** The block of this epoch with this name; null when nothing of it was seen. */
export function blockAt(state: StreamletState, epoch: Epoch, digest: Digest): BlockState | null {
  if (epoch === 0) return digest === genesis.digest ? genesis : null;
  for (const block of blocksOf(state, epoch)) if (block.digest === digest) return block;
  return null;
}

/**
 * The same without knowing the epoch, latest first. Only blocks that are here: a vote may call any name a
 * block of its epoch, and a liar calls the chain's own blocks so.
 */
export function findBlock(state: StreamletState, digest: Digest): BlockState | null {
  for (let epoch = state.epochs.length; epoch > 0; epoch--) {
    const block = blockAt(state, epoch, digest);
    if (block?.proposal != null) return block;
  }
  return blockAt(state, 0, digest);
}

export function atPlace(state: StreamletState, { epoch, digest }: Place): BlockState {
  return blockAt(state, epoch, digest) ?? genesis;
}

/** The state with one block replaced or added; epochs in between come into being empty. */
export function withBlock(state: StreamletState, block: BlockState): StreamletState {
  let { epochs } = state;
  for (let i = epochs.length; i < block.epoch - 1; i++) epochs = withMember(epochs, i, noBlocks);
  const known = blocksOf(state, block.epoch);
  const index = known.findIndex((one) => one.digest === block.digest);
  const blocks = index < 0 ? [...known, block] : known.with(index, block);
  return { ...state, epochs: withMember(epochs, block.epoch - 1, blocks) };
}

/** The state after a block's chart has heard of something. */
export function withSignal(
  state: StreamletState,
  { epoch, digest }: Pick<BlockState, 'epoch' | 'digest'>,
  type: BlockSignal,
): StreamletState {
  const block = epoch === 0 ? null : blockAt(state, epoch, digest);
  if (block === null) return state;
  const step = blockChart.send(block.chart, { type });
  return step.moved ? withBlock(state, { ...block, chart: step.state }) : state;
}

/** Null for genesis, and while the parent is not here. */
export function parentOf(state: StreamletState, block: BlockState): BlockState | null {
  if (block.proposal === null || block.parentEpoch < 0) return null;
  return blockAt(state, block.parentEpoch, block.proposal.parent);
}

/** Blocks that are here and name this one as their parent: they are of later epochs. */
export function childrenOf(state: StreamletState, { epoch, digest }: BlockState): readonly BlockState[] {
  const children: BlockState[] = [];
  for (let later = epoch + 1; later <= state.epochs.length; later++) {
    for (const block of blocksOf(state, later)) {
      if (block.proposal?.parent === digest && block.parentEpoch === epoch) children.push(block);
    }
  }
  return children;
}

/** From a block down to the first one that is no longer than `length`, which is left out; oldest first. */
export function chainAbove(state: StreamletState, top: BlockState, length: number): readonly BlockState[] {
  const blocks: BlockState[] = [];
  for (let block: BlockState | null = top; block !== null && block.length > length; ) {
    blocks.push(block);
    block = parentOf(state, block);
  }
  return blocks.reverse();
}

/** Blocks later than the end of the final chain: only they can still become final. */
export function recentBlocks(state: StreamletState): readonly BlockState[] {
  const { final, epochs } = state;
  const recent: BlockState[] = [];
  for (let epoch = final.epoch + 1; epoch <= epochs.length; epoch++) recent.push(...blocksOf(state, epoch));
  return recent;
}

/** The whole tree in order of epochs. */
export function allBlocks(state: StreamletState): readonly BlockState[] {
  return membersOf(state.epochs).flat();
}

export function placeOf({ epoch, digest, length }: BlockState): Place {
  return { epoch, digest, length };
}
