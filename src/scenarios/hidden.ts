/**
 * A scenario in which somebody lies and nobody is told who: drawn from the seed, so that the same link is the
 * same run and says nothing. Whoever reads this file, or runs the command line, can know.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import { drawAt, streamKey } from '../kernel/random.ts';
import type { Scenario, ScenarioCommand } from './types.ts';

/** What the run begins with besides the commands that are written down; empty for almost every scenario. */
export function hiddenCommands(
  { hidden, protocol }: Pick<Scenario, 'hidden' | 'protocol'>,
  seed: number,
): readonly ScenarioCommand[] {
  if (hidden === undefined) return [];
  const replica = liarOf(seed, protocol.replicas);
  const [a, ...b] = Array.from({ length: protocol.replicas }, (_, id) => id).filter((id) => id !== replica);
  return [{ atMs: 0, do: 'behave', replica, as: hidden, a: [a], b }];
}

/** Who lies under this seed. */
export function liarOf(seed: number, replicas: number): ReplicaId {
  return Math.floor(drawAt(streamKey(seed, 'challenge/liar'), 0) * replicas);
}
