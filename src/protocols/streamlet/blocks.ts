/**
 * PROPOSE and VOTE (fact pack §5.5): handlers only store; what follows from it is looked at in `settle`,
 * whichever message came last. Whatever is new is echoed, and two statements of one replica in one epoch are
 * kept as evidence.
 */
import type { Endpoint, ReplicaId } from '../../kernel/ids.ts';
import { hasReplica } from '../shared/mask.ts';
import { voteIn } from '../shared/tally.ts';
import { limits } from './limits.ts';
import { askFor, connect, placedParent } from './orphans.ts';
import { addWaiting } from './request.ts';
import { echoes } from './settings.ts';
import { blockDigest, echoOf } from './signed.ts';
import { type Evidence, newBlock, withVote } from './state.ts';
import { blockAt, blocksOf, withBlock, withSignal } from './tree.ts';
import { broadcast, cite, type Done, quorumOf, recheck, refuse, type Turn } from './turn.ts';
import type { Propose, Vote } from './types.ts';

/** How a message came: its own way or passed on, inside an answer, or it is this replica's own. */
export type Way = 'heard' | 'answer' | 'own';

/** A proposal whose shape, leader and signatures are good. True iff it is new here. */
export function takeProposal(turn: Turn, proposal: Propose, way: Way, from: Endpoint): boolean {
  const { epoch, replica, payload } = proposal;
  const digest = blockDigest(proposal);
  const known = blockAt(turn.state, epoch, digest);
  if (known?.proposal != null) return false;
  if (epoch > turn.state.epoch) return refused(turn, 'future-epoch', { epoch, found: turn.state.epoch });
  const others = blocksOf(turn.state, epoch).filter((one) => one.proposal !== null);
  const rival = others[0];
  if (rival?.proposal != null) keepEvidence(turn, { replica, first: rival.proposal, second: proposal });
  if (others.length >= limits.blocksPerEpoch && way !== 'answer') {
    return refused(turn, 'too-many-blocks', { epoch, most: limits.blocksPerEpoch });
  }
  if (placedParent(turn, proposal) === null && hasOrphans(turn, replica)) {
    return refused(turn, 'too-many-orphans', { leader: replica, most: limits.orphansPerLeader });
  }
  turn.state = withBlock(turn.state, { ...(known ?? newBlock(epoch, digest)), proposal });
  cite(turn, 'streamlet/proposal', { epoch, digest, leader: replica, requests: payload.length });
  if (way === 'heard') echo(turn, proposal);
  for (const request of payload) addWaiting(turn, request);
  turn.state = withSignal(turn.state, { epoch, digest }, 'shown');
  if (!connect(turn, epoch, digest)) askFor(turn, proposal, digest, from);
  recheck(turn, { epoch, digest }, 'vote');
  return true;
}

/** A vote whose shape and signature are good; it counts at any time, also for old epochs. */
export function takeVote(turn: Turn, vote: Vote, way: Way): Done {
  const { epoch, digest, replica } = vote;
  if (epoch > turn.state.epoch) return refuse(turn, 'future-epoch', { epoch, found: turn.state.epoch });
  const known = blockAt(turn.state, epoch, digest);
  if (known !== null && hasReplica(known.voters, replica)) return;
  if (known === null && hasShownTooMany(turn, vote)) {
    return refuse(turn, 'too-many-votes', { epoch, signer: replica, most: limits.unseenPerSigner });
  }
  contradict(turn, vote);
  const block = withVote(known ?? newBlock(epoch, digest), vote);
  turn.state = withBlock(turn.state, block);
  const needed = quorumOf(turn.ctx);
  cite(turn, 'streamlet/vote-counted', { epoch, digest, signer: replica, count: block.count, needed });
  if (way === 'heard') echo(turn, vote);
  if (block.count === needed) recheck(turn, { epoch, digest });
}

/** Blocks in the air cost memory: so many per leader, and none of them keeps out a block that has a place. */
function hasOrphans({ state }: Turn, leader: ReplicaId): boolean {
  return state.orphans.filter((one) => one.leader === leader).length >= limits.orphansPerLeader;
}

/** Votes for blocks that nobody has shown cost memory: so many per signer and epoch. */
function hasShownTooMany({ state }: Turn, { epoch, replica }: Vote): boolean {
  let unseen = 0;
  for (const { proposal, voters } of blocksOf(state, epoch)) {
    if (proposal === null && hasReplica(voters, replica)) unseen++;
  }
  return unseen >= limits.unseenPerSigner;
}

/** A second vote of one replica in one epoch counts for its own block and is evidence. */
function contradict(turn: Turn, vote: Vote): Done {
  for (const { digest, voters, votes } of blocksOf(turn.state, vote.epoch)) {
    if (digest === vote.digest || !hasReplica(voters, vote.replica)) continue;
    const first = voteIn(votes, vote.replica);
    if (first !== null) keepEvidence(turn, { replica: vote.replica, first, second: vote });
  }
}

function keepEvidence(turn: Turn, evidence: Evidence): Done {
  const { state } = turn;
  const { replica, second } = evidence;
  const isKnown = state.evidence.some(
    (one) => one.replica === replica && one.second.type === second.type && one.second.epoch === second.epoch,
  );
  if (isKnown || state.evidence.length >= limits.evidence) return;
  turn.state = { ...state, evidence: [...state.evidence, evidence] };
  cite(turn, 'streamlet/evidence', { replica, type: second.type, epoch: second.epoch });
}

/** Every message that is seen for the first time is passed on to all others. */
function echo(turn: Turn, message: Propose | Vote): Done {
  if (echoes(turn.ctx)) broadcast(turn, echoOf(message));
}

function refused(turn: Turn, why: string, because: Parameters<typeof refuse>[2]): false {
  refuse(turn, why, because);
  return false;
}
