/**
 * What a message binds its signers to, for verdicts and evidence. A vote stands at its epoch, as view and as
 * slot: two different ones of one replica in one epoch contradict each other, wherever in the chain their
 * blocks stand. Total: what is not well formed binds nobody.
 */
import type { EvidenceRules, HeightOf, SignedStatement } from '../../kernel/evidence.ts';
import type { Message, Vote } from '../../kernel/message.ts';
import { remembered } from '../shared/remember.ts';
import { blockDigest, signedDigest } from './signed.ts';
import { genesisDigest, type Propose, type StreamletMessage, type Vote as VoteMessage } from './types.ts';
import { isWellFormed } from './wellformed.ts';

export const votesIn = remembered((message: Message): readonly Vote[] =>
  signedIn(message).map((one) => {
    const { phase, view, slot, digest } = statementOf(one);
    return { signer: one.replica, phase, view, slot, digest: digest ?? '' };
  }),
);

/**
 * Two proposals of one leader in one epoch, or two votes of one replica, convict it; and so does a vote on a
 * shorter chain than an earlier one of the same replica was on, because what it knows only grows.
 */
export const evidence: EvidenceRules = {
  statements: (message) => signedIn(message).map(statementOf),
  seal({ message }) {
    const signed = message as Propose | VoteMessage;
    return { digest: signedDigest(signed), signature: signed.signature };
  },
  alone: () => null,
  compared: ['VOTE'],
  together(one, other, heightOf) {
    const [first, second] = one.view < other.view ? [one, other] : [other, one];
    const [before, after] = [chainBelow(first, heightOf), chainBelow(second, heightOf)];
    if (first.view === second.view || before === null || after === null || after >= before) return null;
    const later = `and on one of ${after} in epoch ${second.view}`;
    return `voted on a chain of ${before} in epoch ${first.view}, ${later}`;
  },
  blocks: (message) =>
    signedIn(message).flatMap((one) => {
      if (one.type !== 'PROPOSE') return [];
      return [{ digest: blockDigest(one), parent: one.parent === genesisDigest ? null : one.parent }];
    }),
  place: ({ view }) => `in epoch ${view}`,
};

/** Blocks before the one that is voted for. */
function chainBelow({ digest }: SignedStatement, heightOf: HeightOf): number | null {
  const height = digest === null ? null : heightOf(digest);
  return height === null ? null : height - 1;
}

/** The message itself if it is signed, and the signed ones in it. */
function signedIn(message: Message): readonly (Propose | VoteMessage)[] {
  if (!isWellFormed(message)) return [];
  const read = message as StreamletMessage;
  switch (read.type) {
    case 'PROPOSE':
    case 'VOTE':
      return [read];
    case 'ECHO':
      return [read.of];
    case 'BLOCK':
      return [read.proposal, ...read.votes];
    default:
      return [];
  }
}

function statementOf(message: Propose | VoteMessage): SignedStatement {
  const { type, epoch, replica } = message;
  const digest = message.type === 'VOTE' ? message.digest : blockDigest(message);
  return { signer: replica, phase: type, view: epoch, slot: epoch, digest, message };
}
