/**
 * Runs that break a verdict: the drawn scenario of a seed, whose liars are replaced by f + 1 equivocators that
 * agree on whom to tell what. One more than PBFT survives, so most of them fail.
 */
import { maxFaults } from '../../src/kernel/quorum.ts';
import { known } from '../../src/runtime/known.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { Scenario, ScenarioCommand } from '../../src/scenarios/types.ts';

/** The names are fixed, so that a new lie in the registry draws no other runs. */
const lies = ['silent', 'equivocate'];

export function drawFailing(seed: number): Scenario {
  const knownNow = { behaviours: lies, bugs: known.protocols.pbft?.bugs ?? [] };
  const scenario = drawScenario(seed, { protocol: 'pbft', liars: true }, knownNow);
  const { replicas } = scenario.protocol;
  const liars = maxFaults(replicas) + 1;
  const others = Array.from({ length: replicas - liars }, (_, i) => liars + i);
  const half = Math.floor(others.length / 2);
  const equivocate = (replica: number): ScenarioCommand => {
    const [a, b] = [others.slice(0, half), others.slice(half)];
    return { atMs: 0, do: 'behave', replica, as: 'equivocate', a, b };
  };
  const rest = scenario.commands.filter((command) => command.do !== 'behave');
  const commands = [...Array.from({ length: liars }, (_, replica) => equivocate(replica)), ...rest];
  return { ...scenario, commands: commands.toSorted((a, b) => a.atMs - b.atMs) };
}
