/**
 * TOTAL_ORDER (fact pack §0.1): the same commands in the same order, inside a slot too. AGREEMENT compares
 * digests; this one compares the commands themselves and what was really executed of them.
 */
import type { Commit } from '../../kernel/effect.ts';
import type { Request } from '../../kernel/message.ts';
import { sign } from '../sign.ts';
import { type CommonLog, copyLog, emptyLog, enterValue } from './common-log.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { requestNames } from './words.ts';

/** Only the two lists of a commit: remembering the whole would keep its certificate alive. */
type Ordered = Pick<Commit, 'commands' | 'execute'>;

export function totalOrder(): SharedProperty {
  return alwaysProperty(rule, emptyLog<Ordered>());
}

const rule: Rule<CommonLog<Ordered>> = {
  id: 'total-order',
  wants: sign.decided,
  promise: 'Correct replicas executed the same commands in the same order.',
  copy: copyLog,
  judge(log, event, world) {
    if (event.kind !== 'replica') return null;
    const { replica } = event;
    for (const { commit } of world.decided) {
      const { slot, commands, execute } = commit;
      const conflict = enterValue(log, slot, replica, { commands, execute }, same);
      if (conflict === null) continue;
      const { value } = conflict;
      const ordered = !sameRequests(value.commands, commands);
      const [verb, theirs, own] = ordered
        ? ['ordered', value.commands, commands]
        : ['executed', value.execute, execute];
      const there = `R${conflict.replica} ${verb} ${requestNames(theirs)} in slot ${slot}`;
      return {
        replicas: [conflict.replica, replica],
        slot,
        because: `${there}, R${replica} ${verb} ${requestNames(own)} there.`,
      };
    }
    return null;
  },
};

function same(a: Ordered, b: Ordered): boolean {
  return sameRequests(a.commands, b.commands) && sameRequests(a.execute, b.execute);
}

function sameRequests(a: readonly Request[], b: readonly Request[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((request, at) => sameRequest(request, b[at]));
}

function sameRequest(a: Request, b: Request | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined && a.client === b.client && a.timestamp === b.timestamp && a.operation === b.operation
  );
}
