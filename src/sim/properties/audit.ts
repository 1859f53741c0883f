/**
 * The application's own invariants, evaluated on the states that correct replicas reach (ledger invariant
 * I1). Replicas may agree on a wrong state: then every root is equal, and only such an audit sees it.
 */
import type { Snapshot } from '../../kernel/application.ts';
import type { Digest } from '../../kernel/ids.ts';
import { sign } from '../sign.ts';
import { lookUp, type Owner, store, type Table } from '../table.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';

/** What is wrong with a state, in a clause that follows "after slot 4: "; null when nothing is. */
export type Audit = (snapshot: Snapshot) => string | null;

interface Memory {
  owner: Owner;
  /** By slot: the root examined last. */
  examined: Table<Digest> | undefined;
}

export function audited(id: string, promise: string, audit: Audit): SharedProperty {
  const rule: Rule<Memory> = {
    id,
    wants: sign.applied,
    promise,
    copy(memory) {
      memory.owner = {};
      return { ...memory, owner: {} };
    },
    judge(memory, event, world) {
      if (event.kind !== 'replica') return null;
      for (const { slot, root, snapshot } of world.applied) {
        if (lookUp(memory.examined, slot) === root) continue;
        memory.examined = store(memory.examined, slot, root, memory.owner);
        const fault = audit(snapshot);
        if (fault === null) continue;
        return { replicas: [event.replica], because: `R${event.replica} after slot ${slot}: ${fault}` };
      }
      return null;
    },
  };
  return alwaysProperty(rule, { owner: {}, examined: undefined });
}
