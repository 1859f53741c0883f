/**
 * Every message a replica gets comes through here: first what it is and whether it proves it, then what it
 * changes.
 */
import { type Endpoint, isClient } from '../../kernel/ids.ts';
import { takeProposal, takeVote } from './blocks.ts';
import { inspect } from './inspect.ts';
import { onRequest } from './request.ts';
import { blockDigest } from './signed.ts';
import { onFetch, onStatus } from './status.ts';
import { blockAt } from './tree.ts';
import { type Done, refuse, refuseAs, type Turn } from './turn.ts';
import type { Block, Propose, StreamletMessage, Vote } from './types.ts';
import { explainNoVote } from './vote.ts';

export function onMessage(turn: Turn, from: Endpoint, value: unknown): Done {
  const bad = inspect(value, turn.ctx);
  if (bad !== null) return refuseAs(turn, bad);
  const message = value as StreamletMessage;
  if (message.type === 'REQUEST') return onRequest(turn, message);
  if (isClient(from)) return refuse(turn, 'not-from-a-client', { type: message.type, from });
  switch (message.type) {
    case 'PROPOSE':
    case 'VOTE':
      return onSigned(turn, from, message);
    case 'ECHO':
      return onSigned(turn, from, message.of);
    case 'FETCH-BLOCK':
      return onFetch(turn, from, message);
    case 'BLOCK':
      return onBlock(turn, from, message);
    case 'STATUS':
      return onStatus(turn, from, message);
  }
}

/** An echo counts as what it carries; whoever knows that already changes nothing. */
function onSigned(turn: Turn, from: Endpoint, message: Propose | Vote): Done {
  if (message.type === 'VOTE') return takeVote(turn, message, 'heard');
  if (!takeProposal(turn, message, 'heard', from)) return;
  const block = blockAt(turn.state, message.epoch, blockDigest(message));
  if (block !== null) explainNoVote(turn, block);
}

/** The answer to STATUS or FETCH-BLOCK: its parts count as if they had come one by one. */
function onBlock(turn: Turn, from: Endpoint, { proposal, votes }: Block): Done {
  takeProposal(turn, proposal, 'answer', from);
  for (const vote of votes) takeVote(turn, vote, 'answer');
}
