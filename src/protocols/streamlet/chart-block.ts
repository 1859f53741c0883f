/**
 * The life of one block (fact pack §5.4): unseen → proposed → notarised → final. Votes are counted outside;
 * the chart hears only that something became true.
 */
import { setup } from 'xstate';
import { type Chart, type ChartState, createChart } from '../../replica/chart-runner.ts';

const machine = setup({ types: { events: {} as { type: BlockSignal } } }).createMachine({
  id: 'block',
  initial: 'unseen',
  states: {
    unseen: {
      description: 'Somebody voted for it; the block itself is not here.',
      on: { shown: 'proposed' },
    },
    proposed: {
      description: 'Proposed by the leader of its epoch; two thirds of all votes are awaited.',
      on: { notarised: 'notarised' },
    },
    notarised: {
      description: 'Two thirds voted for it. It can still lose against another chain.',
      on: { finalised: 'final' },
    },
    final: { description: 'In the final chain for good.' },
  },
});

export type BlockSignal = 'shown' | 'notarised' | 'finalised';
export type BlockPhase = 'unseen' | 'proposed' | 'notarised' | 'final';

export const blockChart: Chart<object> = createChart(machine);

export function phaseOf({ chart }: { readonly chart: ChartState<object> }): BlockPhase {
  return chart.phase as BlockPhase;
}

/** How far a block has come, as the stage counts it. */
export const levels = { unseen: 0, proposed: 1, notarised: 2, final: 3 } as const;
