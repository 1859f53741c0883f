/**
 * One input being handled. Handlers replace `state`, append effects and note which rules deserve another
 * look; `settle` looks at them until nothing fires, so that it never matters which message came last (fact
 * pack §0). The turn lives inside one step, so the step stays a pure function.
 */
import { invariant } from '../../kernel/assert.ts';
import type { Because, Effect } from '../../kernel/effect.ts';
import type { RuleId } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import type { Refusal } from './judged.ts';

/** `Recheck`: what a protocol's thresholds hang on, such as a slot or a block. */
export interface TurnOf<State, Recheck> {
  state: State;
  readonly effects: Effect[];
  readonly agenda: Recheck[];
  readonly ctx: StepContext;
}

/** What a handler returns: nothing. Named, so that `return refuse(turn, …)` may end one. */
export type Done = undefined;

type Said = Pick<TurnOf<unknown, unknown>, 'effects'>;

export function beginTurn<State, Recheck>(state: State, ctx: StepContext): TurnOf<State, Recheck> {
  return { state, effects: [], agenda: [], ctx };
}

export function recheck<Recheck>(
  { agenda }: Pick<TurnOf<unknown, Recheck>, 'agenda'>,
  ...what: readonly Recheck[]
): Done {
  for (const one of what) if (!agenda.includes(one)) agenda.push(one);
}

/** Far above what one input can set off: all that a replica holds, a few times. */
const roundsMost = 100_000;

export function settle<T extends TurnOf<unknown, unknown>>(
  turn: T,
  look: (turn: T, what: T['agenda'][number]) => Done,
): Done {
  for (let round = 0; turn.agenda.length > 0; round++) {
    invariant(round < roundsMost, `rules expected to settle, still firing after ${round} rounds`);
    look(turn, turn.agenda.shift());
  }
}

export function refuse(turn: Said, why: string, because: Because): Done {
  turn.effects.push({ kind: 'refuse', why, because });
}

export function refuseAs(turn: Said, { why, because }: Refusal): Done {
  refuse(turn, why, because);
}

export function cite(turn: Said, rule: RuleId, because: Because): Done {
  turn.effects.push({ kind: 'cite', rule, because });
}

export function broadcast(turn: Said, message: Message): Done {
  turn.effects.push({ kind: 'broadcast', message });
}

export function persist(turn: Said, key: string, value: unknown): Done {
  turn.effects.push({ kind: 'persist', key, value });
}
