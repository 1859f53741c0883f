import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  assign,
  emit,
  initialTransition,
  raise,
  sendTo,
  setup,
  spawnChild,
  transition,
} from 'xstate';
import { modeChart } from '../../src/protocols/pbft/chart-mode.ts';
import { slotChart } from '../../src/protocols/pbft/chart-slot.ts';
import { type Chart, type ChartState, chartPath, createChart } from '../../src/replica/chart-runner.ts';
import { chartNodes, readsNoVariables } from '../../src/replica/chart-shape.ts';

interface Counter {
  readonly count: number;
}

/** Guards, assignments, immediate raises, eventless transitions: what the remembered way cannot serve. */
const guarded = setup({
  types: { context: {} as Counter, events: {} as { type: string } },
  actions: { tell: () => {}, leave: () => {} },
  delays: { slow: ({ context }) => 10 + context.count, fast: 5 },
}).createMachine({
  id: 'guarded',
  context: { count: 0 },
  initial: 'low',
  states: {
    low: {
      exit: 'leave',
      after: { slow: { target: 'high', actions: 'tell' } },
      on: {
        add: { actions: assign({ count: ({ context }) => context.count + 1 }) },
        jump: { target: 'high', guard: ({ context }) => context.count > 1 },
        again: { target: 'low', reenter: true },
        twice: { target: 'low', reenter: true, actions: raise({ type: 'add' }) },
      },
    },
    high: {
      entry: 'tell',
      after: { fast: 'low' },
      on: { add: { actions: [assign({ count: 0 }), raise({ type: 'fall' })] }, fall: 'middle' },
    },
    middle: { always: { target: 'low', guard: ({ context }) => context.count === 0 } },
  },
});
const guardedChart = createChart<Counter>(guarded);

interface Seen {
  readonly phase: unknown;
  readonly variables: unknown;
  readonly actions: readonly string[];
  readonly timers: readonly string[];
}

/** The same events through XState's public function, its delayed raises read as timers. */
function publicRun(machine: AnyStateMachine, variables: object, events: readonly string[]): readonly Seen[] {
  let [snapshot, actions] = initialTransition(machine);
  snapshot = { ...snapshot, context: variables };
  const seen: Seen[] = [];
  for (const type of events) {
    [snapshot, actions] = transition(machine, snapshot, { type } as never);
    seen.push(read(snapshot, actions as readonly { type: string; params: unknown }[]));
  }
  return seen;
}

function read(
  snapshot: { value: unknown; context: unknown },
  actions: readonly { type: string; params: unknown }[],
): Seen {
  const timers = new Map<string, string>();
  const names: string[] = [];
  for (const { type, params } of actions) {
    const { delay, id, sendId } = (params ?? {}) as { delay?: number; id?: string; sendId?: string };
    if (type === 'xstate.cancel') timers.set(sendId ?? '', 'disarm');
    else if (type === 'xstate.raise' && delay !== undefined) timers.set(id ?? '', `arm ${delay}`);
    else if (type !== 'xstate.raise') names.push(type);
  }
  return { phase: snapshot.value, variables: snapshot.context, actions: names, timers: sorted(timers) };
}

function sorted(timers: ReadonlyMap<string, string>): string[] {
  return [...timers].map(([event, what]) => `${event.split('.')[2]} ${what}`).sort();
}

function runnerRun<V extends object>(
  chart: Chart<V>,
  variables: V,
  events: readonly string[],
): readonly Seen[] {
  let state: ChartState<V> = { phase: chart.start(variables).state.phase, variables };
  return events.map((type) => {
    /** Every state must survive the way into a worker. */
    const step = chart.send(structuredClone(state), { type });
    state = step.state;
    const timers = step.timers.map((one) =>
      one.kind === 'arm' ? `${one.timer} arm ${one.after}` : `${one.timer} disarm`,
    );
    return { phase: state.phase, variables: state.variables, actions: step.actions, timers: timers.sort() };
  });
}

function eventNames(machine: AnyStateMachine): string[] {
  return [...new Set(chartNodes(machine).flatMap((node) => [...node.transitions.keys()]))].concat('unknown');
}

function expectEqual<V extends object>(chart: Chart<V>, variables: V): void {
  const events = fc.array(fc.constantFrom(...eventNames(chart.machine)), { maxLength: 40 });
  fc.assert(
    fc.property(events, (sequence) => {
      expect(runnerRun(chart, variables, sequence)).toEqual(publicRun(chart.machine, variables, sequence));
    }),
    { numRuns: 300 },
  );
}

