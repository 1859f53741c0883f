/** Votes in order of their signers, and short names, for messages and sentences. */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import { bySigner } from '../shared/tally.ts';
import type { BlockState } from './state.ts';
import { genesisDigest, type Propose, type Vote } from './types.ts';

/** Every vote for this block that is here, by signer. */
export function votesOf({ votes }: Pick<BlockState, 'votes'>): readonly Vote[] {
  return bySigner(votes);
}

export function signersOf(block: Pick<BlockState, 'votes'>): readonly ReplicaId[] {
  return votesOf(block).map((vote) => vote.replica);
}

/** "genesis", "block 9f2c" */
export function blockName(digest: Digest): string {
  return digest === genesisDigest ? 'genesis' : `block ${digest.slice(0, 4)}`;
}

/** "1 request", "3 requests" */
export function requestsText({ payload }: Pick<Propose, 'payload'>): string {
  return `${payload.length} request${payload.length === 1 ? '' : 's'}`;
}

/** "2 of 3 votes"; what came beyond the need is said apart. */
export function votesText(count: number, needed: number): string {
  const more = count > needed ? ` and ${count - needed} more` : '';
  return `${Math.min(count, needed)} of ${needed} votes${more}`;
}
