/** How Streamlet's messages look and read (VISUAL 3): one grammar for all protocols, as data. */
import type { MessageStyle, MessageSummary } from '../../kernel/present.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { bare, createSummary } from '../shared/summary.ts';
import { blockDigest } from './signed.ts';
import type { StreamletMessage } from './types.ts';
import { isWellFormed } from './wellformed.ts';
import { blockName, requestsText } from './words.ts';

export const messageStyles: readonly MessageStyle[] = [
  {
    type: 'REQUEST',
    shape: 'tag',
    hue: 'neutral',
    says: 'A client asks all replicas for an operation, signed.',
  },
  {
    type: 'PROPOSE',
    shape: 'square',
    hue: 'proposal',
    says: 'The leader of this epoch proposes a child of the longest notarised chain that it knows.',
  },
  {
    type: 'VOTE',
    shape: 'triangle',
    hue: 'vote1',
    says: 'The sender votes for this block, and for no other in this epoch; two thirds notarise it.',
  },
  {
    type: 'ECHO',
    shape: 'triangle',
    hue: 'vote1',
    small: true,
    says: 'A vote or a proposal that the sender saw for the first time, passed on as it is.',
  },
  {
    type: 'REPLY',
    shape: 'tag-left',
    hue: 'neutral',
    says: 'One replica’s result, once the block is final; f + 1 equal ones are an answer.',
  },
  { type: 'FETCH-BLOCK', shape: 'bar', hue: 'neutral', hollow: true, says: 'The sender lacks this block.' },
  {
    type: 'BLOCK',
    shape: 'bar',
    hue: 'neutral',
    double: true,
    says: 'A block with the votes for it: whoever gets it checks every one.',
  },
  {
    type: 'STATUS',
    shape: 'bar',
    hue: 'neutral',
    hollow: true,
    says: 'How far the sender is, so that others can send what it lacks.',
  },
];

/** One message in a line. A block's slot is known only from its chain, so no message names one. */
export const summaryOf = createSummary<StreamletMessage>((message) => isWellFormed(message), describe);

function describe(message: StreamletMessage): MessageSummary {
  switch (message.type) {
    case 'REQUEST': {
      const text = `REQUEST ${message.timestamp} of ${message.client}`;
      return { ...bare('REQUEST', text), digest: requestDigest(message) };
    }
    case 'PROPOSE': {
      const { epoch, parent, payload } = message;
      const digest = blockDigest(message);
      const after = `${blockName(parent)}, ${requestsText(message)}`;
      const text = `PROPOSE epoch ${epoch}: ${blockName(digest)} after ${after}`;
      return { ...bare('PROPOSE', text), view: epoch, digest, hollow: payload.length === 0 };
    }
    case 'VOTE': {
      const { epoch, digest } = message;
      return { ...bare('VOTE', `VOTE epoch ${epoch}, ${blockName(digest)}`), view: epoch, digest };
    }
    case 'ECHO': {
      const { text, ...inner } = describe(message.of);
      return { ...inner, type: 'ECHO', text: `ECHO of R${message.of.replica}’s ${text}` };
    }
    case 'FETCH-BLOCK': {
      const { digest } = message;
      return { ...bare('FETCH-BLOCK', `FETCH-BLOCK ${digest.slice(0, 4)}`), digest, hollow: true };
    }
    case 'BLOCK': {
      const { proposal, votes } = message;
      const digest = blockDigest(proposal);
      const text = `BLOCK of epoch ${proposal.epoch}: ${blockName(digest)} with ${votes.length} votes`;
      return { ...bare('BLOCK', text), view: proposal.epoch, digest };
    }
    case 'STATUS': {
      const { epoch, final, length } = message;
      const text = `STATUS: epoch ${epoch}, ${final} final, ${length} notarised`;
      return { ...bare('STATUS', text), view: epoch, hollow: true };
    }
  }
}
