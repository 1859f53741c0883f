/** How PBFT's messages look and read (VISUAL 3): one grammar for all protocols, as data. */
import type { MessageStyle, MessageSummary } from '../../kernel/present.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { bare, createSummary } from '../shared/summary.ts';
import { nullDigest, type PbftMessage } from './types.ts';
import { isWellFormed, largestSize } from './wellformed.ts';

export const messageStyles: readonly MessageStyle[] = [
  { type: 'REQUEST', shape: 'tag', hue: 'neutral', says: 'A client asks for an operation, signed.' },
  {
    type: 'PRE-PREPARE',
    shape: 'square',
    hue: 'proposal',
    says: 'The primary gives a request its slot in this view.',
  },
  {
    type: 'PREPARE',
    shape: 'triangle',
    hue: 'vote1',
    says: 'A backup accepts this request, and no other, for this slot in this view.',
  },
  {
    type: 'COMMIT',
    shape: 'disc',
    hue: 'vote2',
    says: 'The sender holds a prepared certificate: nothing else can prepare here in this view.',
  },
  {
    type: 'REPLY',
    shape: 'tag-left',
    hue: 'neutral',
    says: 'One replica’s result; f + 1 equal ones are an answer.',
  },
  {
    type: 'CHECKPOINT',
    shape: 'bar',
    hue: 'neutral',
    says: 'The sender’s state after this slot has this digest.',
  },
  {
    type: 'VIEW-CHANGE',
    shape: 'diamond',
    hue: 'change',
    says: 'The sender leaves the old view, and proves what was prepared there.',
  },
  {
    type: 'NEW-VIEW',
    shape: 'diamond',
    hue: 'change',
    double: true,
    says: 'The new primary proposes again what may have been decided, with the proof.',
  },
  {
    type: 'FETCH',
    shape: 'bar',
    hue: 'neutral',
    hollow: true,
    says: 'The sender lacks a state or a request.',
  },
  { type: 'STATE', shape: 'bar', hue: 'neutral', double: true, says: 'The state of a certified checkpoint.' },
  { type: 'BODY', shape: 'bar', hue: 'neutral', says: 'A request that was known by its digest only.' },
  {
    type: 'COMMIT-CERTIFICATE',
    shape: 'disc',
    hue: 'vote2',
    double: true,
    says: 'A quorum of COMMITs with the request: the slot is decided.',
  },
  {
    type: 'CHECKPOINT-CERTIFICATE',
    shape: 'bar',
    hue: 'neutral',
    double: true,
    says: 'A quorum of CHECKPOINTs: the state at this slot is agreed.',
  },
  {
    type: 'STATUS',
    shape: 'bar',
    hue: 'neutral',
    hollow: true,
    says: 'What the sender has, so that others can send what it lacks.',
  },
];

/** One message in a line. */
export const summaryOf = createSummary<PbftMessage>(
  (message) => isWellFormed(message, largestSize),
  describe,
);

function describe(message: PbftMessage): MessageSummary {
  switch (message.type) {
    case 'REQUEST':
      return {
        ...bare('REQUEST', `REQUEST ${message.timestamp} of ${message.client}`),
        digest: requestDigest(message),
      };
    case 'PRE-PREPARE':
    case 'PREPARE':
    case 'COMMIT':
    case 'COMMIT-CERTIFICATE': {
      const { type, view, slot, digest } = message;
      const text = `${type} view ${view}, slot ${slot}, ${valueText(digest)}`;
      return { type, view, slot, digest, hollow: digest === nullDigest, pips: 0, text };
    }
    case 'CHECKPOINT':
    case 'CHECKPOINT-CERTIFICATE':
    case 'STATE': {
      const { type, slot, digest } = message;
      return { ...bare(type, `${type} slot ${slot}, state ${digest.slice(0, 4)}`), slot, digest };
    }
    case 'VIEW-CHANGE': {
      const { view, stableSlot, prepared } = message;
      const text = `VIEW-CHANGE to view ${view}: checkpoint ${stableSlot}, ${prepared.length} prepared`;
      return { ...bare('VIEW-CHANGE', text), view, pips: prepared.length };
    }
    case 'NEW-VIEW': {
      const { view, changes, proposals } = message;
      const text = `NEW-VIEW ${view}: ${changes.length} VIEW-CHANGEs, ${proposals.length} proposed again`;
      return { ...bare('NEW-VIEW', text), view, pips: proposals.length };
    }
    case 'FETCH': {
      const { slot, digest, what } = message;
      const text = `FETCH of the ${what} of slot ${slot}, ${digest.slice(0, 4)}`;
      return { ...bare('FETCH', text), slot, digest, hollow: true };
    }
    case 'BODY': {
      const digest = requestDigest(message.request);
      return { ...bare('BODY', `BODY of value ${digest.slice(0, 4)}`), digest };
    }
    case 'STATUS': {
      const { view, active, executedSlot } = message;
      const text = `STATUS: view ${view}${active ? '' : ' wanted'}, executed ${executedSlot}`;
      return { ...bare('STATUS', text), view, hollow: true };
    }
  }
}

export function valueText(digest: string): string {
  return digest === nullDigest ? 'null' : `value ${digest.slice(0, 4)}`;
}
