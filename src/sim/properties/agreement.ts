/** AGREEMENT (fact pack §0.1): no two correct replicas decide different values for one slot. */
import type { Digest } from '../../kernel/ids.ts';
import { sign } from '../sign.ts';
import { type CommonLog, copyLog, emptyLog, enterValue } from './common-log.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { shortDigest } from './words.ts';

export function agreement(): SharedProperty {
  return alwaysProperty(rule, emptyLog<Digest | null>());
}

const rule: Rule<CommonLog<Digest | null>> = {
  id: 'agreement',
  wants: sign.decided,
  promise: 'No two correct replicas executed different values in one slot.',
  copy: copyLog,
  judge(log, event, world) {
    if (event.kind !== 'replica') return null;
    const { replica } = event;
    for (const { commit } of world.decided) {
      const { slot, digest } = commit;
      const conflict = enterValue(log, slot, replica, digest, same);
      if (conflict === null) continue;
      const there = `R${conflict.replica} executed ${shortDigest(conflict.value)} at slot ${slot}`;
      const because = `${there}, R${replica} executed ${shortDigest(digest)} there.`;
      return { replicas: [conflict.replica, replica], slot, because };
    }
    return null;
  },
};

function same(a: Digest | null, b: Digest | null): boolean {
  return a === b;
}
