/**
 * A session file as the one scenario that it amounts to: its seed instead of the scenario's, its commands
 * after.
 */
import { commandsFault } from './cross-check.ts';
import { accept, type Checked, listed, refuse, sentence, show } from './problem.ts';
import type { Known, Scenario, SessionFile } from './types.ts';

/** Finds a scenario of the catalogue; null if there is none of that id. */
export type FindScenario = (id: string) => Scenario | null;

/** `ids` are what the refusal offers when the scenario is not in the catalogue. */
export function sessionScenario(
  { session }: SessionFile,
  known: Known,
  find: FindScenario,
  ids: readonly string[],
): Checked<Scenario> {
  const { scenario: given, seed, commands } = session;
  const scenario = typeof given === 'string' ? find(given) : given;
  const path = ['session', 'scenario'];
  if (scenario === null) {
    return refuse(
      sentence({ path, expected: `a scenario of the catalogue (${listed(ids)})`, found: show(given) }),
    );
  }
  const fault = commandsFault(scenario, known, commands, ['session', 'commands']);
  if (fault !== null) return refuse(sentence(fault));
  return accept({ ...scenario, seed: seed ?? scenario.seed, commands: [...scenario.commands, ...commands] });
}
