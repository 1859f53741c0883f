/**
 * What a whole replica is doing (fact pack §1.4), in two parts that go on side by side: its view (normal
 * operation or a view change) and its state (current, or being fetched). Both timers of §1.6 live here and
 * last T.
 */
import { setup } from 'xstate';
import type { TimeUs } from '../../kernel/ids.ts';
import { type Chart, createChart } from '../../replica/chart-runner.ts';

/** T, which both timers last. */
export interface ModeVariables {
  readonly timeout: TimeUs;
}

const machine = setup({
  types: { context: {} as ModeVariables, events: {} as { type: ModeSignal } },
  actions: { startViewChange: () => {} },
  delays: {
    request: ({ context }) => context.timeout,
    'new-view': ({ context }) => context.timeout,
  },
}).createMachine({
  id: 'mode',
  type: 'parallel',
  context: { timeout: 1 },
  states: {
    view: {
      initial: 'normal',
      on: { installed: '.normal' },
      states: {
        normal: {
          description: 'Ordering requests in this view.',
          initial: 'idle',
          on: { joined: { target: 'changing', actions: 'startViewChange' } },
          states: {
            idle: { description: 'No request waits.', on: { requested: 'waiting' } },
            waiting: {
              description: 'A request waits, and the primary has T to get it executed.',
              after: { request: { target: '#mode.view.changing', actions: 'startViewChange' } },
              on: {
                progressed: { target: 'waiting', reenter: true, description: 'Executed; another one waits.' },
                drained: 'idle',
              },
            },
          },
        },
        changing: {
          description: 'Sent VIEW-CHANGE; votes for no earlier view any more.',
          initial: 'collecting',
          on: { joined: { target: '.collecting', actions: 'startViewChange' } },
          states: {
            collecting: {
              description: 'Waiting for q VIEW-CHANGEs for this view; no timer runs.',
              on: { gathered: 'awaiting' },
            },
            awaiting: {
              description: 'q VIEW-CHANGEs are here; the new primary has T to send its NEW-VIEW.',
              after: { 'new-view': { target: 'collecting', actions: 'startViewChange' } },
            },
          },
        },
      },
    },
    state: {
      initial: 'current',
      states: {
        current: {
          description: 'The state is the result of the slots executed.',
          on: { behind: 'transferring' },
        },
        transferring: {
          description: 'Fetching the state of a certified checkpoint.',
          on: { restored: 'current' },
        },
      },
    },
  },
});

export type ModeSignal =
  | 'requested'
  | 'progressed'
  | 'drained'
  | 'joined'
  | 'gathered'
  | 'installed'
  | 'behind'
  | 'restored';

export const modeChart: Chart<ModeVariables> = createChart(machine);

/** The mode chart's phase, taken apart. */
export interface ModePhase {
  readonly view: { readonly normal: 'idle' | 'waiting' } | { readonly changing: 'collecting' | 'awaiting' };
  readonly state: 'current' | 'transferring';
}
