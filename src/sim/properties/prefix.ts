/**
 * PREFIX (fact pack §0.1): of any two correct replicas' decided logs one is a prefix of the other. So slots
 * are executed without gaps, and where two logs reach a slot they hold the same there. A log that skips a
 * slot is no prefix even if everything in it is right.
 */
import type { Digest } from '../../kernel/ids.ts';
import { sign } from '../sign.ts';
import { type CommonLog, copyLog, emptyLog, enterValue } from './common-log.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { shortDigest } from './words.ts';

export function prefix(): SharedProperty {
  return alwaysProperty(rule, emptyLog<Digest | null>());
}

const rule: Rule<CommonLog<Digest | null>> = {
  id: 'prefix',
  wants: sign.decided,
  promise: 'Of any two decided logs of correct replicas one is a prefix of the other.',
  copy: copyLog,
  judge(log, event, world) {
    if (event.kind !== 'replica') return null;
    const { replica } = event;
    for (const { commit, before } of world.decided) {
      const { slot, digest } = commit;
      if (slot > before + 1) {
        const because = `R${replica} executed slot ${slot} although its log ended at slot ${before}.`;
        return { replicas: [replica], slot, because };
      }
      const conflict = enterValue(log, slot, replica, digest, same);
      if (conflict === null) continue;
      const logs = `R${conflict.replica}'s log holds ${shortDigest(conflict.value)} at slot ${slot}`;
      const because = `${logs}, R${replica}'s ${shortDigest(digest)}: neither log is a prefix of the other.`;
      return { replicas: [conflict.replica, replica], slot, because };
    }
    return null;
  },
};

function same(a: Digest | null, b: Digest | null): boolean {
  return a === b;
}
