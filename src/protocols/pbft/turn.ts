/** A turn of PBFT, which of its rules can deserve another look, and the thresholds that they ask for. */
import type { Slot } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { quorum, weakQuorum } from '../../kernel/quorum.ts';
import { primaryOf } from '../shared/rotation.ts';
import type { TurnOf } from '../shared/turn.ts';
import { isPlanted } from './bugs.ts';
import type { PbftState } from './state.ts';

export {
  beginTurn,
  broadcast,
  cite,
  type Done,
  persist,
  recheck,
  refuse,
  refuseAs,
} from '../shared/turn.ts';

/** A slot's thresholds, or a rule about the whole replica, in the order they are looked at. */
export type Recheck = Slot | 'execute' | 'stable' | 'change' | 'release' | 'propose';

export type Turn = TurnOf<PbftState, Recheck>;

/** What thresholds depend on. */
export type Cluster = Pick<StepContext, 'replicas' | 'faults' | 'bugs'>;

/** q: prepared with the PRE-PREPARE, committed, stable, VIEW-CHANGEs of a NEW-VIEW. */
export function quorumOf(cluster: Cluster): number {
  const { replicas, faults } = cluster;
  return isPlanted(cluster, 'classic-quorum') ? 2 * faults + 1 : quorum(replicas, faults);
}

/** "2f" of the paper: PREPAREs of backups that make q together with the primary's PRE-PREPARE. */
export function preparesNeeded(cluster: Cluster): number {
  return quorumOf(cluster) - (isPlanted(cluster, 'short-prepare-quorum') ? 2 : 1);
}

/** q COMMITs decide. */
export function commitsNeeded(cluster: Cluster): number {
  return quorumOf(cluster) - (isPlanted(cluster, 'short-commit-quorum') ? 1 : 0);
}

/** f + 1: at least one honest replica. */
export function weakOf(ctx: Pick<StepContext, 'faults'>): number {
  return weakQuorum(ctx.faults);
}

export function isPrimary(turn: Turn): boolean {
  return primaryOf(turn.state.view, turn.ctx.replicas) === turn.ctx.self;
}

/** H, the high watermark. */
export function highWatermark(turn: Turn): Slot {
  return turn.state.stable.slot + turn.ctx.options.windowSlots;
}
