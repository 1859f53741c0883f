/**
 * Streamlet's own verdicts (fact pack §5.8), from the trace alone and by code that shares nothing with the
 * protocol but the shapes of its messages. A block counts as notarised once two thirds have sent a vote for
 * it, whoever received them; liars' votes count here as they do in the paper's proofs.
 */
import { type AlwaysRule, alwaysProperty, type Violation } from '../../kernel/always.ts';
import { digestText } from '../../kernel/hash.ts';
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import type { Property } from '../../kernel/property.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { twoThirds } from '../../kernel/quorum.ts';
import { isCount, isDigest, isRequest, requestDigest } from '../../kernel/signed.ts';
import type { ReplicaEvent, TraceEvent } from '../../kernel/trace.ts';
import { genesisDigest, type Propose, type Vote } from './types.ts';

export function streamletProperties({ replicas }: PropertyConfig): readonly Property[] {
  const needed = twoThirds(replicas);
  return [
    alwaysProperty(uniquePerEpoch(needed), { voters: new Map(), notarised: new Map() }),
    alwaysProperty(oneVotePerEpoch, { voted: new Map() }),
    alwaysProperty(longestRule, { lengths: new Map([[genesisDigest, 0]]), below: new Map() }),
    alwaysProperty(streamKey(needed), {
      lengths: new Map([[genesisDigest, 0]]),
      voters: new Map(),
      notarised: new Map(),
      final: new Map(),
    }),
  ];
}

type Signed = Propose | Vote;

/** What an event's replica signed and sent itself; a liar may send anything under these names. */
function said(event: TraceEvent): readonly Signed[] {
  if (event.kind !== 'replica') return nothing;
  let found: readonly Signed[] = nothing;
  for (const effect of event.effects) {
    if (effect.kind !== 'broadcast' && effect.kind !== 'send') continue;
    const message: Message = effect.message;
    if (isSigned(message) && message.replica === event.replica) found = [...found, message];
  }
  return found;
}

function isSigned(message: Message): message is Signed {
  const { type } = message;
  if (type !== 'PROPOSE' && type !== 'VOTE') return false;
  const { epoch, digest, parent, payload } = message as unknown as Readonly<Record<string, unknown>>;
  if (!isCount(epoch)) return false;
  return type === 'VOTE'
    ? isDigest(digest)
    : isDigest(parent) && Array.isArray(payload) && payload.every(isRequest);
}

const nothing: readonly Signed[] = [];

/** Signers so far, by epoch and digest; true when this vote is the one that makes them enough. */
function notarises(voters: Map<string, readonly ReplicaId[]>, vote: Vote, needed: number): boolean {
  const key = `${vote.epoch} ${vote.digest}`;
  const before = voters.get(key) ?? [];
  if (before.includes(vote.replica)) return false;
  voters.set(key, [...before, vote.replica]);
  return before.length + 1 === needed;
}

/**
 * UNIQUE_PER_EPOCH: two blocks of one epoch cannot both have two thirds while fewer than a third vote twice.
 */
function uniquePerEpoch(needed: number): AlwaysRule<{
  readonly voters: Map<string, readonly ReplicaId[]>;
  readonly notarised: Map<number, Digest>;
}> {
  return {
    id: 'streamlet/unique-per-epoch',
    promise: 'At most one block of every epoch was notarised.',
    judge({ voters, notarised }, event) {
      for (const vote of said(event)) {
        if (vote.type !== 'VOTE' || !notarises(voters, vote, needed)) continue;
        const other = notarised.get(vote.epoch);
        if (other !== undefined && other !== vote.digest) return twoBlocks(voters, vote, other);
        notarised.set(vote.epoch, vote.digest);
      }
      return null;
    },
  };
}

/** Who voted for both is to blame. */
function twoBlocks(voters: ReadonlyMap<string, readonly ReplicaId[]>, vote: Vote, other: Digest): Violation {
  const { epoch, digest } = vote;
  const first = voters.get(`${epoch} ${other}`) ?? [];
  const both = (voters.get(`${epoch} ${digest}`) ?? []).filter((replica) => first.includes(replica));
  const names = `${short(other)} and ${short(digest)} of epoch ${epoch} are both notarised`;
  return { replicas: both, because: `${names}: ${both.map((id) => `R${id}`).join(', ')} voted for both.` };
}

