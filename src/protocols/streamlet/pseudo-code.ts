/**
 * The protocol as pseudo-code (Chan and Shi 2020, §2, in words of our own), and with each line the rules that
 * it stands for. For the reader; the code that runs is in the files that the folder's README names.
 */
import { createPseudoCode } from '../shared/pseudo-code.ts';
import { messageListing, requestListing } from '../shared/refusal-words.ts';

const badVotes = ['votes-repeat-signer', 'votes-mixed'];

export const pseudoCode = createPseudoCode('streamlet', {
  message: messageListing,
  REQUEST: [...requestListing, ['  if t > last-reply[c].t: waiting += request', 'request']],
  epoch: [
    ['when epoch e begins, e = ⌊now / 2Δ⌋ + 1:'],
    ['  if I lead e and a request waits:'],
    ['    broadcast PROPOSE(e, last block of a longest notarised chain, waiting)', 'propose'],
  ],
  PROPOSE: [
    ['on PROPOSE(b, e, parent) of the leader of e:', 'not-the-leader'],
    ['  if e has not begun: drop it', 'future-epoch'],
    ['  if b holds too much, or a client twice: drop it', 'payload-too-long', 'payload-repeats-client'],
    ['  if e has many blocks, or many of this leader wait: drop it', 'too-many-blocks', 'too-many-orphans'],
    ['  tree += b; echo it', 'proposal'],
    ['  if an ancestor of b is missing: FETCH-BLOCK it; no vote', 'orphan', 'in-the-air'],
    ['  when the last missing ancestor comes: b takes its place in the tree', 'connected'],
    ['  if its parent is not of an earlier epoch: b never counts', 'not-after-parent'],
    ['  if e is over: no vote', 'late'],
    ['  if the chain below b is not notarised: no vote yet', 'not-yet'],
    ['  if another of e was first: no vote; both are evidence', 'second-proposal'],
    ['  if a longer notarised chain is known: no vote', 'not-longest'],
    ['  if b is the first of e, I have not voted in e, and no longer notarised chain is known:'],
    ['    voted := e, on disk; broadcast VOTE(e, b)', 'vote'],
  ],
  VOTE: [
    ['on VOTE(e, b) of i, first of i for b, at any time:'],
    ['  if b is not here, and i voted for many such: drop it', 'too-many-votes'],
    ['  votes[b] += i; echo it', 'vote-counted', 'echo'],
    ['  if i voted for another block of e, too: keep both as evidence', 'evidence'],
    ['  if votes[b] >= ⌈2n / 3⌉ and the chain below b is notarised: b is notarised', 'notarised'],
    ['    if b and the two before it are of epochs e, e − 1, e − 2:'],
    ['      the middle one is final, and all before it', 'final'],
    ['      if another chain is final here: more than f replicas lie; mine stays', 'conflict'],
  ],
  final: [
    ['while slot last-exec + 1 of the final chain is known:'],
    ['  execute its requests unless t <= last-reply[c].t; send REPLY; last-exec += 1', 'executed'],
  ],
  client: [['send REQUEST to all'], ['accept r on f + 1 equal replies', 'accept']],
  STATUS: [
    ['every 10 epochs, every 2 while waiting in vain: tell the others final and longest'],
    ['  whoever has more sends blocks with their votes, lowest first', 'status'],
    ['on FETCH-BLOCK(b): send b with its votes', 'send-block', 'unknown-block'],
    ['on BLOCK(b, votes), each of another signer and for b: as PROPOSE and VOTEs', ...badVotes],
  ],
});
