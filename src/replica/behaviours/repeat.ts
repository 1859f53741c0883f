/**
 * Saying too much: old messages of its own again, and the same with the numbers raised. Bounded per input and
 * in time, and never in answer to idle traffic, so that a run can still come to rest.
 */
import type { StepContext } from '../../kernel/context.ts';
import type { Effect } from '../../kernel/effect.ts';
import type { TimeUs } from '../../kernel/ids.ts';
import type { Behaviour, LieKit, LieTurn } from '../../kernel/lie.ts';
import type { Message } from '../../kernel/message.ts';
import { limits } from './limits.ts';
import { countIn, typesIn } from './parameters.ts';
import { type Idle, isIdle } from './speech.ts';

interface Memory {
  /** Own messages, oldest first. */
  readonly said: readonly Message[];
  /** When it last said more than it should. */
  readonly at: TimeUs;
  /** How often it has, so that no two are the same. */
  readonly count: number;
}

const empty: Memory = { said: [], at: 0, count: 0 };

const perInput = {
  kind: 'count',
  least: 1,
  most: limits.perInput,
  optional: true,
  says: 'Extra messages per input.',
} as const;
const types = { kind: 'types', optional: true, says: 'Only these message types.' } as const;

export function replayOf(idle: Idle): Behaviour {
  return {
    title: 'says its old messages again',
    parameters: { perInput, types },
    outbound: (turn) =>
      sayMore(turn, idle, (said, { ctx }) => said[Math.floor(ctx.draw('lie') * said.length)]),
  };
}

export function spamOf(kit: LieKit, idle: Idle): Behaviour {
  return {
    title: 'floods the others with messages, numbers raised',
    parameters: { perInput, types },
    outbound: (turn) =>
      sayMore(turn, idle, (said, { state, ctx }, count) => {
        const last = said.at(-1 - (count % said.length));
        return last && raised(kit, last, count, state, ctx);
      }),
  };
}

type Choice = (said: readonly Message[], turn: LieTurn, count: number) => Message | undefined;

function sayMore(turn: LieTurn, idle: Idle, choose: Choice) {
  const { effects, parameters, ctx, input } = turn;
  const { said, at, count } = (turn.memory as Memory | null) ?? empty;
  const wanted = typesIn(parameters.types);
  const fresh = effects.flatMap((effect) =>
    (effect.kind === 'send' || effect.kind === 'broadcast') && isWanted(effect.message)
      ? [effect.message]
      : [],
  );
  const next = fresh.length === 0 ? said : [...said, ...fresh].slice(-limits.remembered);
  const rests = isIdle(input, idle) || !effects.some(isNews);
  if (said.length === 0 || rests || (at > 0 && ctx.now - at < limits.between)) {
    return { effects, memory: { said: next, at, count } };
  }
  const more: Effect[] = [];
  const wave = countIn(parameters.perInput, [1, limits.perInput], 1);
  for (let i = 1; i <= wave; i++) {
    const message = choose(said, turn, count + i);
    if (message !== undefined) more.push({ kind: 'broadcast', message, resend: true });
  }
  return { effects: [...effects, ...more], memory: { said: next, at: ctx.now, count: count + wave } };

  /** Only where an honest replica speaks too: two liars who repeat themselves would never come to rest. */
  function isNews(effect: Effect): boolean {
    if (effect.kind === 'reply') return true;
    return (effect.kind === 'send' || effect.kind === 'broadcast') && !idle.types.has(effect.message.type);
  }

  function isWanted({ type }: Message): boolean {
    return wanted === null ? !idle.types.has(type) : wanted.has(type);
  }
}

/** The same statement about a later view, or slot; the same again where neither can be said. */
function raised(kit: LieKit, message: Message, by: number, state: unknown, ctx: StepContext): Message {
  for (const field of ['view', 'slot']) {
    const lie = kit.alter(message, { [field]: `+${by}` }, state, ctx);
    if (!('refused' in lie)) return lie;
  }
  return message;
}
