/**
 * Timeouts that double with every failure in a row, so that after enough of them any real delay fits (PBFT
 * §4.5.2).
 */
import type { TimeUs } from '../../kernel/ids.ts';

/**
 * Doublings after which the timeout stays: 1,024 times the base is beyond any delay that a scenario may set.
 */
const doublingsMost = 10;

/** Timeout for attempt number `failures` in a row: the base for 0 and 1, then twice the one before. */
export function backedOff(base: TimeUs, failures: number): TimeUs {
  return base * 2 ** Math.min(doublingsMost, Math.max(0, failures - 1));
}
