/**
 * What a whole replica is doing (fact pack §5.4), in two parts that go on side by side: whether anything
 * waits to become final, and whether it has voted in this epoch. The epoch clock is the only timer; it has a
 * name of its own while nothing waits, so that a run without work is quiet although epochs pass for ever.
 */
import { setup } from 'xstate';
import type { TimeUs } from '../../kernel/ids.ts';
import { type Chart, createChart } from '../../replica/chart-runner.ts';

/** Time until the next epoch. */
export interface ModeVariables {
  readonly left: TimeUs;
}

const machine = setup({
  types: { context: {} as ModeVariables, events: {} as { type: ModeSignal } },
  actions: { beginEpoch: () => {} },
  delays: { epoch: ({ context }) => context.left, 'idle-epoch': ({ context }) => context.left },
}).createMachine({
  id: 'mode',
  type: 'parallel',
  context: { left: 1 },
  states: {
    work: {
      initial: 'idle',
      states: {
        idle: {
          description: 'Nothing waits to become final: epochs pass, and nothing is proposed.',
          after: { 'idle-epoch': { target: 'idle', reenter: true, actions: 'beginEpoch' } },
          on: { waited: 'busy' },
        },
        busy: {
          description: 'A request waits to become final: the leader of every epoch proposes.',
          after: { epoch: { target: 'busy', reenter: true, actions: 'beginEpoch' } },
          on: { drained: 'idle' },
        },
      },
    },
    vote: {
      initial: 'open',
      on: { began: '.open' },
      states: {
        open: { description: 'Has not voted in this epoch.', on: { voted: 'cast' } },
        cast: { description: 'Has voted; one vote per epoch.' },
      },
    },
  },
});

export type ModeSignal = 'waited' | 'drained' | 'began' | 'voted';

export const modeChart: Chart<ModeVariables> = createChart(machine);

/** The chart's phase, taken apart. */
export interface ModePhase {
  readonly work: 'idle' | 'busy';
  readonly vote: 'open' | 'cast';
}
