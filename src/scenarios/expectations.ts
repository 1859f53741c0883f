/** Sets of verdicts that scenarios of the catalogue expect. */
import type { Expectation } from './types.ts';

/** What holds with at most f faulty replicas, whatever the network does. */
export const safe: Expectation['verdicts'] = {
  agreement: 'holds',
  prefix: 'holds',
  'total-order': 'holds',
  validity: 'holds',
  'exactly-once': 'holds',
  'decide-stable': 'holds',
  'state-root': 'holds',
  certificates: 'holds',
  'no-equivocation': 'holds',
  monotone: 'holds',
  'ledger/conservation': 'holds',
};

/** With a network that recovers in the end, every request is answered too. */
export const safeAndLive: Expectation['verdicts'] = { ...safe, progress: 'holds' };

/** The same for Streamlet, with the verdicts that are its own. */
export const streamletSafeAndLive: Expectation['verdicts'] = {
  ...safeAndLive,
  'streamlet/unique-per-epoch': 'holds',
  'streamlet/one-vote-per-epoch': 'holds',
  'streamlet/longest-rule': 'holds',
  'streamlet/stream-key': 'holds',
};
