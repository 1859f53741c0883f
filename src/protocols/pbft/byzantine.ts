/**
 * Lies worth telling in PBFT (fact pack §1.11). A behaviour edits what the honest replica would have done
 * next; it signs with its own key only, so it can vote twice but never speak for another, and it cannot
 * invent a client's request.
 */
import type { Behaviour, LieParameter } from '../../kernel/lie.ts';
import { doubleVote } from './double-vote.ts';
import { equivocate } from './equivocate.ts';
import { collude } from './lies/collude.ts';
import {
  forgeCertificate,
  hideCertificate,
  lieRoot,
  sequenceJump,
  wrongDigest,
  wrongO,
} from './lies/edited.ts';
import { ppToSome, prematureViewChange, slowPrimary, staleViewChange } from './lies/timing.ts';
import type { PbftState } from './state.ts';

const sides: Readonly<Record<'a' | 'b', LieParameter>> = {
  a: { kind: 'side', optional: true, says: 'Who is told the first value.' },
  b: { kind: 'side', optional: true, says: 'Who is told the second value.' },
};

export const behaviours: Readonly<Record<string, Behaviour<PbftState>>> = {
  collude,
  equivocate: {
    title: 'tells one group A and another group B',
    parameters: sides,
    outbound: equivocate,
  },
  'forge-certificate': forgeCertificate,
  'hide-certificate': hideCertificate,
  'lie-root': lieRoot,
  'pp-to-some': ppToSome,
  'premature-view-change': prematureViewChange,
  'sequence-jump': sequenceJump,
  'slow-primary': slowPrimary,
  'stale-view-change': staleViewChange,
  'wrong-digest': wrongDigest,
  'wrong-o': wrongO,
  'double-vote': {
    title: 'does so as the primary, and sends PREPAREs for both too',
    parameters: sides,
    outbound: doubleVote,
  },
};
