/** Talks to the mode chart: sends it signals, turns its timers into effects, and reads its phase. */
import { backedOff } from '../shared/backoff.ts';
import { isPlanted } from './bugs.ts';
import { type ModePhase, type ModeSignal, modeChart } from './chart-mode.ts';
import type { PbftState } from './state.ts';
import { type Done, isPrimary, type Turn } from './turn.ts';

/** Tells the mode chart what happened; true iff it names `startViewChange` as the thing to do. */
export function signalMode(turn: Turn, type: ModeSignal): boolean {
  return took(turn, modeChart.send(turn.state.mode, { type }));
}

/** A timer of the chart fired; the same result. */
export function fireMode(turn: Turn, timer: 'request' | 'new-view'): boolean {
  return took(turn, modeChart.fire(turn.state.mode, timer));
}

function took(turn: Turn, step: ReturnType<typeof modeChart.send>): boolean {
  if (step.moved) turn.state = { ...turn.state, mode: step.state };
  turn.effects.push(...step.timers);
  return step.actions.includes('startViewChange');
}

export function modePhase(state: PbftState): ModePhase {
  return state.mode.phase as unknown as ModePhase;
}

/** Sets T for the number of failed views in a row; timers armed from now on last so long. */
export function setFailures(turn: Turn, failures: number): Done {
  const { state, ctx } = turn;
  if (state.failures === failures) return;
  const counted = isPlanted(ctx, 'timeout-fixed') ? 0 : failures;
  const timeout = backedOff(ctx.options.requestTimeout, counted);
  turn.state = { ...state, failures, mode: { phase: state.mode.phase, variables: { timeout } } };
}

/** A backup in normal operation whose requests wait runs the request timer (fact pack §1.6). */
export function watchRequests(turn: Turn): Done {
  const { state } = turn;
  if (!state.active || isPrimary(turn) || state.waiting.length === 0) return;
  const phase = modePhase(state).view;
  if ('normal' in phase && phase.normal === 'idle') signalMode(turn, 'requested');
}

/** After an execution: the timer stops, and starts again for the next request that waits. */
export function watchProgress(turn: Turn): Done {
  const phase = modePhase(turn.state).view;
  if (!('normal' in phase) || phase.normal !== 'waiting') return;
  signalMode(turn, turn.state.waiting.length > 0 ? 'progressed' : 'drained');
}
