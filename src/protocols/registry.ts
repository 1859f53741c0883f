/** Every protocol of the house, one line each. */
import type { Manifest } from '../kernel/protocol.ts';
import { withHouseLies } from '../replica/behaviours/house.ts';
import { pbft } from './pbft/index.ts';
import { streamlet } from './streamlet/index.ts';

export const protocols: Readonly<Record<string, Manifest>> = {
  pbft: erase(pbft),
  streamlet: erase(streamlet),
};

/**
 * With the lies that every protocol knows. The house carries a protocol's state without looking inside, and
 * hands it back only to the manifest it came from.
 */
function erase<S>(manifest: Manifest<S>): Manifest {
  return withHouseLies(manifest as unknown as Manifest);
}
