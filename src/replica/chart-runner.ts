/**
 * Runs an XState statechart as a pure function on plain data. A chart's state is `{ phase, variables }`,
 * which can be copied into a worker; XState's own snapshot cannot. Named `after` delays become arm and disarm
 * effects on simulated time. What a chart may not do here (spawn, invoke, send, emit, history) throws,
 * because it is our own mistake.
 *
 * Two ways lead to the same result, and a property test holds both equal to XState's public `transition()`:
 * charts whose transitions read no variables (no guards, no assignments) are remembered per (phase, event);
 * all others run through `machine.transition` with one kept scope, which is some six times faster than
 * building a scope each time.
 */
import {
  type ActorScope,
  type AnyActorRef,
  type AnyStateMachine,
  createActor,
  type StateValue,
} from 'xstate';
import { invariant } from '../kernel/assert.ts';
import type { Effect } from '../kernel/effect.ts';
import type { TimerName, TimeUs } from '../kernel/ids.ts';
import { chartTimers, readsNoVariables } from './chart-shape.ts';

/** Where a chart stands: its active states as XState writes them, and its variables. Plain data. */
export interface ChartState<V> {
  readonly phase: StateValue;
  readonly variables: V;
}

/** What a chart is told: a past participle such as `prepared`. */
export interface Signal {
  readonly type: string;
}

export type TimerEffect = Extract<Effect, { kind: 'arm' | 'disarm' }>;

export interface ChartStep<V> {
  readonly state: ChartState<V>;
  /** Names of the chart's actions in order: the protocol performs them. */
  readonly actions: readonly string[];
  readonly timers: readonly TimerEffect[];
  /** False when no transition was enabled: the state is the one given. */
  readonly moved: boolean;
}

export interface Chart<V> {
  readonly machine: AnyStateMachine;
  start(variables: V): ChartStep<V>;
  send(state: ChartState<V>, signal: Signal): ChartStep<V>;
  /** A timer fired; a stale one (its state was left) moves nothing. */
  fire(state: ChartState<V>, timer: TimerName): ChartStep<V>;
}

/** Makes a runner for one machine. Throws when the machine uses what protocol charts may not use. */
export function createChart<V extends object>(machine: AnyStateMachine): Chart<V> {
  const eventOf = chartTimers(machine);
  const run = createRun(machine, eventOf);
  const recalled = readsNoVariables(machine) ? new Map<StateValue, Map<string, Outcome>>() : null;

  function send(state: ChartState<V>, signal: Signal): ChartStep<V> {
    const outcomes = recalled?.get(state.phase);
    let outcome = outcomes?.get(signal.type);
    if (outcome === undefined) {
      outcome = run(state.phase, state.variables, signal);
      if (recalled) remember(recalled, outcome.from, signal.type, outcome);
    }
    return finish(outcome, state, recalled === null ? null : lengthOf(machine, state.variables, signal));
  }
  return {
    machine,
    start: (variables) => {
      const signal = { type: 'xstate.init' };
      const initial = run(null, variables, signal);
      // The machine has a context of its own to begin with; timers last what these variables say.
      return finish(initial, { phase: initial.phase, variables }, lengthOf(machine, variables, signal));
    },
    send,
    fire: (state, timer) => {
      const type = eventOf.get(timer);
      invariant(type !== undefined, `timer expected of chart ${machine.id}, found ${timer}`);
      return send(state, { type });
    },
  };
}

/** What one event does to one phase, delays still as names. */
interface Outcome {
  /** The phase it starts from, as the one object that stands for all equal ones. */
  readonly from: StateValue;
  readonly phase: StateValue;
  /** New variables, or null when they stay. */
  readonly variables: object | null;
  readonly actions: readonly string[];
  /** Timers to disarm, then timers to arm with the time they took when this outcome was found. */
  readonly disarm: readonly TimerName[];
  readonly arm: readonly (readonly [timer: TimerName, after: unknown])[];
  readonly moved: boolean;
}

type Run = (phase: StateValue | null, variables: object, signal: Signal) => Outcome;

interface Action {
  readonly type: string;
  readonly params: unknown;
}

