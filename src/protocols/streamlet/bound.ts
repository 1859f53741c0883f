/**
 * The longest that a waiting request may take once the network is good (fact pack §5.7, §5.8). Streamlet is
 * not responsive: its time is counted in epochs. Generous, but no request that a correct replica set answers
 * can exceed it.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { epochLength } from './settings.ts';

/** Epochs until everybody has caught up: STATUS, its answers, and the longest gap between the two. */
const catchUpEpochs = 24;
/**
 * Rounds of all leaders. With n ≥ 3f + 1 leaders in turn, every round has three good ones in a row; a liar
 * that shows votes late can spoil some, and a hash takes longer to draw five good ones.
 */
const rounds = { rotation: 8, hash: 40 } as const;

export function progressBound(
  config: PropertyConfig & { readonly longestTimer: TimeUs; readonly longestDelay: TimeUs },
): TimeUs {
  const { replicas, options, longestDelay } = config;
  const epoch = epochLength(config);
  /** Without Δ nothing is promised: a proposal and the votes for it must fit into one epoch. */
  if (2 * longestDelay > epoch) return Number.POSITIVE_INFINITY;
  const turns = options.own?.leaders === 'hash' ? rounds.hash : rounds.rotation;
  return 2 * options.clientRetry + 4 * longestDelay + epoch * (catchUpEpochs + turns * replicas);
}
