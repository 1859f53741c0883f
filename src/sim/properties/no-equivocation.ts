/**
 * HONEST_NO_EQUIV (fact pack §0.1): a correct replica never signs two different votes for one phase, view and
 * slot, not even with a crash in between. Proposals are votes of their own phase. The world keeps the
 * register of votes.
 */
import { sign } from '../sign.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { shortDigest } from './words.ts';

export function noEquivocation(): SharedProperty {
  return alwaysProperty(rule, null);
}

const rule: Rule<null> = {
  id: 'no-equivocation',
  wants: sign.voted,
  promise: 'No correct replica signed two different votes for one phase, view and slot.',
  copy: () => null,
  judge(_memory, _event, world) {
    for (const { vote, before } of world.voted) {
      if (before === undefined) continue;
      const { signer, phase, view, slot, digest } = vote;
      const both = `${phase} for ${shortDigest(before)} and for ${shortDigest(digest)}`;
      return {
        replicas: [signer],
        because: `R${signer} signed ${both}, both in view ${view} at slot ${slot}.`,
      };
    }
    return null;
  },
};
