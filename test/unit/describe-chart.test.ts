import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { modeChart } from '../../src/protocols/pbft/chart-mode.ts';
import { slotChart } from '../../src/protocols/pbft/chart-slot.ts';
import { chartPath, createChart } from '../../src/replica/chart-runner.ts';
import { describeChart } from '../../src/replica/describe-chart.ts';

const small = createChart(
  setup({ delays: { alarm: 10 } }).createMachine({
    id: 'small',
    initial: 'off',
    on: { reset: '.off' },
    states: {
      off: { description: 'Dark.', on: { press: { target: 'on', description: 'A finger.' } } },
      on: { initial: 'dim', states: { dim: {}, bright: {} }, after: { alarm: 'off' } },
    },
  }),
);

describe('the picture of a chart', () => {
  const graph = describeChart(small, 'replica');

  it('has every state with its parent and meaning, parents first', () => {
    expect(graph.states).toEqual([
      { path: 'off', parent: null, says: 'Dark.', parallel: false, initial: true },
      { path: 'on', parent: null, says: '', parallel: false, initial: false },
      { path: 'on.dim', parent: 'on', says: '', parallel: false, initial: true },
      { path: 'on.bright', parent: 'on', says: '', parallel: false, initial: false },
    ]);
  });

  it('has every move, timers by their own name, and those of the root from anywhere', () => {
    expect(graph.moves).toEqual([
      { from: null, to: 'off', on: 'reset', timer: false, says: '' },
      { from: 'off', to: 'on', on: 'press', timer: false, says: 'A finger.' },
      { from: 'on', to: 'off', on: 'alarm', timer: true, says: '' },
    ]);
  });
});

describe('the pictures of PBFT', () => {
  it('hold every state that the running chart names', () => {
    const graph = describeChart(modeChart, 'replica');
    const paths = new Set(graph.states.map(({ path }) => path));
    const start = modeChart.start({ timeout: 1 }).state;
    const waiting = modeChart.send(start, { type: 'requested' }).state;
    for (const { phase } of [start, waiting]) {
      for (const path of chartPath(phase).split(' + ')) expect(paths).toContain(path);
    }
  });

  it('name the timers of the mode, and lead only to states that exist', () => {
    for (const [chart, timers] of [
      [describeChart(modeChart, 'replica'), ['request', 'new-view']],
      [describeChart(slotChart, 'slot'), []],
    ] as const) {
      const paths = new Set(chart.states.map(({ path }) => path));
      expect(chart.moves.filter(({ timer }) => timer).map(({ on }) => on)).toEqual(timers);
      for (const { from, to } of chart.moves)
        expect((from === null || paths.has(from)) && paths.has(to)).toBe(true);
    }
  });
});
