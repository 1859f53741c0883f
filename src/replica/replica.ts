/**
 * One replica as a pure value: protocol state, application state, the lie it tells (if any) and the counters
 * of its own chance. One input in, the next value and a flat list of effects out; what the application
 * answers to a `commit` is fed back inside the same step (DESIGN 3).
 */
import type { Application } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import type { Authenticator } from '../kernel/authenticator.ts';
import type { Effect } from '../kernel/effect.ts';
import type { Digest, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Applied, Input } from '../kernel/input.ts';
import type { Behaviour, Copy, LieEdits, LieRefusal, LieTurn } from '../kernel/lie.ts';
import type { Message } from '../kernel/message.ts';
import type { ProtocolOptions } from '../kernel/options.ts';
import type { Manifest, Step, StepContext } from '../kernel/protocol.ts';
import { drawAt, streamKey } from '../kernel/random.ts';
import { type Inside, Run } from './run.ts';

export interface ReplicaConfig {
  readonly manifest: Manifest;
  readonly application: Application;
  readonly authenticator: Authenticator;
  readonly self: ReplicaId;
  readonly replicas: number;
  readonly faults: number;
  readonly options: ProtocolOptions;
  readonly bugs: ReadonlySet<string>;
  readonly seed: number;
}

/** Everything in memory; lost in a crash. Immutable plain data, so an old version is a reference. */
export interface ReplicaState extends Inside {
  /** Its memory begins anew with every process. */
  readonly behaviour: (Lie & { readonly memory: unknown }) | null;
  /** Draws made so far, by stream. */
  readonly draws: Readonly<Record<string, number>>;
}

