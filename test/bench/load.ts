/** The load of the benches: as many transfers as are asked for, on a network with equal or drawn delays. */

import { known } from '../../src/runtime/known.ts';
import type { Row } from '../../src/scenarios/row-schema.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';

export interface Load {
  readonly replicas: number;
  readonly requests: number;
  readonly clients: number;
  /** Least and greatest delay of a message. */
  readonly delayMs: { readonly min: number; readonly max: number };
}

const accounts = 10;

/** PBFT without faults, closed loop: each client sends its next request as soon as it has a result. */
export function loadOf({ replicas, requests, clients, delayMs }: Load): {
  readonly scenario: Scenario;
  readonly rows: readonly Row[];
} {
  const checked = validateScenario(
    {
      version: 1,
      id: `bench-${replicas}`,
      protocol: { id: 'pbft', replicas, options: { requestTimeoutMs: 10_000, clientRetryMs: 8_000 } },
      network: { delayMs },
      workload: {
        commands: Array.from({ length: requests }, (_, index) => rowOf(index)),
        opening: Array.from({ length: accounts }, (_, index) => ({
          account: index + 1,
          asset: 'USD',
          amount: '1000000',
        })),
        clients,
        everyMs: 0,
      },
      until: { quiet: true, ms: 1_000_000_000 },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  return { scenario: checked.value, rows: checked.value.workload.commands };
}

function rowOf(index: number): Row {
  const account = (index % accounts) + 1;
  const to = ((index + 1) % accounts) + 1;
  return { kind: 'transfer', account, to, asset: 'USD', amount: '1.25' };
}
