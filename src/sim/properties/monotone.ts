/**
 * MONOTONE (fact pack §0.1): a correct replica goes forward. Its process never executes a slot below one that
 * it has executed, unless it went back to a snapshot in between; and it never votes in a lower view than it
 * has voted in with the same kind of message, not even after a restart. Only votes said for the first time
 * count: a resent or a carried old vote is no step back.
 */
import type { ReplicaId, View } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { sign } from '../sign.ts';
import type { TraceWorld, Voted } from '../trace-world.ts';
import { alwaysProperty, type Finding, type Rule, type SharedProperty } from './shared.ts';

interface Memory {
  /** By replica: the highest view it voted in, per phase. The maps are immutable. */
  views: readonly ReadonlyMap<string, View>[];
}

export function monotone(replicas: number): SharedProperty {
  return alwaysProperty(rule, { views: new Array<ReadonlyMap<string, View>>(replicas).fill(new Map()) });
}

const rule: Rule<Memory> = {
  id: 'monotone',
  wants: sign.decided | sign.voted | sign.command,
  promise: 'No correct replica stepped back in executed slot or in view.',
  copy: ({ views }) => ({ views }),
  judge(memory, event, world) {
    if (event.kind === 'command') forgetDisk(memory, event);
    if (event.kind !== 'replica') return null;
    return slotFell(event.replica, world) ?? viewFell(memory, world.voted);
  },
};

function slotFell(replica: ReplicaId, { decided }: TraceWorld): Finding | null {
  for (const { commit, before } of decided) {
    if (commit.slot >= before || commit.execute.length === 0) continue;
    const because = `R${replica} executed slot ${commit.slot} after it had executed slot ${before}.`;
    return { replicas: [replica], because };
  }
  return null;
}

function viewFell(memory: Memory, voted: readonly Voted[]): Finding | null {
  for (const { vote, before, direct } of voted) {
    if (!direct || before !== undefined) continue;
    const { signer, phase, view } = vote;
    const highest = memory.views[signer]?.get(phase);
    if (highest === view) continue;
    if (highest !== undefined && view < highest) {
      const because =
        `R${signer} sent its first ${phase} for slot ${vote.slot} of view ${view} ` +
        `after one of view ${highest}.`;
      return { replicas: [signer], because };
    }
    memory.views = memory.views.with(signer, new Map(memory.views[signer]).set(phase, view));
  }
  return null;
}

/** With its disk a replica loses its memory of views; it starts again. */
function forgetDisk(memory: Memory, { command }: TraceEvent & { readonly kind: 'command' }): void {
  if (command.do === 'lose-disk') memory.views = memory.views.with(command.replica, new Map());
}
