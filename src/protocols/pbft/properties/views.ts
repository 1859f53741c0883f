/**
 * NEWVIEW_PRESERVES (fact pack §1.10): what a correct replica decided in an earlier view is proposed again in
 * every later one that a correct replica installs, unless a checkpoint that is proved lies above it.
 */
import type { AlwaysRule, Violation } from '../../../kernel/always.ts';
import type { Commit } from '../../../kernel/effect.ts';
import type { Digest, ReplicaId, Slot, View } from '../../../kernel/ids.ts';
import type { Message } from '../../../kernel/message.ts';
import type { ReplicaEvent } from '../../../kernel/trace.ts';
import { type NewView, nullDigest, type ViewChange } from '../types.ts';
import { effectsOf, short } from './reading.ts';

interface Decided {
  readonly replica: ReplicaId;
  readonly view: View;
  readonly digest: Digest;
}

interface Installed {
  readonly replica: ReplicaId;
  readonly minSlot: Slot;
  readonly proposed: ReadonlyMap<Slot, Digest>;
}

interface ViewMemory {
  /** First decision per slot, the latest slots only. */
  readonly commits: Map<Slot, Decided>;
  /** Per view, the NEW-VIEW that a correct replica installed first. */
  readonly views: Map<View, Installed>;
}

/** What was decided in an earlier view and is not stable yet is proposed again in every later one. */
export function newViewPreserves(slotsKept: number, quorum: number): AlwaysRule<ViewMemory> {
  return {
    id: 'pbft/newview-preserves',
    promise: 'Every NEW-VIEW proposed again what correct replicas had decided in earlier views.',
    judge(memory, event, world) {
      const effects = effectsOf(event, world);
      const message = effects.length === 0 ? null : installedIn(event as ReplicaEvent);
      if (message !== null) {
        const installed = readNewView(message, (event as ReplicaEvent).replica, quorum);
        memory.views.set(message.view, installed);
        for (const [slot, commit] of memory.commits) {
          const lost = compare(slot, commit, message.view, installed);
          if (lost) return lost;
        }
      }
      for (const effect of effects) {
        const lost =
          effect.kind === 'commit' ? decidedNow(memory, effect, event as ReplicaEvent, slotsKept) : null;
        if (lost) return lost;
      }
      return null;
    },
  };
}

/** The NEW-VIEW that this event sent or, not refusing it, took in. */
function installedIn({ input, effects }: ReplicaEvent): NewView | null {
  for (const effect of effects) {
    if (effect.kind === 'broadcast' && effect.message.type === 'NEW-VIEW') return effect.message as NewView;
  }
  const taken: Message | null = input.kind === 'message' ? input.envelope.message : null;
  if (taken?.type !== 'NEW-VIEW' || effects.some((effect) => effect.kind === 'refuse')) return null;
  return taken as NewView;
}

function readNewView({ changes, proposals }: NewView, replica: ReplicaId, quorum: number): Installed {
  const proved = changes.filter((change) => provers(change) >= quorum);
  const minSlot = proved.reduce((most, change) => Math.max(most, change.stableSlot), 0);
  return { replica, minSlot, proposed: new Map(proposals.map(({ slot, digest }) => [slot, digest])) };
}

/** Different replicas whose CHECKPOINTs for its stable slot a VIEW-CHANGE carries. */
function provers({ stableSlot, checkpoints }: ViewChange): number {
  const own = checkpoints.filter(
    ({ slot, digest }) => slot === stableSlot && digest === checkpoints[0]?.digest,
  );
  return new Set(own.map(({ replica }) => replica)).size;
}

function decidedNow(
  { commits, views }: ViewMemory,
  { slot, view, digest }: Commit,
  { replica }: ReplicaEvent,
  slotsKept: number,
): Violation | null {
  const commit = { replica, view, digest: digest ?? nullDigest };
  const before = commits.get(slot);
  if (before !== undefined && before.view <= view) return null;
  commits.set(slot, commit);
  commits.delete(slot - slotsKept);
  for (const [later, installed] of views) {
    const lost = compare(slot, commit, later, installed);
    if (lost) return lost;
  }
  return null;
}

function compare(slot: Slot, commit: Decided, later: View, installed: Installed): Violation | null {
  if (commit.view >= later || slot <= installed.minSlot) return null;
  const found = installed.proposed.get(slot);
  if (found === commit.digest) return null;
  const decided = `R${commit.replica} decided ${short(commit.digest)} at slot ${slot} in view ${commit.view}`;
  const instead = found === undefined ? 'nothing' : short(found);
  const because =
    `${decided}; R${installed.replica} installed view ${later}, which proposes ` + `${instead} there.`;
  return { replicas: [commit.replica, installed.replica], because };
}
