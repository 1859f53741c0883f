/**
 * What can be said about a message without looking at any state: its shape, its signatures, whether the right
 * leader proposes, and for a BLOCK that every vote is for it. Every receiver checks everything again; one bad
 * part refuses the whole message.
 */
import type { StepContext } from '../../kernel/protocol.ts';
import { createInspector, judgeRequest, type Refusal, refusal } from '../shared/judged.ts';
import { batchOf, leaderOf } from './settings.ts';
import { blockDigest, signedDigest } from './signed.ts';
import type { Block, Propose, StreamletMessage, Vote } from './types.ts';
import { isWellFormed } from './wellformed.ts';

/** Null when the message is what it claims to be; else why not. Total, and remembered per message object. */
export const inspect = createInspector<StreamletMessage>(
  (value, { replicas }) => isWellFormed(value, replicas),
  judge,
);

function judge(message: StreamletMessage, ctx: StepContext): Refusal | null {
  switch (message.type) {
    case 'REQUEST':
      return judgeRequest(message, ctx);
    case 'PROPOSE':
      return judgePropose(message, ctx);
    case 'VOTE':
      return judgeSignature(message, ctx);
    case 'ECHO':
      return inspect(message.of, ctx);
    case 'BLOCK':
      return inspect(message.proposal, ctx) ?? judgeVotes(message, ctx);
    case 'FETCH-BLOCK':
    case 'STATUS':
      return null;
  }
}

function judgeSignature(message: Propose | Vote, ctx: StepContext): Refusal | null {
  const { type, replica, signature } = message;
  if (ctx.verify(replica, signedDigest(message), signature)) return null;
  return refusal('bad-signature', { type, signer: replica });
}

function judgePropose(message: Propose, ctx: StepContext): Refusal | null {
  const { epoch, replica, payload } = message;
  const leader = leaderOf(epoch, ctx);
  if (replica !== leader) return refusal('not-the-leader', { epoch, found: replica, leader });
  const most = batchOf(ctx);
  if (payload.length > most) return refusal('payload-too-long', { epoch, found: payload.length, most });
  const clients = new Set(payload.map((request) => request.client));
  if (clients.size < payload.length) return refusal('payload-repeats-client', { epoch });
  for (const request of payload) {
    const bad = inspect(request, ctx);
    if (bad !== null) return bad;
  }
  return judgeSignature(message, ctx);
}

function judgeVotes({ proposal, votes }: Block, ctx: StepContext): Refusal | null {
  const digest = blockDigest(proposal);
  const { epoch } = proposal;
  if (new Set(votes.map((vote) => vote.replica)).size < votes.length) {
    return refusal('votes-repeat-signer', { epoch });
  }
  for (const vote of votes) {
    if (vote.epoch !== epoch || vote.digest !== digest) return refusal('votes-mixed', { epoch });
    const bad = inspect(vote, ctx);
    if (bad !== null) return bad;
  }
  return null;
}
