/**
 * DECIDE_STABLE (fact pack §0.1): a slot that a correct replica has decided never changes there, not even
 * over a crash. Executing the same value again after a restart is a replay and changes nothing.
 */
import type { Digest, Slot } from '../../kernel/ids.ts';
import { sign } from '../sign.ts';
import { lookUp, type Owner, store, type Table } from '../table.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { shortDigest } from './words.ts';

interface Memory {
  owner: Owner;
  /** Replica, then slot: what it decided. */
  decided: Table<Table<Digest | null>> | undefined;
}

export function decideStable(): SharedProperty {
  return alwaysProperty(rule, { owner: {}, decided: undefined });
}

const rule: Rule<Memory> = {
  id: 'decide-stable',
  wants: sign.decided,
  promise: 'No correct replica decided a slot a second time and differently.',
  copy(memory) {
    memory.owner = {};
    return { ...memory, owner: {} };
  },
  judge(memory, event, world) {
    if (event.kind !== 'replica') return null;
    const { replica } = event;
    for (const { commit } of world.decided) {
      const earlier = enterDecision(memory, replica, commit.slot, commit.digest);
      if (earlier === undefined || earlier === commit.digest) continue;
      const first = `R${replica} decided ${shortDigest(earlier)} at slot ${commit.slot}`;
      const because = `${first} and later ${shortDigest(commit.digest)} there.`;
      return { replicas: [replica], slot: commit.slot, because };
    }
    return null;
  },
};

function enterDecision(
  memory: Memory,
  replica: number,
  slot: Slot,
  digest: Digest | null,
): Digest | null | undefined {
  const slots = lookUp(memory.decided, replica);
  const earlier = lookUp(slots, slot);
  if (earlier === undefined) {
    const next = store(slots, slot, digest, memory.owner);
    if (next !== slots) memory.decided = store(memory.decided, replica, next, memory.owner);
  }
  return earlier;
}
