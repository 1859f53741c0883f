/** What PBFT's verdicts read out of an event: effects of correct replicas, and the votes that they send. */
import type { Effect } from '../../../kernel/effect.ts';
import type { World } from '../../../kernel/property.ts';
import type { TraceEvent } from '../../../kernel/trace.ts';
import { type Commit, nullDigest, type Prepare, type PreparedCertificate, type Proposal } from '../types.ts';

/** The event's effects when a correct replica had them; else none. */
export function effectsOf(event: TraceEvent, world: World): readonly Effect[] {
  return event.kind === 'replica' && world.isCorrect(event.replica) ? event.effects : nothing;
}

const nothing: readonly Effect[] = [];

type SlotVote = Proposal | Prepare | Commit;

/** A vote for a slot that this effect sends out; null for every other effect. */
export function votedIn(effect: Effect): SlotVote | null {
  if (effect.kind !== 'broadcast' && effect.kind !== 'send') return null;
  const { type } = effect.message;
  const isVote = type === 'PRE-PREPARE' || type === 'PREPARE' || type === 'COMMIT';
  return isVote ? (effect.message as SlotVote) : null;
}

/**
 * The proposal of a prepared certificate that this effect writes to disk, if `needed` PREPAREs of different
 * backups stand under it; else null.
 */
export function preparedIn(effect: Effect, needed: number): Proposal | null {
  if (effect.kind !== 'persist' || !effect.key.startsWith('prepared/') || effect.value === null) return null;
  const { proposal, prepares } = (effect.value as { certificate: PreparedCertificate }).certificate;
  const { view, slot, digest, replica } = proposal;
  const same = prepares.filter((vote) => vote.view === view && vote.slot === slot && vote.digest === digest);
  const backups = new Set(same.map((vote) => vote.replica));
  backups.delete(replica);
  return backups.size >= needed ? proposal : null;
}

/** The first eight digits: enough for a sentence. */
export function short(digest: string): string {
  return digest === nullDigest ? 'null' : digest.slice(0, 8);
}
