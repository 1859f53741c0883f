/**
 * Whether anything but routine is still to come: moves forwards give up where everything that was asked for
 * is done, instead of simulating minutes of STATUS messages.
 */
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

export interface Outlook {
  /** Asked after every turn of the engine: nothing but routine is to come. */
  isDone(): boolean;
}

export function outlookOf(run: PageRun): Outlook {
  const { engine } = run.assembly;
  let since: number | null = null;
  return {
    isDone() {
      if (!isQuietForGood(run)) {
        since = null;
        return false;
      }
      // Routine messages are what a replica catches up by.
      since ??= engine.state.now;
      return nobodyLags(run) || engine.state.now - since > limits.catchUpTime;
    },
  };
}

/** No request and no command is to come, nothing that matters is on its way, and only idle timers run. */
function isQuietForGood({ assembly }: PageRun): boolean {
  const { engine, plan, manifest } = assembly;
  const { state } = engine;
  if (!engine.atRest || state.nextCommand < plan.commands.length || !engine.isQuiet) return false;
  // A liar's timers may still bring something about.
  return state.replicas.every(
    ({ status, timers }) =>
      status !== 'up' || [...timers.keys()].every((name) => manifest.idleTimers.includes(name)),
  );
}

/** All that are up and honest have executed equally much. */
function nobodyLags({ assembly, recording, length }: PageRun): boolean {
  const { engine, plan, manifest } = assembly;
  const { replicas, faults, options } = plan;
  const executed = engine.state.replicas.flatMap(({ status, behaviour }, self) => {
    const state = status === 'up' && behaviour === 'honest' ? recording.stateAt(self, length) : null;
    if (state === null) return [];
    return [manifest.glyph(state.protocol, { replicas, faults, options, self }).executedSlot];
  });
  return new Set(executed).size < 2;
}
