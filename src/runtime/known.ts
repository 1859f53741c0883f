/** What a scenario file may name: the registry's protocols with their lies and bugs, as plain data. */
import { protocols } from '../protocols/registry.ts';
import type { Known, KnownProtocol } from '../scenarios/types.ts';

export const known: Known = {
  protocols: Object.fromEntries(
    Object.entries(protocols).map(([id, { behaviours, bugs, options = {} }]): [string, KnownProtocol] => [
      id,
      { behaviours: Object.keys(behaviours), bugs: Object.keys(bugs), options },
    ]),
  ),
};
