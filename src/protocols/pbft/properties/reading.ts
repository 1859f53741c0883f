/** What PBFT's verdicts read out of an event: effects of correct replicas, and the votes that they send. */
import type { Effect } from '../../../kernel/effect.ts';
import type { World } from '../../../kernel/property.ts';
import type { TraceEvent } from '../../../kernel/trace.ts';
import { type Commit, nullDigest, type Prepare, type Proposal } from '../types.ts';

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

/** The first eight digits: enough for a sentence. */
export function short(digest: string): string {
  return digest === nullDigest ? 'null' : digest.slice(0, 8);
}
