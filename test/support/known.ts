/** A description of protocols that stands in for the registry where the registry does not matter. */
import type { Known } from '../../src/scenarios/types.ts';

export const knownForTests: Known = {
  protocols: {
    pbft: { behaviours: ['silent', 'equivocate', 'wrong-digest'], bugs: ['skip-prepare', 'weak-commit'] },
  },
};

/** The smallest scenario that is accepted. */
export const leastScenario = { version: 1, id: 'x', protocol: { id: 'pbft', replicas: 4 } };
