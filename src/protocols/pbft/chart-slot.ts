/**
 * The life of one slot (fact pack §1.4): idle → pre-prepared → prepared → committed → executed. Votes are
 * counted outside; the chart hears only that a threshold was crossed, and names what must then be sent.
 */
import { setup } from 'xstate';
import { type Chart, createChart } from '../../replica/chart-runner.ts';

const nothing = (): void => {};

const machine = setup({
  types: { events: {} as { type: SlotSignal } },
  actions: { sendPrepare: nothing, sendCommit: nothing },
}).createMachine({
  id: 'slot',
  initial: 'idle',
  on: {
    /** A NEW-VIEW was installed: the phases are run again, what was executed stays executed. */
    renewed: '.idle',
  },
  states: {
    idle: {
      description: 'No PRE-PREPARE accepted in this view.',
      on: {
        proposed: { target: 'pre-prepared', description: 'This primary assigned the slot.' },
        accepted: {
          target: 'pre-prepared',
          actions: 'sendPrepare',
          description: 'The PRE-PREPARE is acceptable.',
        },
        certified: 'committed',
      },
    },
    'pre-prepared': {
      description: 'A PRE-PREPARE is accepted; q − 1 matching PREPAREs are awaited.',
      on: {
        prepared: { target: 'prepared', actions: 'sendCommit', description: 'q − 1 PREPAREs match it.' },
        certified: 'committed',
      },
    },
    prepared: {
      description: 'No other request can prepare here in this view; q COMMITs are awaited.',
      on: { committed: 'committed', certified: 'committed' },
    },
    committed: {
      description: 'Decided; executed when all slots below are.',
      on: { executed: 'executed' },
    },
    executed: { description: 'The application has run it.' },
  },
});

export type SlotSignal =
  | 'renewed'
  | 'proposed'
  | 'accepted'
  | 'prepared'
  | 'committed'
  | 'certified'
  | 'executed';

export type SlotPhase = 'idle' | 'pre-prepared' | 'prepared' | 'committed' | 'executed';

export type SlotAction = 'sendPrepare' | 'sendCommit';

export const slotChart: Chart<object> = createChart(machine);
