/**
 * Two copies with one key (Twins, Bano et al. 2020): side `a` talks to the one, side `b` to the other, and
 * each copy is honest by itself. Clients and whoever stands on no side reach both and hear both. The second
 * copy has no disk; its timers carry its name, so that the two do not stop each other. Colluders are twins
 * that keep their copies apart from each other's as well: second copies talk in asides.
 */
import type { Effect } from '../../kernel/effect.ts';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Input } from '../../kernel/input.ts';
import type { Behaviour, Copy, LieTurn } from '../../kernel/lie.ts';
import type { Message } from '../../kernel/message.ts';
import { type Aside, isAside } from '../aside.ts';
import { limits } from './limits.ts';
import { replicasIn } from './parameters.ts';
import { perCopy, type Speech } from './speech.ts';

interface Memory {
  readonly copy: Copy | null;
  /** Timers that the second copy has armed or disarmed itself: those of the first are no longer its own. */
  readonly own: readonly string[];
}

const prefix = 'twin/';
const empty: Memory = { copy: null, own: [] };

export const twin: Behaviour = {
  title: 'runs two copies with one key',
  parameters: {
    a: { kind: 'side', says: 'Who talks to the first copy.' },
    b: { kind: 'side', says: 'Who talks to the second copy.' },
  },
  hears(input, { parameters, ctx }) {
    if (input.kind === 'timer') return !input.timer.startsWith(prefix);
    const { b, fellows } = planOf(parameters, ctx);
    return !isFrom(input, b) && !(isFrom(input, fellows) && isAside(input.message));
  },
  outbound(turn) {
    const { ctx, effects } = turn;
    const memory = (turn.memory as Memory | null) ?? empty;
    const { a, b, fellows } = planOf(turn.parameters, ctx);
    const first = spokenTo(effects, b, ctx);
    const input = inputOfSecond(turn.input, { a, fellows }, memory);
    if (input === null) return { effects: first, memory };
    const { copy, effects: second } = turn.again(memory.copy, input);
    const said = aside(spokenTo(second.flatMap(ofSecond), a, ctx), fellows, ctx);
    return { effects: [...first, ...said], memory: { copy, own: ownTimers(memory.own, second) } };
  },
};

/** Twins in one plan: nothing of what one side says reaches the other through them. */
export const collude: Behaviour = {
  ...twin,
  title: 'runs two copies with one key, together with others',
  parameters: {
    with: { kind: 'replicas', says: 'Who else is in it; f + 1 in all can be enough.' },
    ...twin.parameters,
  },
};

interface Plan {
  readonly a: readonly ReplicaId[];
  readonly b: readonly ReplicaId[];
  readonly fellows: readonly ReplicaId[];
}

function planOf(parameters: LieTurn['parameters'], ctx: LieTurn['ctx']): Plan {
  const [a, b] = [replicasIn(parameters.a, ctx), replicasIn(parameters.b, ctx)];
  return { a, b, fellows: replicasIn(parameters.with, ctx) };
}

function isFrom(input: Input, side: readonly ReplicaId[]): input is Input & { kind: 'message' } {
  return input.kind === 'message' && typeof input.from === 'number' && side.includes(input.from);
}

function aside(
  effects: readonly Effect[],
  fellows: readonly ReplicaId[],
  ctx: LieTurn['ctx'],
): readonly Effect[] {
  const wrapped = new Map<Message, Aside>();
  const wrap = (of: Message): Aside => {
    const said = wrapped.get(of) ?? { type: 'ASIDE', of };
    wrapped.set(of, said);
    return said;
  };
  const tell = (copy: Speech): Speech =>
    copy.kind === 'send' && fellows.includes(copy.to) ? { ...copy, message: wrap(copy.message) } : copy;
  return perCopy(effects, ctx, (copy) => [tell(copy)]);
}

/** What the second copy gets of an input; null for nothing. */
function inputOfSecond(
  input: Input,
  { a, fellows }: Pick<Plan, 'a' | 'fellows'>,
  { own }: Memory,
): Input | null {
  if (isFrom(input, a)) return null;
  if (isFrom(input, fellows)) return isAside(input.message) ? { ...input, message: input.message.of } : null;
  if (input.kind !== 'timer') return input;
  const { timer } = input;
  if (timer.startsWith(prefix)) return { kind: 'timer', timer: timer.slice(prefix.length) };
  return own.includes(timer) ? null : input;
}

/** The other side does not hear it. */
function spokenTo(
  effects: readonly Effect[],
  other: readonly ReplicaId[],
  ctx: LieTurn['ctx'],
): readonly Effect[] {
  const deaf: readonly unknown[] = other;
  return perCopy(effects, ctx, (copy) => (deaf.includes(copy.to) ? [] : [copy]));
}

/** The world sees one replica: what the second copy executes, keeps or decides stays inside it. */
function ofSecond(effect: Effect): readonly Effect[] {
  switch (effect.kind) {
    case 'send':
    case 'broadcast':
    case 'reply':
    case 'cite':
    case 'refuse':
      return [effect];
    case 'arm':
    case 'disarm':
      return [{ ...effect, timer: `${prefix}${effect.timer}` }];
    default:
      return [];
  }
}

function ownTimers(own: readonly string[], effects: readonly Effect[]): readonly string[] {
  let timers = own;
  for (const effect of effects) {
    if (effect.kind !== 'arm' && effect.kind !== 'disarm') continue;
    if (!timers.includes(effect.timer) && timers.length < limits.timers) timers = [...timers, effect.timer];
  }
  return timers;
}
