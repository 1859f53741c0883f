/**
 * Equal state at equal slots (DESIGN 3, ledger invariant I6): replicas with an undamaged state reach the same
 * root when they have executed the same slot, and the root that a stable checkpoint certifies is that root.
 * Every slot is compared, not only checkpoints, so that a divergence is seen where it begins. The world
 * remembers the roots.
 */
import type { Digest, ReplicaId, Slot } from '../../kernel/ids.ts';
import type { ReplicaEvent } from '../../kernel/trace.ts';
import { sign } from '../sign.ts';
import type { TraceWorld } from '../trace-world.ts';
import { alwaysProperty, type Finding, type Rule, type SharedProperty } from './shared.ts';
import { shortDigest } from './words.ts';

export function stateRoot(): SharedProperty {
  return alwaysProperty(rule, null);
}

const rule: Rule<null> = {
  id: 'state-root',
  wants: sign.applied | sign.stable,
  promise: 'Correct replicas had the same state root after every slot they executed.',
  copy: () => null,
  judge(_memory, event, world) {
    if (event.kind !== 'replica' || !world.isStateCorrect(event.replica)) return null;
    for (const { slot, root } of world.applied) {
      const known = world.rootAt(slot);
      if (known === undefined || known.root === root) continue;
      return divergence(known.replica, known.root, event.replica, root, slot);
    }
    return wrongCheckpoint(event, world);
  },
};

function wrongCheckpoint({ replica, effects }: ReplicaEvent, world: TraceWorld): Finding | null {
  for (const effect of effects) {
    if (effect.kind !== 'stable') continue;
    const { slot, root } = effect;
    const own = world.applied.findLast((applied) => applied.slot === slot);
    const known = own === undefined ? world.rootAt(slot) : { root: own.root, replica };
    if (known === undefined || known.root === root) continue;
    const certified = `R${replica} holds root ${shortDigest(root)} as certified for slot ${slot}`;
    const because = `${certified}, R${known.replica} reached root ${shortDigest(known.root)} there.`;
    return { replicas: known.replica === replica ? [replica] : [known.replica, replica], slot, because };
  }
  return null;
}

function divergence(first: ReplicaId, known: Digest, replica: ReplicaId, root: Digest, slot: Slot): Finding {
  const there = `R${first} had root ${shortDigest(known)} after slot ${slot}`;
  return {
    replicas: first === replica ? [replica] : [first, replica],
    slot,
    because: `${there}, R${replica} ${first === replica ? 'later ' : ''}has ${shortDigest(root)} after it.`,
  };
}
