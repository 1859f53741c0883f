/**
 * One scenario for each planted bug of each protocol, in the order of the papers' tables: it goes wrong with
 * the bug and only with it. A test holds the list against the manifests.
 */
import { anyParent } from './catalog/bug-any-parent.ts';
import { certificatesForgotten } from './catalog/bug-certificates-forgotten.ts';
import { checkpointUnproved } from './catalog/bug-checkpoint-unproved.ts';
import { classicQuorum } from './catalog/bug-classic-quorum.ts';
import { duplicatesCounted } from './catalog/bug-duplicates-counted.ts';
import { emptyPreparedSet } from './catalog/bug-empty-prepared-set.ts';
import { epochGaps } from './catalog/bug-epoch-gaps.ts';
import { executedAgain } from './catalog/bug-executed-again.ts';
import { finaliseThird } from './catalog/bug-finalise-third.ts';
import { firstReplyTaken } from './catalog/bug-first-reply-taken.ts';
import { gapsUnfilled } from './catalog/bug-gaps-unfilled.ts';
import { lowestViewWins } from './catalog/bug-lowest-view-wins.ts';
import { newViewUnchecked } from './catalog/bug-new-view-unchecked.ts';
import { noEcho } from './catalog/bug-no-echo.ts';
import { nobodyJoins } from './catalog/bug-nobody-joins.ts';
import { primaryPrepares } from './catalog/bug-primary-prepares.ts';
import { shortCommitQuorum } from './catalog/bug-short-commit-quorum.ts';
import { shortPrepareQuorum } from './catalog/bug-short-prepare-quorum.ts';
import { stableAlone } from './catalog/bug-stable-alone.ts';
import { timeoutFixed } from './catalog/bug-timeout-fixed.ts';
import { twoConsecutive } from './catalog/bug-two-consecutive.ts';
import { twoVotes } from './catalog/bug-two-votes.ts';
import { voteLate } from './catalog/bug-vote-late.ts';
import { weakTentativeQuorum } from './catalog/bug-weak-tentative-quorum.ts';
import type { ScenarioSource } from './schema.ts';

export const plantedBugs: readonly ScenarioSource[] = [
  shortPrepareQuorum,
  shortCommitQuorum,
  emptyPreparedSet,
  newViewUnchecked,
  lowestViewWins,
  certificatesForgotten,
  gapsUnfilled,
  checkpointUnproved,
  firstReplyTaken,
  weakTentativeQuorum,
  primaryPrepares,
  duplicatesCounted,
  executedAgain,
  nobodyJoins,
  timeoutFixed,
  stableAlone,
  classicQuorum,
  twoConsecutive,
  epochGaps,
  finaliseThird,
  anyParent,
  twoVotes,
  noEcho,
  voteLate,
];
