/** The loop between engine and host: the only place where a run goes on. */
import type { Engine, Turn } from '../sim/engine.ts';
import type { Host } from '../sim/host.ts';

/**
 * Turn by turn until the run has ended or `goOn`, asked after every turn, says no. Waits only for hosts that
 * make it.
 */
export async function drive(engine: Engine, host: Host, goOn: (turn: Turn) => boolean): Promise<void> {
  const whole = host.oneAtATime !== true;
  for (let turn = engine.turn(whole); turn !== null; turn = engine.turn(whole)) {
    if (turn.kind !== 'rest') {
      const answer = turn.kind === 'control' ? host.control(turn.control) : host.step(turn.requests);
      engine.answer(answer instanceof Promise ? await answer : answer);
    }
    if (!goOn(turn)) return;
  }
}
