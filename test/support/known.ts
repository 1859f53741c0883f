/** A description of protocols that stands in for the registry where the registry does not matter. */
import type { Known } from '../../src/scenarios/types.ts';

const side = { kind: 'side', says: 'Who is told what.' } as const;

export const knownForTests: Known = {
  protocols: {
    pbft: {
      behaviours: ['silent', 'equivocate', 'wrong-digest'],
      lies: { equivocate: { a: side, b: side } },
      bugs: ['skip-prepare', 'weak-commit'],
    },
  },
};

/** The smallest scenario that is accepted. */
export const leastScenario = { version: 1, id: 'x', protocol: { id: 'pbft', replicas: 4 } };
