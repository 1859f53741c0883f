/**
 * Lies worth telling, one scenario for each row of PROTOCOLS 1.11 and of 5.9, in their order: what at most f
 * liars cannot break, and last what f + 1 can.
 */
import { forkTwoColluders } from './catalog/fork-two-colluders.ts';
import { dropClient } from './catalog/lie-drop-client.ts';
import { equivocateOneTwo } from './catalog/lie-equivocate-1-2.ts';
import { forgedCertificate } from './catalog/lie-forged-certificate.ts';
import { garbageReplies } from './catalog/lie-garbage-replies.ts';
import { hiddenCertificate } from './catalog/lie-hidden-certificate.ts';
import { ppToSome } from './catalog/lie-pp-to-some.ts';
import { sequenceGap } from './catalog/lie-sequence-gap.ts';
import { sequenceJump } from './catalog/lie-sequence-jump.ts';
import { silentPrimary } from './catalog/lie-silent-primary.ts';
import { slowPrimary } from './catalog/lie-slow-primary.ts';
import { smallV } from './catalog/lie-small-v.ts';
import { spam } from './catalog/lie-spam.ts';
import { twin } from './catalog/lie-twin.ts';
import { wrongO } from './catalog/lie-wrong-o.ts';
import { streamletEquivocation } from './catalog/streamlet-equivocation.ts';
import { streamletEveryThird } from './catalog/streamlet-every-third.ts';
import { streamletFork } from './catalog/streamlet-fork.ts';
import { streamletLateVotes } from './catalog/streamlet-late-votes.ts';
import { streamletShortChain } from './catalog/streamlet-short-chain.ts';
import { streamletSilentLeader } from './catalog/streamlet-silent-leader.ts';
import type { ScenarioSource } from './schema.ts';

export const toldLies: readonly ScenarioSource[] = [
  silentPrimary,
  dropClient,
  equivocateOneTwo,
  ppToSome,
  sequenceJump,
  sequenceGap,
  hiddenCertificate,
  forgedCertificate,
  wrongO,
  smallV,
  spam,
  garbageReplies,
  slowPrimary,
  twin,
  forkTwoColluders,
];

export const toldInStreamlet: readonly ScenarioSource[] = [
  streamletEquivocation,
  streamletShortChain,
  streamletSilentLeader,
  streamletEveryThird,
  streamletLateVotes,
  streamletFork,
];