/** Which behaviour a replica was told to have. */
export interface Lie {
  readonly as: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ReplicaOutcome {
  readonly state: ReplicaState;
  readonly effects: readonly Effect[];
  readonly applied: readonly Applied[];
  /** Root of the committed application state, where it changed. */
  readonly root: Digest | null;
}

export interface Replica {
  /** A new process, before `start` or `recover`. */
  init(lie: Lie | null): ReplicaState;
  step(state: ReplicaState, input: Input, now: TimeUs): ReplicaOutcome;
  /** One of its messages with these edits, signed anew: what a liar in this state could say instead. */
  alter(state: ReplicaState, message: Message, edits: LieEdits, now: TimeUs): Message | LieRefusal;
}

/**
 * Inputs that one input may lead to inside a step: a replica that catches up executes a whole window, and no
 * more.
 */
const stepLimit = 65_536;

export function createReplica(config: ReplicaConfig): Replica {
  const { manifest, application } = config;
  const { protocol, behaviours } = manifest;
  const { ctx, begin, drawn } = createContext(config);

  return {
    init(lie) {
      begin({}, 0);
      const state = protocol.init(ctx);
      const behaviour = lie && { ...lie, memory: null };
      return {
        protocol: state,
        application: application.genesis,
        tentative: null,
        behaviour,
        draws: drawn(),
      };
    },
    step(before, input, now) {
      begin(before.draws, now);
      const lie = before.behaviour === null ? undefined : behaviours[before.behaviour.as];
      if (lie !== undefined) return lieOutcome(before, input, lie);
      const first = protocol.step(before.protocol, input, ctx);
      if (first.effects.every(isForTheWorld)) return plainOutcome(before, first, drawn());
      const { inside, effects, applied } = take(before, input, first);
      const state = { ...inside, behaviour: before.behaviour, draws: drawn() };
      return { state, effects, applied, root: newRoot(before, inside) };
    },
    alter({ protocol: state, draws }, message, edits, now) {
      begin(draws, now);
      const refused = `${message.type}: this protocol has no lies`;
      return manifest.lies?.alter(message, edits, state, ctx) ?? { refused };
    },
  };

  /** One input with all that the application's answers lead to. */
  function take(before: Inside, input: Input, first = protocol.step(before.protocol, input, ctx)): Taken {
    const run = new Run(application, before);
    const effects: Effect[] = [];
    let state = before.protocol;
    const inputs: Input[] = [input];
    for (let done = 0; done < inputs.length; done++) {
      invariant(done < stepLimit, `one step expected at most ${stepLimit} inputs, found more`);
      const step = done === 0 ? first : protocol.step(state, inputs[done] as Input, ctx);
      state = step.state;
      for (const effect of step.effects) {
        effects.push(effect);
        const applied = run.carryOut(effect);
        if (applied !== null) inputs.push(applied);
      }
    }
    return { inside: run.inside(state), effects, applied: run.applied };
  }

  function lieOutcome(before: ReplicaState, input: Input, lie: Behaviour): ReplicaOutcome {
    const { memory, parameters } = before.behaviour as NonNullable<ReplicaState['behaviour']>;
    const hears = lie.hears?.(input, { memory, parameters, ctx }) ?? true;
    const { inside, effects, applied } = hears ? take(before, input) : { inside: before, ...unheard };
    const again: LieTurn['again'] = (copy, one) => {
      const twin = take(copy === null ? before : opened(copy), one);
      return { copy: sealed(twin.inside), effects: twin.effects };
    };
    const turn = { before: before.protocol, state: inside.protocol, memory, parameters, ctx };
    const told = lie.outbound({ ...turn, input, effects, again });
    const { protocol: state, application: ledger, tentative } = inside;
    const behaviour = { as: before.behaviour?.as ?? '', parameters, memory: told.memory };
    return {
      state: { protocol: state, application: ledger, tentative, behaviour, draws: drawn() },
      effects: told.effects,
      applied,
      root: newRoot(before, inside),
    };
  }

  function newRoot(before: Inside, after: Inside): Digest | null {
    return after.application === before.application ? null : application.root(after.application);
  }
}

interface Taken {
  readonly inside: Inside;
  readonly effects: readonly Effect[];
  readonly applied: readonly Applied[];
}

const nothing: readonly Applied[] = [];
const unheard = { effects: [] as readonly Effect[], applied: nothing };

function opened(copy: Copy): Inside {
  return (copy as Copy & { readonly inside: Inside }).inside;
}

function sealed(inside: Inside): Copy {
  const copy: Copy & { readonly inside: Inside } = { copy: 'opaque', inside };
  return copy;
}

/** True unless the application has to do something. */
function isForTheWorld({ kind }: Effect): boolean {
  return kind !== 'commit' && kind !== 'execute' && kind !== 'rollback' && kind !== 'restore';
}

/**
 * Of an input that does not concern the application: nearly all votes. One that changed nothing keeps the old
 * value.
 */
function plainOutcome(
  before: ReplicaState,
  { state, effects }: Step<unknown>,
  draws: ReplicaState['draws'],
): ReplicaOutcome {
  const same = state === before.protocol && draws === before.draws;
  return {
    state: same ? before : { ...before, protocol: state, draws },
    effects,
    applied: nothing,
    root: null,
  };
}

/** One context object per replica: only the time and the counters of chance change between steps. */
function createContext(config: ReplicaConfig) {
  const { self, replicas, faults, options, bugs, authenticator, application, seed } = config;
  let draws: Readonly<Record<string, number>> = {};
  let now: TimeUs = 0;
  const ctx: StepContext = {
    self,
    replicas,
    faults,
    options,
    bugs,
    get now() {
      return now;
    },
    draw(stream) {
      const counter = draws[stream] ?? 0;
      draws = { ...draws, [stream]: counter + 1 };
      return drawAt(streamKey(seed, `r${self}/${stream}`), counter);
    },
    sign: (digest) => authenticator.sign(self, digest),
    // The host's own function, the same for all its replicas: what is judged with it is remembered for all of
    // them.
    verify: authenticator.verify,
    verifySnapshot: (snapshot) => application.verify(snapshot),
  };
  const begin = (counters: Readonly<Record<string, number>>, time: TimeUs): void => {
    draws = counters;
    now = time;
  };
  return { ctx, begin, drawn: () => draws };
}