describe('the runner gives what transition() gives, on random signal sequences', () => {
  it('for a chart with guards, assignments, raises and delays that read variables', () => {
    expect(readsNoVariables(guarded)).toBe(false);
    expectEqual(guardedChart, { count: 0 });
  });
  it('for PBFT’s mode chart, remembered per phase and event', () => {
    expect(readsNoVariables(modeChart.machine)).toBe(true);
    expectEqual(modeChart, { timeout: 400_000 });
  });
  it('for PBFT’s slot chart', () => {
    expect(readsNoVariables(slotChart.machine)).toBe(true);
    expectEqual(slotChart, {});
  });
});

describe('timers', () => {
  it('last what the variables say at that moment, also when the outcome was remembered', () => {
    const start = modeChart.start({ timeout: 7 }).state;
    expect(modeChart.send(start, { type: 'requested' }).timers).toEqual([
      { kind: 'arm', timer: 'request', after: 7 },
    ]);
    const other = { ...start, variables: { timeout: 9 } };
    expect(modeChart.send(other, { type: 'requested' }).timers).toEqual([
      { kind: 'arm', timer: 'request', after: 9 },
    ]);
  });
  it('are only armed again when the same state is entered again', () => {
    const waiting = modeChart.send(modeChart.start({ timeout: 7 }).state, { type: 'requested' }).state;
    expect(modeChart.send(waiting, { type: 'progressed' }).timers).toEqual([
      { kind: 'arm', timer: 'request', after: 7 },
    ]);
    expect(modeChart.send(waiting, { type: 'drained' }).timers).toEqual([
      { kind: 'disarm', timer: 'request' },
    ]);
  });
  it('move nothing when stale', () => {
    const idle = modeChart.start({ timeout: 7 }).state;
    const step = modeChart.fire(idle, 'request');
    expect(step).toEqual({ state: idle, actions: [], timers: [], moved: false });
    expect(step.state).toBe(idle);
  });
  it('of no state of the chart are our own mistake', () => {
    expect(() => modeChart.fire(modeChart.start({ timeout: 7 }).state, 'other')).toThrow('found other');
  });
  it.each([0, -1, 1.5, Number.NaN])('lasting %d µs are our own mistake', (timeout) => {
    const idle = modeChart.start({ timeout }).state;
    expect(() => modeChart.send(idle, { type: 'requested' })).toThrow('whole number of microseconds');
  });
});

describe('what charts may not do', () => {
  const types = { events: {} as { type: 'go' } };
  const other = setup({}).createMachine({});
  it.each([
    [
      'spawn',
      setup({ types, actors: { other } }).createMachine({ on: { go: { actions: spawnChild('other') } } }),
    ],
    [
      'send',
      setup({ types }).createMachine({ on: { go: { actions: sendTo(({ self }) => self, { type: 'go' }) } } }),
    ],
    ['emit', setup({ types }).createMachine({ on: { go: { actions: emit({ type: 'went' }) } } })],
  ])('%s throws when it happens', (_, machine) => {
    const chart = createChart(machine);
    expect(() => chart.send(chart.start({}).state, { type: 'go' })).toThrow('invariant broken');
  });
  it.each([
    ['an invocation', setup({ actors: { other } }).createMachine({ invoke: { src: 'other' } })],
    ['a history state', setup({}).createMachine({ initial: 'a', states: { a: { type: 'history' }, b: {} } })],
    [
      'a delay in figures',
      setup({}).createMachine({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } }),
    ],
    [
      'a delay without a length',
      setup({}).createMachine({ initial: 'a', states: { a: { after: { some: 'b' } }, b: {} } } as never),
    ],
    [
      'one delay in two states',
      setup({ delays: { d: 1 } }).createMachine({
        initial: 'a',
        states: { a: { after: { d: 'b' } }, b: { after: { d: 'a' } } },
      }),
    ],
  ])('%s is refused when the chart is made', (_, machine) => {
    expect(() => createChart(machine as AnyStateMachine)).toThrow('invariant broken');
  });
});

it('a phase reads as a path', () => {
  expect(chartPath('idle')).toBe('idle');
  expect(chartPath(modeChart.start({ timeout: 1 }).state.phase)).toBe('view.normal.idle + state.current');
});
