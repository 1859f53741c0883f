/**
 * One replica on the stage (VISUAL 2). An open slot is a place in the chain above the final one: of several
 * blocks that could take it, the one on the longest notarised chain, else the latest.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { ReplicaGlyph, Ring, RingSegment, SlotGlyph } from '../../kernel/present.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { at } from '../shared/chunked.ts';
import { hasReplica } from '../shared/mask.ts';
import { levels, phaseOf } from './chart-block.ts';
import { modePhase } from './mode.ts';
import { leaderOf } from './settings.ts';
import type { BlockState, StreamletState } from './state.ts';
import { atPlace, blockAt, chainAbove, recentBlocks } from './tree.ts';
import { quorumOf } from './turn.ts';

export type GlyphConfig = PropertyConfig & { readonly self: ReplicaId };

export function glyphOf(state: StreamletState, config: GlyphConfig): ReplicaGlyph {
  return {
    view: state.epoch,
    phasesOf: 'block',
    leader: leaderOf(Math.max(1, state.epoch), config),
    mode: 'normal',
    executedSlot: state.lastExec,
    stableSlot: 0,
    armed: [modePhase(state).work === 'busy' ? 'epoch' : 'idle-epoch'],
    slots: slotsOf(state, config),
    change: null,
  };
}

function slotsOf(state: StreamletState, config: GlyphConfig): readonly SlotGlyph[] {
  const bySlot = new Map<number, BlockState>();
  const last = at(state.chain, state.lastExec - 1);
  const lastBlock = last && blockAt(state, last.epoch, last.digest);
  if (lastBlock) bySlot.set(lastBlock.length, lastBlock);
  for (const block of recentBlocks(state)) {
    if (block.length > state.final.length && block.proposal !== null) bySlot.set(block.length, block);
  }
  for (const block of chainAbove(state, atPlace(state, state.tip), state.lastExec)) {
    const rival = bySlot.get(block.length);
    if (rival === undefined || !rival.chained) bySlot.set(block.length, block);
  }
  return [...bySlot.values()]
    .sort((a, b) => a.length - b.length)
    .map((block) => ({
      slot: block.length,
      phase: phaseOf(block),
      level: levelOf(state, block),
      digest: block.digest,
      rings: [voteRing(block, state, config)],
    }));
}

function levelOf(state: StreamletState, block: BlockState): SlotGlyph['level'] {
  if (block.length <= state.lastExec) return 4;
  return levels[phaseOf(block)];
}

function voteRing({ epoch, voters, count }: BlockState, state: StreamletState, config: GlyphConfig): Ring {
  return {
    label: 'VOTE',
    hue: 'vote1',
    segments: Array.from({ length: config.replicas }, (_, replica): RingSegment => {
      if (!hasReplica(voters, replica)) return 'none';
      if (isDouble(state, epoch, replica)) return 'double';
      return replica === config.self ? 'own' : 'heard';
    }),
    proposer: null,
    count,
    threshold: quorumOf(config),
  };
}

/** Evidence is held here that this replica voted twice in this epoch. */
function isDouble(state: StreamletState, epoch: number, replica: ReplicaId): boolean {
  return state.evidence.some(
    (one) => one.replica === replica && one.second.type === 'VOTE' && one.second.epoch === epoch,
  );
}
