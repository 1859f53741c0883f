/**
 * Who can be expected to get on with the work: replicas that are correct, up, and joined by good links both
 * ways, with each other and with whoever else is named. Finding the largest such set is the clique problem;
 * this drops the replica with the most bad links until none is left, which finds the larger side of any
 * partition. A smaller answer than possible only makes a verdict more patient.
 */
import type { ClientId, ReplicaId } from '../kernel/ids.ts';
import type { World } from '../kernel/property.ts';

/** In ascending order. O(n²); asked for only when something about the network has changed. */
export function connectedReplicas(
  world: World,
  candidates: readonly ReplicaId[],
  client?: ClientId,
): readonly ReplicaId[] {
  const ready = candidates.filter((replica) => isReady(world, replica, client));
  const bad = ready.map((replica) => badLinks(world, replica, ready));
  for (let left = ready.length; left > 0; left--) {
    const worst = bad.reduce((most, links) => Math.max(most, links), 0);
    if (worst === 0) break;
    const at = bad.lastIndexOf(worst);
    bad[at] = dropped;
    for (const [other, links] of bad.entries()) {
      if (links > 0 && !isJoined(world, ready[at] as ReplicaId, ready[other] as ReplicaId))
        bad[other] = links - 1;
    }
  }
  return ready.filter((_, at) => bad[at] !== dropped);
}

/** Stands in place of the number of bad links of a replica that is out. */
const dropped = -1;

function isReady(world: World, replica: ReplicaId, client: ClientId | undefined): boolean {
  if (!world.isCorrect(replica) || !world.isUp(replica)) return false;
  return client === undefined || isJoined(world, client, replica);
}

function isJoined(world: World, a: ReplicaId | ClientId, b: ReplicaId): boolean {
  return world.isGoodLink(a, b) && world.isGoodLink(b, a);
}

function badLinks(world: World, replica: ReplicaId, members: readonly ReplicaId[]): number {
  let bad = 0;
  for (const other of members) if (other !== replica && !isJoined(world, replica, other)) bad++;
  return bad;
}
