/**
 * The longest that a waiting request may take once the network is good (fact pack §1.10): the client's retry,
 * the views of f bad primaries with their doubled timeouts, resends at ticks, and the phases. Generous, but
 * no request that a correct PBFT would answer can exceed it.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { idleTicks } from './limits.ts';

/** Message delays of one view: VIEW-CHANGE, NEW-VIEW, PRE-PREPARE, PREPARE, COMMIT, and a fetched body. */
const viewDelays = 8;

export function progressBound(
  config: PropertyConfig & { readonly longestTimer: TimeUs; readonly longestDelay: TimeUs },
): TimeUs {
  const { faults, options, longestTimer, longestDelay } = config;
  const tick = options.requestTimeout / 2;
  /** A resend waits for the tick that finds a full tick gone, on both ends. */
  const resend = 6 * tick + 4 * longestDelay;
  let timeout = Math.max(longestTimer, options.requestTimeout);
  let total = options.clientRetry + longestDelay + idleTicks * tick + resend;
  /** Timeouts too short for the delays fail even under a correct primary; then f + 1 more views. */
  for (let bad = 0; bad <= faults + 1; ) {
    total += timeout + resend + viewDelays * longestDelay;
    if (timeout >= resend + viewDelays * longestDelay) bad++;
    timeout *= 2;
  }
  /** Whoever executes the request may have to fetch a state first. */
  return total + 2 * resend + viewDelays * longestDelay;
}
