/** Talks to the mode chart, and the beginning of an epoch that it announces (fact pack §5.5, §5.6). */
import type { TimerName } from '../../kernel/ids.ts';
import { type ModePhase, type ModeSignal, modeChart } from './chart-mode.ts';
import { epochAt, proposesAlways, timeLeft } from './settings.ts';
import type { StreamletState } from './state.ts';
import type { Done, Turn } from './turn.ts';

export function signalMode(turn: Turn, type: ModeSignal): Done {
  took(turn, modeChart.send(withClock(turn), { type }));
}

/** The clock's timer fired; true iff an epoch begins. */
export function fireMode(turn: Turn, timer: TimerName): boolean {
  const isOurs = timer === 'epoch' || timer === 'idle-epoch';
  return isOurs && took(turn, modeChart.fire(withClock(turn), timer));
}

/** The clock starts, for the first time or in a new process. */
export function startClock(turn: Turn): Done {
  took(turn, modeChart.start({ left: timeLeft(turn.ctx) }));
  watchWork(turn);
}

/**
 * Something waits to become final, or nothing does any more. At the end of an epoch the clock is about to say
 * so itself; starting it anew would lose an epoch.
 */
export function watchWork(turn: Turn): Done {
  if (epochAt(turn.ctx, turn.ctx.now) > turn.state.epoch) return;
  const isBusy = turn.state.waiting.length > 0 || proposesAlways(turn.ctx);
  signalMode(turn, isBusy ? 'waited' : 'drained');
}

function withClock({ state, ctx }: Turn): StreamletState['mode'] {
  return { phase: state.mode.phase, variables: { left: timeLeft(ctx) } };
}

function took(turn: Turn, step: ReturnType<typeof modeChart.start>): boolean {
  if (step.moved || step.timers.length > 0) turn.state = { ...turn.state, mode: step.state };
  turn.effects.push(...step.timers);
  return step.actions.includes('beginEpoch');
}

export function modePhase({ mode }: StreamletState): ModePhase {
  return mode.phase as unknown as ModePhase;
}
