/**
 * One input being handled. Handlers replace `state`, append effects and note which threshold rules deserve
 * another look;
 * `settle` looks at them until nothing fires. The turn lives inside one step, so the step stays a pure
 * function.
 */
import type { Because, Effect } from '../../kernel/effect.ts';
import type { RuleId, Slot } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { quorum, weakQuorum } from '../../kernel/quorum.ts';
import type { Refusal } from '../shared/judged.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import type { PbftState } from './state.ts';

/** A slot's thresholds, or a rule about the whole replica, in the order they are looked at. */
export type Recheck = Slot | 'execute' | 'stable' | 'change' | 'release' | 'propose';

/** What a handler returns: nothing. Named, so that `return refuse(turn, …)` may end one. */
export type Done = undefined;

export interface Turn {
  state: PbftState;
  readonly effects: Effect[];
  readonly agenda: Recheck[];
  readonly ctx: StepContext;
}

export function beginTurn(state: PbftState, ctx: StepContext): Turn {
  return { state, effects: [], agenda: [], ctx };
}

export function recheck(turn: Turn, ...what: readonly Recheck[]): Done {
  for (const one of what) if (!turn.agenda.includes(one)) turn.agenda.push(one);
}

export function refuse(turn: Turn, why: string, because: Because): Done {
  turn.effects.push({ kind: 'refuse', why, because });
}

export function refuseAs(turn: Turn, refusal: Refusal): Done {
  turn.effects.push({ kind: 'refuse', why: refusal.why, because: refusal.because });
}

export function cite(turn: Turn, rule: RuleId, because: Because): Done {
  turn.effects.push({ kind: 'cite', rule, because });
}

export function broadcast(turn: Turn, message: Message): Done {
  turn.effects.push({ kind: 'broadcast', message });
}

export function persist(turn: Turn, key: string, value: unknown): Done {
  turn.effects.push({ kind: 'persist', key, value });
}

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
