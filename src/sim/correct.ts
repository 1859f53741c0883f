/**
 * Who is correct (DESIGN 3). A liar never is again. A corrupted state excludes a replica from what is said
 * about state, until it agrees with a certified checkpoint; a lost disk from everything, until it holds a
 * stable checkpoint at or above every slot it could have voted in. A crash, a pause or a cut leaves a replica
 * correct.
 */
import type { Digest, Slot } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';

/** One replica's standing; immutable. */
export interface Standing {
  /** Was told to behave otherwise than honest, at any time. */
  readonly lied: boolean;
  /** Roots that a damaged state has had since, by slot; null for a state that nobody damaged. */
  readonly damaged: ReadonlyMap<Slot, Digest> | null;
  /** Its last disk is lost, and it could have voted in slots up to this one; null while it is judged. */
  readonly votedUpTo: Slot | null;
  /** Highest stable checkpoint it announced since it has this disk. */
  readonly stable: Slot;
}

export const honest: Standing = { lied: false, damaged: null, votedUpTo: null, stable: 0 };

/** False for a replica that does not exist. */
export function isCorrect(standing: Standing | undefined): boolean {
  return standing !== undefined && !standing.lied && standing.votedUpTo === null;
}

export function isStateCorrect(standing: Standing | undefined): boolean {
  return isCorrect(standing) && standing?.damaged === null;
}

/** `behave` otherwise than honest ends correctness for good. */
export function afterLie(standing: Standing): Standing {
  return standing.lied ? standing : { ...standing, lied: true };
}

export function afterDamage(standing: Standing): Standing {
  return { ...standing, damaged: new Map() };
}

/** Excluded up to its old high water mark h + L, and of an earlier loss the higher one counts. */
export function afterLostDisk(standing: Standing, windowSlots: number): Standing {
  const votedUpTo = Math.max(standing.votedUpTo ?? 0, standing.stable + windowSlots);
  return { ...standing, votedUpTo, stable: 0, damaged: standing.damaged && new Map() };
}

/** A new process executes again: what its predecessor's state was says nothing about this one's. */
export function afterRecovery(standing: Standing): Standing {
  return standing.damaged === null ? standing : { ...standing, damaged: new Map() };
}

/** Remembers what a damaged state is like now; slots below its stable checkpoint are of no use any more. */
export function afterApplied(standing: Standing, applied: readonly Applied[]): Standing {
  if (standing.damaged === null || applied.length === 0) return standing;
  const damaged = new Map<Slot, Digest>();
  for (const [slot, root] of standing.damaged) if (slot >= standing.stable) damaged.set(slot, root);
  for (const { slot, root, cause } of applied) {
    if (cause === 'execute') continue;
    if (cause === 'restore') for (const later of [...damaged.keys()]) if (later > slot) damaged.delete(later);
    damaged.set(slot, root);
  }
  return { ...standing, damaged };
}

/**
 * A checkpoint became stable here. `certified`: the root that correct replicas signed for its slot, if known.
 */
export function afterStable(standing: Standing, slot: Slot, root: Digest, certified: Certified): Standing {
  const stable = Math.max(standing.stable, slot);
  const { damaged, votedUpTo } = standing;
  if (!certified.signed) return { ...standing, stable };
  const healed = damaged !== null && certified.root === root && damaged.get(slot) === root;
  const included = votedUpTo !== null && slot >= votedUpTo;
  return {
    ...standing,
    stable,
    damaged: healed ? null : damaged,
    votedUpTo: included ? null : votedUpTo,
  };
}

/** What is known of a checkpoint apart from the word of the replica that announces it. */
export interface Certified {
  /** Its certificate holds a quorum of votes, and enough of them were really sent. */
  readonly signed: boolean;
  /** The root that replicas with an undamaged state reached at its slot. */
  readonly root: Digest | undefined;
}