/** The kept scope: everything a macrostep asks of its surroundings, with the executor replaced by a list. */
function createRun(machine: AnyStateMachine, eventOf: ReadonlyMap<TimerName, string>): Run {
  const timerOf = new Map([...eventOf].map(([timer, event]) => [event, timer]));
  const executed: Action[] = [];
  const actor = createActor(machine) as AnyActorRef;
  const scope = {
    self: actor,
    system: actor.system,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: (action: Action) => void executed.push(action),
  } as unknown as ActorScope<never, never, never, never>;
  const phases = new Map<StateValue | string, Snapshot>();

  function snapshotOf(phase: StateValue): Snapshot {
    let known = phases.get(phase) ?? phases.get(JSON.stringify(phase));
    if (known === undefined) {
      known = machine.resolveState({ value: phase, context: {} }) as unknown as Snapshot;
      phases.set(known.value, known);
      phases.set(JSON.stringify(phase), known);
    }
    return known;
  }
  return (phase, variables, signal) => {
    executed.length = 0;
    const base = phase === null ? null : snapshotOf(phase);
    const next = (base === null
      ? machine.getInitialSnapshot(scope as never, undefined)
      : machine.transition(
          { ...base, context: variables } as never,
          signal as never,
          scope as never,
        )) as unknown as Snapshot;
    invariant(Object.keys(next.children).length === 0, `chart ${machine.id} expected no children`);
    const target = snapshotOf(next.value);
    const changed = base !== null && next.context !== variables;
    return {
      from: base === null ? target.value : base.value,
      phase: target.value,
      variables: changed ? next.context : null,
      ...sortActions(machine, executed, timerOf),
      moved: changed || executed.length > 0 || (base !== null && target !== base),
    };
  };
}

/** The parts of XState's snapshot that are read here. */
interface Snapshot {
  readonly value: StateValue;
  readonly context: object;
  readonly children: Readonly<Record<string, unknown>>;
}

function sortActions(
  machine: AnyStateMachine,
  executed: readonly Action[],
  timerOf: ReadonlyMap<string, TimerName>,
): Pick<Outcome, 'actions' | 'arm' | 'disarm'> {
  const actions: string[] = [];
  const armed = new Map<TimerName, unknown>();
  const disarmed = new Set<TimerName>();
  for (const { type, params } of executed) {
    if (type === 'xstate.raise') {
      const { delay, id } = params as { delay?: unknown; id?: string };
      if (delay === undefined) continue;
      const timer = timerOf.get(id ?? '');
      invariant(timer !== undefined, `chart ${machine.id} expected a named delay, found ${String(id)}`);
      armed.set(timer, delay);
    } else if (type === 'xstate.cancel') {
      const timer = timerOf.get((params as { sendId: string }).sendId);
      invariant(timer !== undefined, `chart ${machine.id} expected to cancel a named delay`);
      if (!armed.delete(timer)) disarmed.add(timer);
    } else {
      invariant(
        !type.startsWith('xstate.'),
        `chart ${machine.id} expected no ${type}: charts only name actions`,
      );
      actions.push(type);
    }
  }
  return { actions, arm: [...armed], disarm: [...disarmed].filter((timer) => !armed.has(timer)) };
}

function remember(
  recalled: Map<StateValue, Map<string, Outcome>>,
  phase: StateValue,
  type: string,
  outcome: Outcome,
): void {
  let outcomes = recalled.get(phase);
  if (outcomes === undefined) {
    outcomes = new Map();
    recalled.set(phase, outcomes);
  }
  outcomes.set(type, outcome);
}

/** `length` gives a timer's time anew; null: it is the one found with the outcome. */
function finish<V>(
  outcome: Outcome,
  before: ChartState<V>,
  length: ((timer: TimerName) => unknown) | null,
): ChartStep<V> {
  const { actions, arm, disarm } = outcome;
  if (!outcome.moved) return { state: before, actions, timers: noTimers, moved: false };
  const state = { phase: outcome.phase, variables: (outcome.variables ?? before.variables) as V };
  if (arm.length === 0 && disarm.length === 0) return { state, actions, timers: noTimers, moved: true };
  const timers: TimerEffect[] = disarm.map((timer) => ({ kind: 'disarm', timer }));
  for (const [timer, found] of arm) {
    timers.push({ kind: 'arm', timer, after: checkedTime(timer, length === null ? found : length(timer)) });
  }
  return { state, actions, timers, moved: true };
}

const noTimers: readonly TimerEffect[] = [];

function lengthOf(machine: AnyStateMachine, context: unknown, event: Signal): (timer: TimerName) => unknown {
  return (timer) => {
    const delay = (machine.implementations.delays as Record<string, unknown>)[timer];
    return typeof delay === 'function' ? (delay as (args: object) => unknown)({ context, event }) : delay;
  };
}

function checkedTime(timer: TimerName, after: unknown): TimeUs {
  invariant(
    typeof after === 'number' && Number.isSafeInteger(after) && after >= 1,
    `delay ${timer} expected a whole number of microseconds >= 1, found ${String(after)}`,
  );
  return after;
}

/** A phase as a path for the reader: "normal.waiting"; parts that go on side by side are joined by " + ". */
export function chartPath(phase: StateValue): string {
  if (typeof phase === 'string') return phase;
  const parts = Object.entries(phase).map(([name, inner]) => {
    const rest = inner === undefined ? '' : chartPath(inner);
    return rest === '' ? name : `${name}.${rest}`;
  });
  return parts.join(' + ');
}
