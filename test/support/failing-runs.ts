/**
 * Runs that break a verdict, drawn by seed out of the swarm's scenarios: f + 1 liars that agree on whom to
 * tell what, one more than a protocol survives, or a planted bug with no more faults than it should survive.
 * Most of them fail, not all.
 */
import { maxFaults } from '../../src/kernel/quorum.ts';
import { known } from '../../src/runtime/known.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { KnownProtocol, Scenario, ScenarioCommand } from '../../src/scenarios/types.ts';

/** The names are fixed, so that a new lie in the registry draws no other runs. */
const lies = ['silent', 'equivocate'];

/** `as`: a lie with two sides, `a` and `b`. */
export function drawFailing(seed: number, as = 'equivocate', protocol = 'pbft'): Scenario {
  const scenario = drawn(seed, protocol);
  const { replicas } = scenario.protocol;
  const liars = maxFaults(replicas) + 1;
  const others = Array.from({ length: replicas - liars }, (_, i) => liars + i);
  const half = Math.floor(others.length / 2);
  const lie = (replica: number): ScenarioCommand => {
    const [a, b] = [others.slice(0, half), others.slice(half)];
    return { atMs: 0, do: 'behave', replica, as, a, b };
  };
  const rest = scenario.commands.filter((command) => command.do !== 'behave');
  const commands = [...Array.from({ length: liars }, (_, replica) => lie(replica)), ...rest];
  return { ...scenario, commands: commands.toSorted((a, b) => a.atMs - b.atMs) };
}

/** Missing rules that faults as the swarm draws them often come upon. */
const bugs: Readonly<Record<string, readonly string[]>> = {
  pbft: [
    'short-prepare-quorum',
    'short-commit-quorum',
    'empty-prepared-set',
    'duplicates-counted',
    'executed-again',
    'certificates-forgotten',
    'classic-quorum',
  ],
  streamlet: ['two-votes'],
};

/** At most f faulty replicas, and one of the rules is missing: which one goes round with the seed. */
export function drawBuggy(seed: number, protocol = 'pbft'): Scenario {
  const scenario = drawn(seed, protocol);
  const missing = bugs[protocol] ?? [];
  return { ...scenario, protocol: { ...scenario.protocol, bugs: [missing[seed % missing.length] ?? ''] } };
}

function drawn(seed: number, protocol: string): Scenario {
  return drawScenario(seed, { protocol, liars: true }, { ...protocolNamed(protocol), behaviours: lies });
}

function protocolNamed(protocol: string): KnownProtocol {
  const found = known.protocols[protocol];
  if (found === undefined) throw new Error(`${protocol}: a protocol of the registry expected`);
  return found;
}