/** ONE_VOTE_PER_EPOCH, of correct replicas, over crashes too. */
const oneVotePerEpoch: AlwaysRule<{ readonly voted: Map<string, Digest> }> = {
  id: 'streamlet/one-vote-per-epoch',
  promise: 'No correct replica voted for two blocks of one epoch.',
  judge({ voted }, event, world) {
    for (const vote of said(event)) {
      if (vote.type !== 'VOTE' || !world.isCorrect(vote.replica)) continue;
      const { replica, epoch, digest } = vote;
      const before = voted.get(`${replica} ${epoch}`);
      if (before === undefined) voted.set(`${replica} ${epoch}`, digest);
      else if (before !== digest) {
        const because = `R${replica} voted for ${short(before)} and for ${short(digest)} in epoch ${epoch}.`;
        return { replicas: [replica], because };
      }
    }
    return null;
  },
};

/** The name of a block, worked out anew from what its proposal says. */
function nameOf({ epoch, parent, payload }: Propose): Digest {
  return digestText(`BLOCK|${epoch}|${parent}|${payload.map(requestDigest).join(',')}`);
}

/** Enters the length of a proposed block, if its parent's is known: parents are proposed first. */
function measure(lengths: Map<Digest, number>, proposal: Propose): void {
  const below = lengths.get(proposal.parent);
  if (below !== undefined) lengths.set(nameOf(proposal), below + 1);
}

/** LONGEST_RULE: what a correct replica's blocks extend never gets shorter, because its view only grows. */
const longestRule: AlwaysRule<{
  readonly lengths: Map<Digest, number>;
  readonly below: Map<ReplicaId, number>;
}> = {
  id: 'streamlet/longest-rule',
  promise: 'No correct replica voted for a block on a shorter chain than it had voted on before.',
  judge({ lengths, below }, event, world) {
    for (const message of said(event)) {
      if (message.type === 'PROPOSE') {
        measure(lengths, message);
        continue;
      }
      const { replica, epoch, digest } = message;
      const length = lengths.get(digest);
      if (length === undefined || !world.isCorrect(replica)) continue;
      const before = below.get(replica) ?? 0;
      if (length - 1 < before) {
        const because =
          `R${replica} voted in epoch ${epoch} for ${short(digest)} after a chain of ${length - 1} ` +
          `blocks, though it had voted on one of ${before}.`;
        return { replicas: [replica], because };
      }
      below.set(replica, length - 1);
    }
    return null;
  },
};

/** STREAM_KEY: once a block is final by the rule, no other block of its length is ever notarised. */
function streamKey(needed: number): AlwaysRule<{
  readonly lengths: Map<Digest, number>;
  readonly voters: Map<string, readonly ReplicaId[]>;
  /** By length: the blocks notarised there. */
  readonly notarised: Map<number, readonly Digest[]>;
  /** By length: the block that a correct replica held for final by the rule. */
  readonly final: Map<number, Digest>;
}> {
  return {
    id: 'streamlet/stream-key',
    promise: 'No block was notarised at the length of one that is final by the rule of three.',
    judge({ lengths, voters, notarised, final }, event, world) {
      for (const message of said(event)) {
        if (message.type === 'PROPOSE') measure(lengths, message);
        else if (notarises(voters, message, needed)) {
          const length = lengths.get(message.digest);
          if (length !== undefined) notarised.set(length, [...(notarised.get(length) ?? []), message.digest]);
          const clash = length === undefined ? null : beside(length, notarised, final);
          if (clash !== null) return clash;
        }
      }
      if (event.kind !== 'replica' || !world.isCorrect(event.replica)) return null;
      const head = lastCommit(event);
      if (head === null) return null;
      final.set(head.slot, head.digest);
      return beside(head.slot, notarised, final);
    },
  };
}

/** The last block that an event decides is the one that the rule names; those before it are its ancestors. */
function lastCommit({ effects }: ReplicaEvent): { readonly slot: number; readonly digest: Digest } | null {
  const commit = effects.findLast((effect) => effect.kind === 'commit');
  return commit?.kind === 'commit' && commit.digest !== null
    ? { slot: commit.slot, digest: commit.digest }
    : null;
}

function beside(
  length: number,
  notarised: ReadonlyMap<number, readonly Digest[]>,
  final: ReadonlyMap<number, Digest>,
): Violation | null {
  const head = final.get(length);
  const other = notarised.get(length)?.find((digest) => digest !== head);
  if (head === undefined || other === undefined) return null;
  const because = `${short(head)} is final at length ${length}, and ${short(other)} is notarised there too.`;
  return { replicas: [], because };
}

function short(digest: Digest): string {
  return `block ${digest.slice(0, 4)}`;
}
