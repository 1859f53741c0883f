/** Saying it late: an honest message that waits before it is sent. */
import type { Behaviour } from '../../kernel/lie.ts';
import { limits } from './limits.ts';
import { replicasIn, timeIn, typesIn } from './parameters.ts';
import { perCopy, type Speech } from './speech.ts';

export const delay: Behaviour = {
  title: 'waits before it sends',
  parameters: {
    byMs: { kind: 'ms', least: 0.001, most: limits.waitMs, says: 'How long it waits.' },
    types: { kind: 'types', optional: true, says: 'Only with these message types.' },
    to: { kind: 'replicas', optional: true, says: 'Only with copies to these.' },
  },
  outbound({ effects, memory, parameters, ctx }) {
    const by = timeIn(parameters, 'byMs', 0);
    const types = typesIn(parameters.types);
    const to: readonly unknown[] = replicasIn(parameters.to, ctx);
    const isMeant = (copy: Speech): boolean =>
      (types === null || types.has(copy.message.type)) && (to.length === 0 || to.includes(copy.to));
    const slow = (copy: Speech) => (isMeant(copy) && by > 0 ? [{ ...copy, late: by }] : [copy]);
    return { effects: perCopy(effects, ctx, slow), memory };
  },
};
