/**
 * The protocol as pseudo-code (Chan and Shi 2020, §2, in words of our own), and with each line the rules that
 * it stands for. For the reader; the code that runs is in the files that the folder's README names.
 */
import { createPseudoCode } from '../shared/pseudo-code.ts';

export const pseudoCode = createPseudoCode('streamlet', {
  REQUEST: [
    ['on REQUEST(o, t, c), signed by c:'],
    ['  if t = last-reply[c].t: send the stored REPLY again', 'reply-again'],
    ['  if t > last-reply[c].t: waiting += request', 'request'],
  ],
  epoch: [
    ['when epoch e begins, e = ⌊now / 2Δ⌋ + 1:'],
    ['  if I lead e and a request waits:'],
    ['    broadcast PROPOSE(e, last block of a longest notarised chain, waiting)', 'propose'],
  ],
  PROPOSE: [
    ['on PROPOSE(b, e, parent) of the leader of e:'],
    ['  tree += b; echo it', 'proposal'],
    ['  if an ancestor of b is missing: FETCH-BLOCK it; no vote', 'orphan', 'in-the-air'],
    ['  when the last missing ancestor comes: b takes its place in the tree', 'connected'],
    ['  if e is over: no vote', 'late'],
    ['  if the chain below b is not notarised: no vote yet', 'not-yet'],
    ['  if b is the first of e, I have not voted in e, and no longer notarised chain is known:'],
    ['    voted := e, on disk; broadcast VOTE(e, b)', 'vote'],
  ],
  VOTE: [
    ['on VOTE(e, b) of i, first of i for b, at any time:'],
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
  STATUS: [
    ['every 10 epochs, every 2 while waiting in vain: tell the others final and longest'],
    ['  whoever has more sends blocks with their votes, lowest first', 'status'],
    ['on FETCH-BLOCK(b): send b with its votes', 'send-block'],
  ],
});
