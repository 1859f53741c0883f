/**
 * One input being handled. Handlers replace `state`, append effects and note which blocks deserve another
 * look; `settle` looks at them until nothing fires. The turn lives inside one step, so the step stays pure.
 */
import type { Because, Effect } from '../../kernel/effect.ts';
import type { Digest, RuleId } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { twoThirds } from '../../kernel/quorum.ts';
import type { Refusal } from '../shared/judged.ts';
import type { StreamletState } from './state.ts';
import type { Epoch } from './types.ts';

/** A block whose thresholds deserve a look, or a rule about the whole replica. */
export type Recheck = { readonly epoch: Epoch; readonly digest: Digest } | 'vote' | 'execute';

/** What a handler returns: nothing. Named, so that `return refuse(turn, …)` may end one. */
export type Done = undefined;

export interface Turn {
  state: StreamletState;
  readonly effects: Effect[];
  readonly agenda: Recheck[];
  readonly ctx: StepContext;
}

export function beginTurn(state: StreamletState, ctx: StepContext): Turn {
  return { state, effects: [], agenda: [], ctx };
}

export function recheck(turn: Turn, ...what: readonly Recheck[]): Done {
  for (const one of what) if (!turn.agenda.includes(one)) turn.agenda.push(one);
}

export function refuse(turn: Turn, why: string, because: Because): Done {
  turn.effects.push({ kind: 'refuse', why, because });
}

export function refuseAs(turn: Turn, { why, because }: Refusal): Done {
  turn.effects.push({ kind: 'refuse', why, because });
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

/** At least two thirds of all: ceil(2n / 3). */
export function quorumOf({ replicas }: Pick<StepContext, 'replicas'>): number {
  return twoThirds(replicas);
}
