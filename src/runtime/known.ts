/** What a scenario file may name: the registry's protocols with their lies and bugs, as plain data. */
import type { LieParameter } from '../kernel/lie.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { protocols } from '../protocols/registry.ts';
import type { Known, KnownProtocol } from '../scenarios/types.ts';

export const known: Known = {
  protocols: Object.fromEntries(
    Object.entries(protocols).map(([id, manifest]): [string, KnownProtocol] => [id, knownOf(manifest)]),
  ),
};

function knownOf({ behaviours, bugs, options = {}, messages }: Manifest): KnownProtocol {
  const lies: Record<string, Readonly<Record<string, LieParameter>>> = {};
  for (const [name, { parameters }] of Object.entries(behaviours)) if (parameters) lies[name] = parameters;
  const types = [...new Set(['REQUEST', 'REPLY', ...messages.map(({ type }) => type)])];
  return { behaviours: Object.keys(behaviours), lies, types, bugs: Object.keys(bugs), options };
}
