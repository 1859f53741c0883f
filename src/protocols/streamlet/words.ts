/** Votes in order of their signers, and short names, for messages and sentences. */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { BlockState } from './state.ts';
import { genesisDigest, type Vote } from './types.ts';

/** Every vote for this block that is here, by signer. */
export function votesOf(block: Pick<BlockState, 'votes'>): readonly Vote[] {
  const votes: Vote[] = [];
  for (let link = block.votes; link !== null; link = link.rest) votes.push(link.vote);
  return votes.sort((a, b) => a.replica - b.replica);
}

export function signersOf(block: Pick<BlockState, 'votes'>): readonly ReplicaId[] {
  return votesOf(block).map((vote) => vote.replica);
}

/** "genesis", "block 9f2c" */
export function blockName(digest: Digest): string {
  return digest === genesisDigest ? 'genesis' : `block ${digest.slice(0, 4)}`;
}

/** "2 of 3 votes"; what came beyond the need is said apart. */
export function votesText(count: number, needed: number): string {
  const more = count > needed ? ` and ${count - needed} more` : '';
  return `${Math.min(count, needed)} of ${needed} votes${more}`;
}
